"""认定次数: what a branch claims, and what counts."""

from __future__ import annotations

from collections import Counter

from analyzer.ledger.ledger import Branch
from analyzer.types.ledger import DutyCount

__all__ = ["duty_counts"]


def duty_counts(branch: Branch) -> tuple[DutyCount, ...]:
    """Claimed and effective counts of one branch, by duty."""
    claimed: Counter[str] = Counter()
    for record in branch.records:
        for claim in record.claims:
            claimed[claim.duty] += claim.count
    return tuple(DutyCount(duty, claimed[duty], claimed[duty], None, ()) for duty in sorted(claimed))
