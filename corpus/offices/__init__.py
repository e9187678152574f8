"""240 records as offices would file them, mostly of two to five sentences: what a careful clerk reads in each field, and what an assessor says of the body.

They were written without sight of the program or the corpus, by two writers, and labelled by others who saw neither; nothing learns from them.
`corpus.offices.marks` says how they are written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import msgspec

from analyzer.types.labels import RecordType
from analyzer.types.span import Span
from corpus.offices.labels import labelled
from corpus.offices.marks import read_marks
from corpus.records import LabelledRecord

__all__ = ["OFFICES", "MarkedFile", "MarkedRecord", "load_offices", "office_records"]

OFFICES = "offices"
"""The style of their labels, and the split that tests on them."""
_FILES = {RecordType.MEETING: "meetings.txt", RecordType.TALK: "talks.txt"}


class MarkedRecord(msgspec.Struct, frozen=True):
    """What stands in one record: the values that each field may have, the place of the body in the text of the file, and the labels of the body."""

    fields: dict[str, tuple[str, ...]]
    body: Span
    labelled: LabelledRecord


class MarkedFile(msgspec.Struct, frozen=True):
    """One file: its name, the kind of its records, its text without marks, and its records in order."""

    name: str
    kind: RecordType
    text: str
    records: tuple[MarkedRecord, ...]


def load_offices() -> Iterator[MarkedFile]:
    """All files, meetings first."""
    for kind, file in _FILES.items():
        marked = resources.files("corpus.offices").joinpath(file).read_text(encoding="utf-8")
        for chunk in re.split("^=== ", marked, flags=re.MULTILINE)[1:]:
            name, _, rest = chunk.partition("\n")
            yield _file(name.strip(), kind, rest)


def office_records() -> Iterator[LabelledRecord]:
    """The labelled records of all files."""
    return (record.labelled for file in load_offices() for record in file.records)


def _file(name: str, kind: RecordType, marked: str) -> MarkedFile:
    text, records = "", []
    parts = marked.split("\n%%%\n")
    for number, part in enumerate(parts):
        marks = read_marks(part.strip("\n"))
        text += "\n\n" if number else ""
        own = labelled(f"{OFFICES}-{name}" + (f"-{number + 1}" if len(parts) > 1 else ""), kind, marks)
        records.append(MarkedRecord(marks.fields, Span(*(len(text) + edge for edge in marks.body)), own))
        text += marks.text
    return MarkedFile(name, kind, text, tuple(records))
