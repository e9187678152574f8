"""The corpus as it is written: one JSON object a line, one folder a style."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from analyzer.types.labels import Activity, Aspect, FindingKind, Lecturer, MeetingType, RecordType, TalkKind
from analyzer.types.span import Span
from corpus.splits import RECORDS, sealed_styles, styles, training_styles

__all__ = [
    "Gold",
    "LabelledRecord",
    "LabelledSegment",
    "LabelledSentence",
    "Trick",
    "Unit",
    "labelled_text",
    "load_record",
    "load_records",
    "opened_styles",
    "record_files",
    "written_line",
]

FILES = ("talks.jsonl", "meetings.jsonl", "adversarial.jsonl")
"""The files of a style that hold whole records; pairs are edits of them (`corpus.pairs`)."""


class Trick(StrEnum):
    """What an adversarial record tries, `honest_plain` apart: that one only looks bad."""

    KEYWORD_STUFFING = "keyword_stuffing"
    INVENTED_COMMITMENT = "invented_commitment"
    FAKE_DIALOGUE = "fake_dialogue"
    ECHO = "echo"
    PASTED_DOCUMENT = "pasted_document"
    FALSE_THEME = "false_theme"
    GRADER_INSTRUCTION = "grader_instruction"
    HONEST_PLAIN = "honest_plain"


class LabelledSentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One sentence or dialogue turn of a talk."""

    text: str
    aspect: Aspect
    specific: bool


class LabelledSegment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One segment of a meeting with its sentences."""

    activity: Activity
    substance: int
    sentences: tuple[str, ...]
    lecturer: Lecturer | None = None


class Gold(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the whole record is: `depth`, `talk_kind`, `generic` of a talk; `one_pot`, `claimed` of a meeting; the rest of both."""

    dims: dict[str, int]
    band: int
    findings: tuple[FindingKind, ...]
    depth: int | None = None
    talk_kind: TalkKind | None = None
    generic: bool | None = None
    one_pot: int | None = None
    claimed: tuple[str, ...] | None = None


class LabelledRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
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
    trick: Trick | None = None

    def texts(self) -> tuple[str, ...]:
        """The sentences of the body, in order, as written."""
        return tuple(sentence.text for sentence in self.sentences) + tuple(text for segment in self.segments for text in segment.sentences)


class Unit(msgspec.Struct, frozen=True):
    """A labelled sentence at its place in the document; of a meeting, `segment` is the number of its segment."""

    span: Span
    segment: int


def opened_styles(names: tuple[str, ...], folder: Path, *, release: bool) -> tuple[str, ...]:
    """The styles to read: the named ones, or all that are not sealed.

    Raises PermissionError for a sealed one unless it is read for a release, KeyError for one that is not there, and as `styles` does.
    """
    unknown = set(names).difference(styles(folder))
    if unknown:
        raise KeyError(*sorted(unknown))
    closed = sealed_styles().intersection(names)
    if closed and not release:
        raise PermissionError(f"样式 {'、'.join(sorted(closed))} 已封存，只在发布评测时读取（release=True）。")
    return names or training_styles(folder)


def record_files(style: str, folder: Path = RECORDS) -> tuple[Path, ...]:
    """The files of one style that hold records, in order of name."""
    return tuple(path for path in sorted((folder / style).glob("*.jsonl")) if path.name in FILES)


def load_records(*names: str, folder: Path = RECORDS, release: bool = False) -> Iterator[LabelledRecord]:
    """The records of the named styles (all that are not sealed, if none is named), in the order of style, file and line.

    Raises msgspec.ValidationError where a line does not fit the format, and as `opened_styles` does.
    """
    for style in opened_styles(names, folder, release=release):
        for path in record_files(style, folder):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield msgspec.json.decode(line, type=LabelledRecord)


def load_record(values: dict[str, object]) -> LabelledRecord:
    """A record from values as JSON has them; raises msgspec.ValidationError (a ValueError) where they do not fit."""
    return msgspec.convert(values, LabelledRecord)


def written_line(record: LabelledRecord) -> str:
    """A record as one line of the corpus, without the line's end."""
    return msgspec.json.encode(record).decode()


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
