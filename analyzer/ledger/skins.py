"""两张皮: how much of the meetings is business, and whether study touches the branch's own work."""

from __future__ import annotations

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.labels import Activity, Duty
from analyzer.types.ledger import Figure
from analyzer.types.ledger_policy import LedgerPolicy, in_force
from analyzer.types.report import Report

__all__ = ["integrated", "integration", "party_business"]

_STUDIES = (Activity.THEORY_STUDY, Activity.CAMPAIGN, Activity.PARTY_LECTURE)
_OWN_APPLICATION = 2
"""The substance that a study reaches only by the branch's own application (guideline, section 3)."""


def integrated(report: Report) -> bool | None:
    """Whether the study in a meeting touches the branch's own work; None where it has no study."""
    studies = [part.substance for part in report.segments if part.activity in _STUDIES]
    return max(studies) == _OWN_APPLICATION if studies else None


def party_business(branch: Branch, ledger: Ledger, policy: LedgerPolicy) -> Figure:
    """Which share of its party meetings is business, in per cent; joint meetings are meant for business and do not count."""
    lengths = [
        (purpose.length, purpose.activity == Activity.BUSINESS)
        for record in branch.meetings
        if record.judged and record.own != Duty.JOINT
        for purpose in record.purposes
    ]
    total, business = sum(length for length, _ in lengths), sum(length for length, is_business in lengths if is_business)
    limit = in_force(policy.two_skins, ledger.today)
    too_much = limit is not None and business > limit.business * total
    return Figure(
        round(100 * business / total, 1) if total else None,
        "党内会议大半在谈业务，重业务不重党务。" if too_much else "党内会议中业务内容所占篇幅。",
    )


def integration(branch: Branch, ledger: Ledger, policy: LedgerPolicy) -> Figure:
    """Which share of its studies touches the branch's own work, in per cent."""
    studies = [record.integrated for record in branch.meetings if record.integrated is not None]
    own = sum(studies)
    limit = in_force(policy.two_skins, ledger.today)
    too_little = limit is not None and own < limit.integrated * len(studies)
    why = f"{len(studies)}次学习中{own}次联系本单位实际{'，学习和工作两张皮' if too_little else ''}。"
    return Figure(round(100 * own / len(studies), 1) if studies else None, why)
