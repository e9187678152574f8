"""Events that ask for a talk (五必谈): some without a talk after them, some with one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from corpus.ledger.calendar import YEAR
from corpus.ledger.field import Field
from corpus.ledger.people import words
from corpus.ledger.rows import TALK, Draft
from corpus.ledger.truth import Planted

__all__ = ["unmet_need"]

_LATEST = datetime.date(YEAR, 10, 20)
_LONG, _SOON = datetime.timedelta(days=70), datetime.timedelta(days=20)
"""Without a talk for so long, or with one so soon, whatever the policy's days."""


def unmet_need(field: Field) -> Iterator[Planted]:
    """A meeting tells of an event that befell a member: one whom nobody talks to for ten weeks, and one who is talked to."""
    for met in (False, True):
        for draft in field.pick(1, lambda draft, met=met: bool(_members(field, draft, met=met))):  # type: ignore[misc]
            name = field.rng.choice(_members(field, draft, met=met))
            draft.content = f"{draft.content.rstrip()}\n{field.rng.choice(words()['events']).format(name=name)}"
            for talk in _talks(field, name):
                talk.touched = True
            if not met:
                yield Planted("unmet_need", field.branch.name, (draft.id,), (name,))


def _members(field: Field, draft: Draft, *, met: bool) -> list[str]:
    """Those at a meeting of whom nothing is told yet, with or without a talk soon after it."""
    day = draft.start.date()
    if draft.duty == TALK or draft.meeting or day > _LATEST:
        return []
    after = [talk for talk in field.drafts if talk.duty == TALK and day <= talk.start.date() <= day + _LONG]
    heard = {name for talk in after for name in (talk.talker, talk.talkee)}
    soon = {talk.talkee for talk in after if day < talk.start.date() <= day + _SOON and not talk.touched}
    bare = [name for name in draft.present if name not in (draft.host, draft.recorder) and name not in draft.content]
    return [name for name in bare if (name in soon if met else name not in heard)]


def _talks(field: Field, name: str) -> list[Draft]:
    return [draft for draft in field.drafts if draft.duty == TALK and name in (draft.talker, draft.talkee)]
