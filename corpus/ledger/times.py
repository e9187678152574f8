"""People in two places, people excused who speak, and records entered late."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from corpus.ledger.calendar import YEAR, working_days_between, working_on
from corpus.ledger.field import Field
from corpus.ledger.people import speaks, words
from corpus.ledger.rows import TALK, Draft
from corpus.ledger.truth import Planted

__all__ = ["absent_speaker", "burst_entry", "late_entry", "time_conflict"]

_ONE_DAY = datetime.timedelta(days=1)
_LATE_DAYS = (14, 27)
_VERY_LATE_DAYS = (35, 80)


def time_conflict(field: Field) -> Iterator[Planted]:
    """A talk held while the talker or the talked-to sits in a meeting elsewhere, or while the talker holds another talk."""
    talks = field.pick(1, lambda draft: draft.duty == TALK)
    if not talks:
        return
    pair = {talks[0].talker, talks[0].talkee}
    others = field.pick(1, lambda draft: bool(pair & draft.people) and not draft.meeting)
    for talk, other in zip(talks, others, strict=False):
        length = talk.end - talk.start
        talk.start = other.start + datetime.timedelta(minutes=10)
        talk.end = talk.start + length
        talk.place = next(place for place in words()["talk_places"] if place != other.place)
        talk.entered = max(other.entered, talk.end + datetime.timedelta(minutes=5))
        people = tuple(sorted(talk.people & other.people))
        yield Planted("time_conflict", field.branch.name, (other.id, talk.id), people)


def absent_speaker(field: Field) -> Iterator[Planted]:
    """Somebody excused who speaks."""
    for draft in field.pick(1, lambda draft: bool(_speakers(draft))):
        name = field.rng.choice(_speakers(draft))
        draft.present = tuple(one for one in draft.present if one != name)
        draft.absent = (*draft.absent, (name, field.rng.choice(words()["reasons"])))
        yield Planted("absent_speaker", field.branch.name, (draft.id,), (name,))


def _speakers(draft: Draft) -> list[str]:
    return [name for name in draft.present if name not in (draft.host, draft.recorder) and speaks(name, draft.content)]


def late_entry(field: Field) -> Iterator[Planted]:
    """Some records entered weeks or months after they were held."""
    for draft in field.pick(field.rng.randrange(2, 6), lambda _: True):
        day = draft.end.date() + _ONE_DAY * field.rng.randint(*(_LATE_DAYS if field.rng.random() < 0.6 else _VERY_LATE_DAYS))
        while not working_on(day) or (day - draft.end.date()).days == 30:
            day += _ONE_DAY
        draft.entered = draft.entered.replace(year=day.year, month=day.month, day=day.day)
        yield from _late(field, draft)


def _late(field: Field, draft: Draft) -> Iterator[Planted]:
    held, entered = draft.end.date(), draft.entered.date()
    if working_days_between(held, entered) > 3:
        yield Planted("late_entry", field.branch.name, (draft.id,), note="major" if (entered - held).days > 30 else "minor")


def burst_entry(field: Field) -> Iterator[Planted]:
    """Over a third of the year entered within two days."""
    first = datetime.date(YEAR, 12, field.rng.choice((8, 9, 10, 15, 16, 17))) if field.rng.random() < 0.6 else datetime.date(YEAR, 6, 25)
    days = (first, first + _ONE_DAY)

    def before(draft: Draft) -> bool:
        age = (first - draft.end.date()).days
        return age > 34 or 14 <= age <= 27

    drafts = field.pick(max(18, round(len(field.drafts) * 0.36)), before)
    for draft in drafts:
        day = field.rng.choice(days)
        draft.entered = draft.entered.replace(year=day.year, month=day.month, day=day.day)
    if drafts:
        together = tuple(draft.id for draft in field.drafts if draft.entered.date() in days)
        yield Planted(
            "burst_entry", field.branch.name, together, period=f"{days[0]}/{days[1]}", note=f"{len(together)}/{len(field.drafts)}"
        )
        for draft in drafts:
            yield from _late(field, draft)
