"""The published report: one JSON object for each record, schema version 1.

These classes are the public shape: `to_json`, the JSON Schema (`report_schema`) and OpenAPI come from them and from nothing else.
Offsets count Unicode code points of `text`; `start_utf16` and `end_utf16` count UTF-16 units, for Java and JavaScript callers.
"""

from __future__ import annotations

from typing import Any

import msgspec

from analyzer.types.document import Notice
from analyzer.types.finding import Rule

__all__ = [
    "Evidence",
    "MeetingPart",
    "MeetingSummary",
    "NotJudged",
    "PurposePart",
    "RecordClaim",
    "Report",
    "ReportField",
    "ReportFinding",
    "ReportRecord",
    "ReportSource",
    "TalkPart",
    "TalkSummary",
    "Versions",
    "report_from_json",
    "report_schema",
]

SCHEMA_VERSION = "1"


class Evidence(msgspec.Struct, frozen=True):
    """A place in the text with its words."""

    start: int
    end: int
    start_utf16: int
    end_utf16: int
    quote: str


class ReportSource(msgspec.Struct, frozen=True):
    """The file: its path as given, which record of it this is (from 0), who read it, the digest of its bytes.

    Of a file with several records each report's `text` is its own stretch; `offset` is where that begins in the file's text.
    """

    name: str
    index: int
    reader: str
    sha256: str
    offset: int = 0


class ReportField(msgspec.Struct, frozen=True):
    """A header field: its normalised value and where it was read (null where it was given beside the text)."""

    value: str
    evidence: Evidence | None = None


class RecordClaim(msgspec.Struct, frozen=True):
    """A duty that the record or its row claims: how often, with how many study hours, and whether the row's type ticks it."""

    duty: str
    count: int
    hours: float
    ticked: bool


class ReportRecord(msgspec.Struct, frozen=True):
    """What the record says of itself. `fields` holds every field that was found, each with its place."""

    id: str
    type: str | None
    meeting_type: str | None
    title: str | None
    date: str | None
    start: str | None
    end: str | None
    branch: str | None
    fields: dict[str, ReportField]
    claims: tuple[RecordClaim, ...] = ()


class MeetingPart(msgspec.Struct, frozen=True):
    """A segment of a meeting."""

    start: int
    end: int
    start_utf16: int
    end_utf16: int
    activity: str
    substance: int
    lecturer: str | None
    confidence: float


class TalkPart(msgspec.Struct, frozen=True):
    """A sentence or dialogue turn of a talk."""

    start: int
    end: int
    start_utf16: int
    end_utf16: int
    aspect: str
    specific: bool
    confidence: float


class TalkSummary(msgspec.Struct, frozen=True):
    """The whole talk: depth 0–3, kind, the generic flag."""

    depth: int
    kind: str
    generic: bool
    confidence: float


class PurposePart(msgspec.Struct, frozen=True):
    """A countable purpose with the best substance of its segments."""

    activity: str
    substance: int


class MeetingSummary(msgspec.Struct, frozen=True):
    """The whole meeting: one-pot grade 0–2, countable purposes, duties claimed beyond its own type."""

    one_pot: int
    purposes: tuple[PurposePart, ...]
    claimed: tuple[str, ...]
    confidence: float


class ReportFinding(msgspec.Struct, frozen=True):
    """One finding; `points` are taken from 100, and the points of all findings and the score add up to 100.

    `caps` say in Chinese which limits bind: why the points are less than the policy's, and what the finding allows the whole record at most.
    """

    kind: str
    severity: str
    message: str
    advice: str
    rule: Rule
    points: float
    evidence: tuple[Evidence, ...]
    caps: tuple[str, ...] = ()


class NotJudged(msgspec.Struct, frozen=True):
    """Why there is no grade: a code of the error family, the reason and what to do."""

    code: str
    reason: str
    advice: str


class Versions(msgspec.Struct, frozen=True):
    """What made this report; with the same versions it can be made again."""

    code: str
    model: str
    lexicon: str
    policy: str


class Report(msgspec.Struct, frozen=True):
    """Everything that is said of one record. `score`, `band`, `confidence` are null where the record was not judged.

    `dimensions` are 0–4, `score` 0–100, `band` 1–5, `confidence` 0–1; `review` lists why a person should look,
    `band_note` says why the band is below what the score allows.
    """

    schema: str
    source: ReportSource
    record: ReportRecord
    text: str | None
    segments: tuple[MeetingPart, ...]
    sentences: tuple[TalkPart, ...]
    talk: TalkSummary | None
    meeting: MeetingSummary | None
    dimensions: dict[str, int]
    score: float | None
    band: int | None
    confidence: float | None
    review: tuple[str, ...]
    findings: tuple[ReportFinding, ...]
    notices: tuple[Notice, ...]
    not_judged: NotJudged | None
    versions: Versions
    band_note: str = ""

    def to_json(self, *, indent: int = 0) -> str:
        """The report as one JSON object, on one line unless `indent` is given."""
        encoded = msgspec.json.encode(self)
        if indent:
            encoded = msgspec.json.format(encoded, indent=indent)
        return encoded.decode()

    def without_text(self) -> Report:
        """The same report with `text` left out (the quotes stay)."""
        return msgspec.structs.replace(self, text=None)


def report_from_json(data: str | bytes) -> Report:
    """Reads a report back; raises msgspec.ValidationError where it does not fit the schema."""
    return msgspec.json.decode(data, type=Report)


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the report."""
    schema = msgspec.json.schema(Report, ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "mqa report", "version": SCHEMA_VERSION, **schema}
