"""Which branches would move if an office judged by another policy."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from analyzer.types.labels import Duty, LedgerKind
from analyzer.types.ledger import BranchYear, LedgerReport

__all__ = ["BranchMove", "moves"]


class BranchMove(msgspec.Struct, frozen=True):
    """A branch whose score, counts or quotas differ between two policies; scores are null where nothing was judged."""

    branch: str
    before: float | None
    after: float | None
    why: tuple[str, ...]


def moves(before: LedgerReport, after: LedgerReport) -> tuple[BranchMove, ...]:
    """The branches that move, those that lose most first; both reports are of one ledger."""
    others = {branch.branch: branch for branch in after.branches}
    found = [
        BranchMove(branch.branch, branch.score, others[branch.branch].score, why)
        for branch in before.branches
        if (why := tuple(_reasons(branch, others[branch.branch])))
    ]
    return tuple(sorted(found, key=lambda move: ((move.after or 0.0) - (move.before or 0.0), move.branch)))


def _reasons(before: BranchYear, after: BranchYear) -> Iterator[str]:
    old, new = ({one.kind: one for one in branch.deductions} for branch in (before, after))
    for kind in sorted(old.keys() | new.keys()):
        was, will = (side[kind].points if kind in side else 0.0 for side in (old, new))
        if was != will:
            source = (new.get(kind) or old[kind]).source
            counts = [len(side[kind].findings) if kind in side else 0 for side in (old, new)]
            yield f"{LedgerKind(kind).zh}：扣{was:g}分 → 扣{will:g}分（{counts[0]}处 → {counts[1]}处；{source}）"
    counted, others = ({duty.duty: duty for duty in branch.duties} for branch in (before, after))
    for duty in sorted(counted.keys() | others.keys()):
        quotas = [side[duty].quota if duty in side else None for side in (counted, others)]
        effective = [side[duty].effective if duty in side else 0 for side in (counted, others)]
        if quotas[0] != quotas[1]:
            yield f"{Duty(duty).zh}：应开展{quotas[0] or 0}次 → {quotas[1] or 0}次"
        if effective[0] != effective[1]:
            yield f"{Duty(duty).zh}：认定{effective[0]}次 → {effective[1]}次"
