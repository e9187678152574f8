"""Near-duplicates: within a branch, and taken over from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analyzer.types.labels import MeetingType
from corpus.ledger.casting import recast
from corpus.ledger.field import Field
from corpus.ledger.rows import TALK, Draft
from corpus.ledger.truth import Planted

__all__ = ["date_changed", "names_swapped", "other_branch", "title_changed"]

_LONG = 150
"""Characters from which a copy is a copy and not a coincidence of stock phrases."""


def _copyable(duty: str) -> Callable[[Draft], bool]:
    return lambda draft: draft.duty == duty and not draft.further and len(draft.content) >= _LONG


def names_swapped(field: Field) -> Iterator[Planted]:
    """One talk for several members."""
    talks = field.pick(1, lambda draft: _copyable(TALK)(draft) and not draft.text.base.gold.generic)
    more = field.rng.randrange(1, 4)
    talks += field.pick(more, lambda draft: draft.duty == TALK and not draft.text.base.gold.generic) if talks else []
    if len(talks) > 1:
        for copy in talks[1:]:
            copy.like(talks[0], recast(talks[0], copy))
        yield _duplicate(field, talks, "names_swapped")


def date_changed(field: Field) -> Iterator[Planted]:
    """Last month's meeting handed in again, or with one paragraph moved."""
    duty = field.rng.choice((MeetingType.COMMITTEE, MeetingType.PARTY_DAY))
    first = field.pick(1, _copyable(duty))
    second = field.pick(1, lambda draft: draft.duty == duty and not draft.further) if first else []
    if second:
        source, copy = first[0], second[0]
        moved = len(source.text.parts) > 2 and field.rng.random() < 0.5
        if moved:
            source = source.copy(source.id)
            source.parts = (*source.text.parts[1:], source.text.parts[0])
            field.write(source)
        copy.like(source, recast(source, copy))
        yield _duplicate(field, [source, copy], "paragraph_moved" if moved else "date_changed")


def title_changed(field: Field) -> Iterator[Planted]:
    """A study meeting entered twice on one date under two titles."""
    pair = field.pick(2, lambda draft: draft.duty == MeetingType.STUDY and not draft.further)
    if len(pair) == 2 and len(pair[0].content) >= _LONG:
        source, copy = pair
        twin = source.copy(copy.id)
        twin.title = f"{source.start.month}月政治理论学习"
        field.drafts[field.drafts.index(copy)] = twin
        yield _duplicate(field, [source, twin], "title_changed")


def other_branch(field: Field) -> Iterator[Planted]:
    """A record taken over from another branch, its people exchanged."""
    for place, foreign in enumerate(field.foreign):
        mine = field.pick(1, lambda draft, duty=foreign.duty: draft.duty == duty and not draft.further)  # type: ignore[misc]
        if mine:
            source = field.foreign.pop(place)
            mine[0].like(source, recast(source, mine[0]))
            yield _duplicate(field, [source, mine[0]], "other_branch")
            return


def _duplicate(field: Field, drafts: list[Draft], note: str) -> Planted:
    return Planted("near_duplicate", field.branch.name, tuple(draft.id for draft in drafts), note=note)
