"""The corpus as it is written: one JSON object a line, one folder a style."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from analyzer.types.labels import Activity, Aspect, FindingKind, Lecturer, MeetingType, RecordType, TalkKind
from analyzer.types.span import Span

__all__ = ["RECORDS", "Gold", "LabelledRecord", "LabelledSegment", "LabelledSentence", "Unit", "labelled_text", "load_records", "styles"]

RECORDS = Path(__file__).parent / "records"
"""The folder of styles."""


class LabelledSentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence or dialogue turn of a talk."""

    text: str
    aspect: Aspect
    specific: bool


class LabelledSegment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One segment of a meeting with its sentences."""

    activity: Activity
    substance: int
    sentences: tuple[str, ...]
    lecturer: Lecturer | None = None


class Gold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the whole record is: `depth`, `talk_kind`, `generic` of a talk; `one_pot`, `claimed` of a meeting; the rest of both."""

    dims: dict[str, int]
    band: int
    findings: tuple[FindingKind, ...]
    depth: int | None = None
    talk_kind: TalkKind | None = None
    generic: bool | None = None
    one_pot: int | None = None
    claimed: tuple[str, ...] | None = None


class LabelledRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A written record with its labels; `why` says what makes it hard."""

    id: str
    style: str
    record_type: RecordType
    header: str
    footer: str
    gold: Gold
    why: str
    meeting_type: MeetingType | None = None
    sentences: tuple[LabelledSentence, ...] = ()
    segments: tuple[LabelledSegment, ...] = ()


class Unit(msgspec.Struct, frozen=True):
    """A labelled sentence at its place in the document; of a meeting, `segment` is the number of its segment."""

    span: Span
    segment: int


def styles(folder: Path = RECORDS) -> tuple[str, ...]:
    """The styles that a corpus folder holds, in order."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


def load_records(*names: str, folder: Path = RECORDS) -> Iterator[LabelledRecord]:
    """The records of the named styles (all, if none is named), in the order of style, file and line.

    Raises msgspec.ValidationError where a line does not fit the format.
    """
    for style in names or styles(folder):
        for path in sorted((folder / style).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield msgspec.json.decode(line, type=LabelledRecord)


def labelled_text(record: LabelledRecord) -> tuple[str, tuple[Unit, ...]]:
    """The document of a record (header, body, footer, each on a line of its own) and the places of its sentences, without the white space around them."""
    text = record.header if not record.header or record.header.endswith("\n") else record.header + "\n"
    units = []
    parts = [(0, sentence.text) for sentence in record.sentences]
    parts += [(number, sentence) for number, segment in enumerate(record.segments) for sentence in segment.sentences]
    for number, sentence in parts:
        start = len(text) + len(sentence) - len(sentence.lstrip())
        text += sentence
        units.append(Unit(Span(start, len(text.rstrip())), number))
    if record.footer and not text.endswith("\n"):
        text += "\n"
    return text + record.footer, tuple(units)
