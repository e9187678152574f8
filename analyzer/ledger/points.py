"""From findings to points: each finding gets what the policy of its day asks, each branch its deductions within caps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.ledger import Deducted, LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy, PointsRow, in_force

__all__ = ["FULL", "deductions", "with_points"]

FULL = 100.0
"""The points that a branch begins the year with."""


def with_points(findings: Sequence[LedgerFinding], ledger: Ledger, policy: LedgerPolicy) -> tuple[LedgerFinding, ...]:
    """The findings with the points that the policy in force on their day gives, before caps; none where nothing of the branch was judged."""
    days = {record.id: record.day for record in ledger.records}
    judged = {record.id for record in ledger.records if record.judged}
    silent = {branch.name for branch in ledger.branches if not any(record.id in judged for record in branch.records)}
    return tuple(
        msgspec.structs.replace(found, points=0.0 if found.branch in silent else _points(found, days, ledger, policy)) for found in findings
    )


def _points(found: LedgerFinding, days: dict[str, str], ledger: Ledger, policy: LedgerPolicy) -> float:
    row = _row(found, days, ledger, policy)
    return 0.0 if row is None else {"info": row.info, "minor": row.minor, "major": row.major}[found.severity]


def _row(found: LedgerFinding, days: dict[str, str], ledger: Ledger, policy: LedgerPolicy) -> PointsRow | None:
    """The row in force on the last day of the finding's records, or at the end of the year."""
    last = max((days.get(record, "") for record in found.records), default="")
    day = date.fromisoformat(last) if last else date(ledger.year, 12, 31) if ledger.year else ledger.today
    return in_force((row for row in policy.points if row.kind == found.kind), day)


def deductions(
    branch: Branch, findings: Sequence[LedgerFinding], mine: Sequence[int], ledger: Ledger, policy: LedgerPolicy
) -> tuple[Deducted, ...]:
    """What is taken from a branch by kind of finding: the sum of the points of its own findings (`mine`, by number), at most the cap."""
    own = {record.id: record.day for record in branch.records}
    numbers: dict[str, list[int]] = defaultdict(list)
    for number in mine:
        if findings[number].points:
            numbers[findings[number].kind].append(number)
    taken = []
    for kind, some in sorted(numbers.items()):
        rows = [row for number in some if (row := _row(findings[number], own, ledger, policy)) is not None]
        cap = max(row.cap for row in rows)
        taken.append(Deducted(kind, min(cap, sum(findings[number].points for number in some)), tuple(some), rows[-1].source))
    return tuple(taken)
