"""The four figures on which a system's statistics are judged: 规范性 及时性 准确性 完整性, each 0–100 with the facts it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.ledger.claims import tally
from analyzer.ledger.entry import lags
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.quotas import dues
from analyzer.types.labels import FindingKind, LedgerKind
from analyzer.types.ledger import Figure, LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy

__all__ = ["figures"]

_FORM = (FindingKind.MISSING_ELEMENT, FindingKind.OFF_TOPIC)
_CONTRADICTIONS = (LedgerKind.TIME_CONFLICT, LedgerKind.ABSENT_SPEAKER)


def figures(branch: Branch, ledger: Ledger, policy: LedgerPolicy, findings: Sequence[LedgerFinding]) -> dict[str, Figure]:
    """The four figures of a branch, by their Chinese names; `findings` are those that concern it."""
    return {
        "规范性": _form(branch),
        "及时性": _timeliness(branch, policy),
        "准确性": _accuracy(branch, findings),
        "完整性": _completeness(branch, ledger, policy, findings),
    }


def _share(good: int, total: int, why: str) -> Figure:
    return Figure(round(100 * good / total, 1) if total else None, why)


def _form(branch: Branch) -> Figure:
    judged = [record for record in branch.records if record.judged]
    faulty = sum(_shows(record, _FORM) for record in judged)
    return _share(len(judged) - faulty, len(judged), f"{len(judged)}条记录中{faulty}条要素缺失或名实不符。")


def _timeliness(branch: Branch, policy: LedgerPolicy) -> Figure:
    known = lags(branch.records, policy)
    late = sum(lag.late for lag in known)
    return _share(len(known) - late, len(known), f"{len(known)}条有录入时间的记录中{late}条超过时限。")


def _accuracy(branch: Branch, findings: Sequence[LedgerFinding]) -> Figure:
    contradicted = {record for found in findings if found.kind in _CONTRADICTIONS for record in found.records}
    contradicted |= {record for found in findings if found.kind == LedgerKind.LEDGER_MISMATCH for record in found.records}
    wrong = sum(record.id in contradicted or _shows(record, (FindingKind.INCONSISTENT_HEADER,)) for record in branch.records)
    return _share(
        len(branch.records) - wrong, len(branch.records), f"{len(branch.records)}条记录中{wrong}条有矛盾：时间、人数或两本台账对不上。"
    )


def _completeness(branch: Branch, ledger: Ledger, policy: LedgerPolicy, findings: Sequence[LedgerFinding]) -> Figure:
    past = (
        [due for due in dues(branch, tally(branch, ledger, policy), ledger.year, policy) if due.period.last < ledger.today]
        if ledger.year
        else []
    )
    due, missing = sum(one.quota.count for one in past), sum(one.missing for one in past)
    only_paper = sum(found.kind == LedgerKind.LEDGER_MISMATCH and not found.records for found in findings)
    gaps = sum(found.kind == LedgerKind.MISSING_MONTHS for found in findings)
    why = f"到期应开展{due}次，缺{missing}次；{gaps}个月没有记录；只在纸质台账上的{only_paper}条。"
    return _share(due - missing, due + only_paper, why)


def _shows(record: RecordDigest, kinds: Sequence[str]) -> bool:
    return any(kind in kinds for kind, _ in record.findings)
