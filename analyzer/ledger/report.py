"""All that is said of a year: facts by branch, findings between records, and what they cost under a policy."""

from __future__ import annotations

from collections import Counter

from analyzer.ledger.claims import duty_counts
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.roll import check_all
from analyzer.ledger.talks import talk_counts
from analyzer.types.ledger import BranchYear, LedgerCounts, LedgerReport
from analyzer.types.policy import Policy

__all__ = ["ledger_report"]


def ledger_report(ledger: Ledger, policy: Policy, counts: LedgerCounts, version: str) -> LedgerReport:
    """Facts by branch and findings between records; `version` names the policy."""
    findings = check_all(ledger, policy.ledger)
    branches = tuple(_branch(branch) for branch in ledger.branches)
    return LedgerReport("1", ledger.year, version, branches, findings, counts)


def _branch(branch: Branch) -> BranchYear:
    months = Counter(record.day[:7] for record in branch.records if record.day)
    judged = sum(record.judged for record in branch.records)
    return BranchYear(
        branch=branch.name,
        duties=duty_counts(branch),
        talks=talk_counts(branch),
        months=dict(sorted(months.items())),
        score=None,
        deductions=(),
        figures={},
        people={},
        confidence=judged / len(branch.records),
        ask=(),
    )
