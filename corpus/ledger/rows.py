"""The canonical row of a ledger, and the draft that becomes one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace

import msgspec

from analyzer.types.labels import Activity, MeetingType
from corpus.ledger.people import Branch
from corpus.ledger.texts import Part, Text

__all__ = ["DUTY_OF", "TALK", "Claim", "Draft", "Row", "duty_name"]

TALK = "talk"
DUTY_OF: dict[Activity, str] = {
    Activity.THEORY_STUDY: MeetingType.STUDY,
    Activity.PARTY_LECTURE: MeetingType.LECTURE,
    Activity.CRITICISM: MeetingType.ORG_LIFE,
    Activity.APPRAISAL: MeetingType.APPRAISAL,
    Activity.DISCIPLINE_EDUCATION: Activity.DISCIPLINE_EDUCATION,
    Activity.THOUGHT_ANALYSIS: Activity.THOUGHT_ANALYSIS,
    Activity.CAMPAIGN: Activity.CAMPAIGN,
    Activity.BELIEF_EDUCATION: Activity.BELIEF_EDUCATION,
}
"""The duty that a countable purpose carries out."""
_HOURS = 2


def duty_name(duty: str) -> str:
    """The Chinese name of a duty's key."""
    if duty == TALK:
        return "谈心谈话"
    return MeetingType(duty).zh if duty in list(MeetingType) else Activity(duty).zh


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """A duty that a row claims: how often, and for a lecture or study with how many hours."""

    duty: str
    count: int
    hours: int | None = None


class Row(msgspec.Struct, frozen=True):
    """One line of `rows.jsonl`; times are local, to the minute."""

    id: str
    branch: str
    type: list[str]
    title: str
    planned: str
    start: str
    end: str
    entered: str
    place: str
    host: str | None
    recorder: str | None
    due: int | None
    present: int | None
    absent: list[str]
    attendees: list[str]
    observers: list[str]
    talker: str | None
    talkee: str | None
    content: str
    decision: str | None
    claims: list[Claim]


@dataclass(slots=True)
class Draft:
    """A record on its way into the ledger; planting changes it in place and sets `touched`, so that defects don't overlap.

    `parts` is what the row tells of its text (all, if empty); `meeting` is shared by the rows of one meeting; `further` are duties claimed
    beyond the own one, `duty`.
    """

    id: str
    duty: str
    start: datetime.datetime
    end: datetime.datetime
    entered: datetime.datetime
    place: str
    text: Text
    title: str = ""
    further: tuple[str, ...] = ()
    host: str | None = None
    recorder: str | None = None
    present: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    talker: str | None = None
    talkee: str | None = None
    parts: tuple[Part, ...] = ()
    content: str = ""
    meeting: str = ""
    spare: bool = False
    touched: bool = field(default=False)

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is there."""
        return frozenset(name for name in (*self.present, self.talker, self.talkee) if name)

    @property
    def claimed(self) -> tuple[str, ...]:
        """The duties that the row claims, the own one first."""
        return (self.duty, *self.further)

    def like(self, other: Draft, content: str) -> None:
        """Takes another record's text as one's own."""
        self.text, self.parts, self.content, self.further = other.text, other.parts, content, other.further

    def copy(self, record_id: str) -> Draft:
        """A second draft that is equal but for its id."""
        return replace(self, id=record_id)

    def row(self, branch: Branch) -> Row:
        """The row as the ledger exports it."""
        meeting = self.duty != TALK
        claims = [Claim(duty, 1, _HOURS if duty in (MeetingType.LECTURE, MeetingType.STUDY) else None) for duty in self.claimed]
        return Row(
            id=self.id,
            branch=branch.name,
            type=[duty_name(duty) for duty in self.claimed],
            title=self.title,
            planned=_minute(self.start),
            start=_minute(self.start),
            end=_minute(self.end),
            entered=_minute(self.entered),
            place=self.place,
            host=self.host,
            recorder=self.recorder,
            due=len(self.present) + len(self.absent) if meeting else None,
            present=len(self.present) if meeting else None,
            absent=[f"{name}（{reason}）" for name, reason in self.absent],
            attendees=list(self.present),
            observers=[],
            talker=self.talker,
            talkee=self.talkee,
            content=self.content,
            decision=None,
            claims=claims if self.further else [],
        )


def _minute(time: datetime.datetime) -> str:
    return time.isoformat(timespec="minutes")
