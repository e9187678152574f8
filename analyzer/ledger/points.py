"""From findings to points: each finding gets what the policy of its day asks, each branch its deductions within caps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy, PointsRow, in_force

__all__ = ["FULL", "Taken", "deductions", "with_points"]

FULL = 100.0
"""The points that a branch begins the year with."""


class Taken(msgspec.Struct, frozen=True):
    """Points taken from a branch for one kind of finding, after its cap, with the findings."""

    kind: str
    points: float
    findings: tuple[LedgerFinding, ...]
    source: str


def with_points(findings: Sequence[LedgerFinding], ledger: Ledger, policy: LedgerPolicy) -> tuple[LedgerFinding, ...]:
    """The findings with the points that the policy in force on their day gives, before caps; none where nothing of the branch was judged."""
    if not findings:
        return ()
    named = {record for found in findings for record in found.records}
    days: dict[str, str] = {}
    branches: set[str] = set()
    heard: set[str] = set()
    for record in ledger.records:
        branches.add(record.branch)
        if record.judged:
            heard.add(record.branch)
        if record.id in named:
            days[record.id] = record.day
    silent = branches - heard
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


def deductions(branch: Branch, findings: Sequence[LedgerFinding], ledger: Ledger, policy: LedgerPolicy) -> tuple[Taken, ...]:
    """What is taken from a branch by kind of finding: the sum of the points of the findings that concern it, at most the cap."""
    own = {record.id: record.day for record in branch.records}
    by_kind: dict[str, list[LedgerFinding]] = defaultdict(list)
    for found in findings:
        if found.points:
            by_kind[found.kind].append(found)
    taken = []
    for kind, some in sorted(by_kind.items()):
        rows = [row for found in some if (row := _row(found, own, ledger, policy)) is not None]
        taken.append(Taken(kind, min(max(row.cap for row in rows), sum(found.points for found in some)), tuple(some), rows[-1].source))
    return tuple(taken)
