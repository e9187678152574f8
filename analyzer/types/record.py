"""One talk or one meeting, cut out of a document, with its fields."""

from __future__ import annotations

import msgspec

from analyzer.types.labels import MeetingType, RecordType
from analyzer.types.span import Span

__all__ = ["FIELD_NAMES", "MOMENT_FIELDS", "PEOPLE_FIELDS", "Claim", "Difference", "Field", "Record", "Unread"]

FIELD_NAMES = {
    "id": "记录编号",
    "branch": "党支部",
    "type": "类型",
    "title": "主题",
    "planned": "计划时间",
    "date": "日期",
    "start": "开始时间",
    "end": "结束时间",
    "entered": "录入时间",
    "place": "地点",
    "host": "主持人",
    "recorder": "记录人",
    "due": "应到",
    "present": "实到",
    "absent": "缺席",
    "attendees": "参加人员",
    "observers": "列席",
    "talker": "谈话人",
    "talkee": "谈话对象",
    "decision": "决议",
    "claims": "计入",
    "topic": "议题",
}
"""Every field a record may have, with its Chinese name."""
MOMENT_FIELDS = ("date", "planned", "start", "end", "entered")
"""The fields that hold a day or a minute; the day comes first, since the others may take it from there."""
PEOPLE_FIELDS = ("talker", "talkee", "host", "recorder", "attendees", "observers", "absent")
"""The fields that name people."""


class Field(msgspec.Struct, frozen=True):
    """One value of the header.

    `value` is normalised: ISO 8601 for `date` (2025-03-06; the year alone where month and day are lunar), `start`, `end`, `entered` (2025-03-06T14:30, or without the date's
    year where the text has none: --03-06), decimal digits for `due` and `present`, otherwise the words as written. `span` is where
    it was read; None where it was given beside the text.
    """

    key: str
    value: str
    span: Span | None = None


class Claim(msgspec.Struct, frozen=True):
    """A duty that the record claims: its key, where it does so, how often and with how many study hours.

    `span` is None where the claim came beside the text; `ticked` is whether the row's type names it, then the first is the record's own type.
    """

    duty: str
    span: Span | None = None
    count: int = 1
    hours: float = 0.0
    ticked: bool = False


class Difference(msgspec.Struct, frozen=True):
    """A field of which the ledger's row says one thing (it wins) and the text, at `span`, another."""

    key: str
    given: str
    said: str
    span: Span


class Unread(msgspec.Struct, frozen=True):
    """Words of the header, at `span`, that no field has read, and the keys of the fields that they might be."""

    span: Span
    keys: tuple[str, ...]


class Record(msgspec.Struct, frozen=True):
    """A record: a whole stretch of the document, its fields and its body. A field that was not found is absent, not empty.

    `own` is the duty of its own type, `claims` are those beyond it. `span` runs from the first word of the header to the last of the signatures; `body` is what was said and done, within it.
    `blank` is whether nothing was: a form that was not filled in, or «见附件».
    """

    type: RecordType
    meeting_type: MeetingType | None
    index: int
    span: Span
    body: Span
    own: Claim
    fields: tuple[Field, ...] = ()
    claims: tuple[Claim, ...] = ()
    differences: tuple[Difference, ...] = ()
    unread: tuple[Unread, ...] = ()
    blank: bool = False

    def field(self, key: str) -> Field | None:
        """The field of that key, or None."""
        for field in self.fields:
            if field.key == key:
                return field
        return None

    def value(self, key: str) -> str | None:
        """The value of the field of that key, or None."""
        field = self.field(key)
        return None if field is None else field.value
