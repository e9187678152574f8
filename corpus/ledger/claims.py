"""One meeting reported as many: in one row that ticks several duties, or in several rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from analyzer.types.labels import COUNTABLE, Activity, MeetingType
from corpus.ledger.calendar import YEAR
from corpus.ledger.field import Field
from corpus.ledger.rows import DUTY_OF, Draft, duty_name
from corpus.ledger.truth import Planted
from corpus.records import LabelledRecord

__all__ = ["many_claims", "many_rows"]

_JUDGED_TOGETHER = (Activity.CRITICISM, Activity.APPRAISAL)


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
