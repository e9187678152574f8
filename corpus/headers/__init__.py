"""Headers as 120 offices would write them, with what a careful clerk reads in each field marked in the text.

`=== name` begins a file, `%%%` parts records in one file; `{field|words}` marks what a field says, `{field:value|words}` with its value in standard
form, `<<` and `>>` are around the body; `#field=value` at the end says what a field is
whose words stand in no one place. They were written without sight of the program or the corpus, and first read by version 0.8.0 as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import msgspec

from analyzer.types.labels import RecordType
from analyzer.types.span import Span

__all__ = ["MarkedFile", "MarkedRecord", "load_headers"]

_FILES = {RecordType.MEETING: "meetings.txt", RecordType.TALK: "talks.txt"}
_MARK = re.compile(r"\{(?P<key>[a-z0-9_]+)(?::(?P<value>[^|{}]*))?\|(?P<words>[^{}]*)\}|<<|>>")
_ALSO_TITLE = "title2"
"""A theme that may be read as the title instead."""
_PLAIN = "_"
_SAID = re.compile(r"\n+#(?P<key>[a-z]+)=(?P<value>.*)")


class MarkedRecord(msgspec.Struct, frozen=True):
    """What stands in one record: the values that each field may have, and the place of the body in the text of the file."""

    fields: dict[str, tuple[str, ...]]
    body: Span


class MarkedFile(msgspec.Struct, frozen=True):
    """One file: its name, the kind of its records, its text without marks, and its records in order."""

    name: str
    kind: RecordType
    text: str
    records: tuple[MarkedRecord, ...]


def load_headers() -> Iterator[MarkedFile]:
    """All files, meetings first."""
    for kind, file in _FILES.items():
        marked = resources.files("corpus.headers").joinpath(file).read_text(encoding="utf-8")
        for chunk in re.split("^=== ", marked, flags=re.MULTILINE)[1:]:
            name, _, rest = chunk.partition("\n")
            yield _file(name.strip(), kind, rest)


def _file(name: str, kind: RecordType, marked: str) -> MarkedFile:
    text, records = "", []
    for number, part in enumerate(marked.split("\n%%%\n")):
        words, record = _record(part.strip("\n"), len(text) + (2 if number else 0))
        text += ("\n\n" if number else "") + words
        records.append(record)
    return MarkedFile(name, kind, text, tuple(records))


def _record(marked: str, base: int) -> tuple[str, MarkedRecord]:
    """The words of a record without marks, and what the marks say; `base` is where it begins in its file."""
    said = {one["key"]: [one["value"]] for one in _SAID.finditer(marked)}
    marked = _SAID.sub("", marked)
    words, behind = "", 0
    fields: dict[str, list[str]] = {}
    bounds = [base, base]
    for mark in _MARK.finditer(marked):
        words += marked[behind : mark.start()]
        behind = mark.end()
        if mark["key"] is None:
            bounds[mark.group() == ">>"] = base + len(words)
            continue
        if mark["key"] != _PLAIN:
            key = "title" if mark["key"] == _ALSO_TITLE else mark["key"]
            fields.setdefault(key, []).append(mark["words"] if mark["value"] is None else mark["value"])
        words += mark["words"]
    fields |= said
    return words + marked[behind:], MarkedRecord({key: tuple(values) for key, values in fields.items() if any(values)}, Span(*bounds))
