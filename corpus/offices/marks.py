"""The marks in a written record.

`=== name` begins a file, `%%%` parts records in one file. `{field|words}` marks what a field says, `{field:value|words}` with its value in standard form.
`<<` and `>>` are around the body; in it every sentence is marked: of a talk with its aspect, `{life:*|words}` where it is specific; of a meeting with
the activity and the substance of the segment that it opens, `{party_lecture:2 member|words}`, and with `+` where it goes on. Lines at the end, `#key=value`,
say what a field is whose words stand in no one place (nothing, where it is none), and as `#gold` what the whole is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Marks", "Unit", "read_marks"]

_MARK = re.compile(r"\{(?P<key>[a-z0-9_]+|\+)(?::(?P<value>[^|{}]*))?\|(?P<words>[^{}]*)\}|<<|>>")
_ALSO_TITLE = "title2"
"""A theme that may be read as the title instead."""
_PLAIN = "_"
_SAID = re.compile(r"\n+#(?P<key>[a-z]+)=(?P<value>.*)")
_GOLD = "gold"


class Unit(NamedTuple):
    """A sentence of the body with its mark; `words` reach to the next sentence, white space included."""

    key: str
    value: str
    words: str


class Marks(NamedTuple):
    """A record without its marks, and what they say; `body` are the places of its begin and end, `gold` the judgements on the whole by name."""

    text: str
    fields: dict[str, tuple[str, ...]]
    body: tuple[int, int]
    units: tuple[Unit, ...]
    gold: dict[str, str]


def read_marks(marked: str) -> Marks:
    """The words of one record without marks, and what the marks say; raises ValueError where the body is not parted whole into marked sentences."""
    said = {one["key"]: one["value"] for one in _SAID.finditer(marked)}
    gold = dict(pair.split(":", 1) for pair in said.pop(_GOLD, "").split())
    text, behind = "", 0
    fields: dict[str, list[str]] = {}
    edges: list[int] = []
    units: list[tuple[int, str, str]] = []
    loose = ""
    marked = _SAID.sub("", marked)
    for mark in _MARK.finditer(marked):
        between = marked[behind : mark.start()]
        loose += between if len(edges) == 1 else ""
        text += between
        behind = mark.end()
        key, value = mark["key"], mark["value"]
        if key is None:
            edges.append(len(text))
        elif len(edges) == 1:
            units.append((len(text), key, value or ""))
        elif key != _PLAIN:
            fields.setdefault("title" if key == _ALSO_TITLE else key, []).append(mark["words"] if value is None else value)
        text += mark["words"] or ""
    text += marked[behind:]
    if len(edges) != 2 or not units or loose.strip():
        raise ValueError(f"body without << or >>, or words that no mark holds: {loose.strip()[:20]!r} in {text[:20]!r}")
    begin, end = edges
    ends = [place for place, _, _ in units[1:]] + [end]
    sentences = tuple(Unit(key, value, text[at:to]) for (at, key, value), to in zip(units, ends, strict=True))
    known = fields | {key: [value] for key, value in said.items()}
    return Marks(text, {key: tuple(values) for key, values in known.items() if any(values)}, (begin, end), sentences, gold)
