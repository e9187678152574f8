"""Defects that lie between records of a branch: each function plants one and says so."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analyzer.types.labels import COUNTABLE, Activity, MeetingType
from corpus.ledger.calendar import YEAR, working_days_between, working_on
from corpus.ledger.casting import content_of, recast
from corpus.ledger.people import Branch, speaks, words
from corpus.ledger.rows import DUTY_OF, TALK, Draft, duty_name
from corpus.ledger.texts import Library
from corpus.ledger.truth import Planted
from corpus.records import LabelledRecord

__all__ = ["PLANTINGS", "Field", "Foreign"]

_LONG = 150
"""Characters from which a copy is a copy and not a coincidence of stock phrases."""
_ONE_DAY = datetime.timedelta(days=1)
_LATE_DAYS = (14, 27)
_VERY_LATE_DAYS = (35, 80)
_JUDGED_TOGETHER = (Activity.CRITICISM, Activity.APPRAISAL)


@dataclass(slots=True)
class Foreign:
    """A record of an earlier branch that may be copied."""

    branch: str
    draft: Draft


@dataclass(slots=True)
class Field:
    """What defects are planted in: a branch with its drafts, and records of earlier branches."""

    branch: Branch
    drafts: list[Draft]
    library: Library
    foreign: list[Foreign]
    rng: random.Random

    def pick(self, count: int, fits: Callable[[Draft], bool]) -> list[Draft]:
        """`count` untouched drafts that fit, now touched; none, if there are fewer."""
        free = [draft for draft in self.drafts if not draft.touched and fits(draft)]
        chosen = self.rng.sample(free, count) if len(free) >= count else []
        for draft in chosen:
            draft.touched = True
        return chosen

    def write(self, draft: Draft) -> None:
        """Gives a draft its content."""
        draft.content = content_of(draft, self.library.people)


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
        mine = field.pick(1, lambda draft, duty=foreign.draft.duty: draft.duty == duty and not draft.further)  # type: ignore[misc]
        if mine:
            source = field.foreign.pop(place).draft
            mine[0].like(source, recast(source, mine[0]))
            yield _duplicate(field, [source, mine[0]], "other_branch")
            return


def _duplicate(field: Field, drafts: list[Draft], note: str) -> Planted:
    return Planted("near_duplicate", field.branch.name, tuple(draft.id for draft in drafts), note=note)


def _one_pot(record: LabelledRecord) -> bool:
    purposes = {segment.activity for segment in record.segments if segment.activity in COUNTABLE}
    return record.gold.one_pot in (1, 2) and len(purposes) >= 3 and not purposes.intersection(_JUDGED_TOGETHER)


def many_claims(field: Field) -> Iterator[Planted]:
    """One row that ticks several duties."""
    for draft in field.pick(1, lambda draft: draft.duty in (MeetingType.MEMBER_ASSEMBLY, MeetingType.PARTY_DAY)):
        draft.text = field.library.draw("one_pot", field.branch.style, _one_pot)
        duties = [DUTY_OF[purpose] for purpose in draft.text.purposes()]
        draft.further = tuple(duty for duty in duties if duty != draft.duty)
        draft.title = f"{YEAR}年{draft.start.month}月{duty_name(draft.duty)}"
        field.write(draft)
        yield Planted("multiple_claim", field.branch.name, (draft.id,), note="many_claims")


def many_rows(field: Field) -> Iterator[Planted]:
    """One meeting entered as several: a row for each purpose, all at one time or each with its slice of it."""
    for draft in field.pick(1, lambda draft: draft.duty in (MeetingType.MEMBER_ASSEMBLY, MeetingType.PARTY_DAY)):
        text = field.library.draw("one_pot", field.branch.style, _one_pot)
        purposes = list(text.purposes())
        rest = field.pick(len(purposes) - 1, lambda one: one.spare)
        if not rest:
            return
        draft.text, draft.further, draft.meeting = text, (), draft.id
        segments = list(zip(text.base.segments, text.parts, strict=True))
        draft.parts = tuple(part for segment, part in segments if segment.activity not in purposes[1:])
        rows = [draft]
        for spare, purpose in zip(rest, purposes[1:], strict=True):
            row = draft.copy(spare.id)
            row.duty = DUTY_OF[purpose]
            row.parts = tuple(part for segment, part in segments if segment.activity == purpose)
            row.title = f"{YEAR}年{row.start.month}月{duty_name(row.duty)}"
            row.entered = draft.entered + datetime.timedelta(minutes=len(rows))
            field.drafts[field.drafts.index(spare)] = row
            rows.append(row)
        sliced = field.rng.random() < 0.4
        if sliced:
            _slice(rows)
        for row in rows:
            field.write(row)
        yield Planted("multiple_claim", field.branch.name, tuple(row.id for row in rows), note="sliced_rows" if sliced else "many_rows")


def _slice(rows: list[Draft]) -> None:
    """Gives the rows consecutive stretches of the meeting's time, and the meeting's title."""
    start = rows[0].start
    step = datetime.timedelta(minutes=max(10, int((rows[0].end - start).total_seconds() // 60 // len(rows))))
    for place, row in enumerate(rows):
        row.start, row.end, row.title = start + step * place, start + step * (place + 1), rows[0].title
    for row in rows:
        row.entered = max(row.entered, rows[-1].end + datetime.timedelta(minutes=1 + rows.index(row)))


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


PLANTINGS: dict[str, Callable[[Field], Iterator[Planted]]] = {
    "many_rows": many_rows,
    "many_claims": many_claims,
    "title_changed": title_changed,
    "names_swapped": names_swapped,
    "date_changed": date_changed,
    "other_branch": other_branch,
    "time_conflict": time_conflict,
    "absent_speaker": absent_speaker,
    "late_entry": late_entry,
    "burst_entry": burst_entry,
}
"""In the order in which they are planted: what changes the number of rows first, entry times last."""
