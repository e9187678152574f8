"""Fields whose labels stand on lines of their own, each with its value on the line below: the cells of a table that was pasted as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.fields.names import is_named
from analyzer.parsing.fields.times import find_times
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import line_end

__all__ = ["Stacked", "stacked_fields"]

_FEWEST = 3
"""So many labels with values below them are no accident."""
_LINES = 40
_ABOVE = 3
"""So many lines, the title and whose paper it is, may stand above the first of them."""
_SHORTEST = 2
_LONGEST = 60
_PEOPLE = frozenset(("host", "leader", "recorder", "talker", "talkee"))
_NUMBERS = frozenset(("due", "present"))
_TIMES = frozenset(("time", "planned", "entered", "end"))
_SHORT_NAME = re.compile("[\u4e00-\u9fff·]{2,4}")
_NUMBER = re.compile("^[(]?(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})[、.)][ ]?")
_SENTENCE = re.compile("[。!?…]$")


class Stacked(msgspec.Struct, frozen=True):
    """One such field: `line` is where its label begins, `start` to `end` its value, `behind` where the line below the value begins."""

    key: str
    line: int
    start: int
    end: int
    behind: int


def stacked_fields(text: str, start: int, end: int) -> tuple[Stacked, ...]:
    """Those at the top of `text[start:end]`, in order; none unless there are three."""
    lines = list(_lines(text, start, end))
    found: list[Stacked] = []
    number = 0
    while number + 1 < len(lines):
        key = _label(text, *lines[number])
        value = lines[number + 1]
        if key is not None and _fits(key, text, *value):
            found.append(Stacked(key, lines[number][0], *value, min(line_end(text, value[1], end) + 1, end)))
            number += 2
            continue
        if key is None and (found or number >= _ABOVE):
            break
        number += 1
    return tuple(found) if len(found) >= _FEWEST else ()


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The first lines that say anything, as ranges without the white space around them."""
    count = 0
    while start < end and count < _LINES:
        stop = line_end(text, start, end)
        words = text[start:stop].strip()
        if words:
            begin = text.index(words[0], start)
            yield begin, begin + len(words)
            count += 1
        start = stop + 1


def _label(text: str, start: int, end: int) -> str | None:
    """The key of a line that is a label and nothing else."""
    words = _NUMBER.sub("", text[start:end]).rstrip(": ").replace(" ", "")
    return labels().key_of.get(words) if len(words) >= _SHORTEST else None


def _fits(key: str, text: str, start: int, end: int) -> bool:
    """Whether the words of a line may be the value of a field."""
    if end - start > _LONGEST or labels().opening(text, start, end) is not None or _label(text, start, end) is not None:
        return False
    if labels().content.match(text, start, end) is not None or _SENTENCE.search(text, start, end):
        return False
    if key in _PEOPLE:
        return is_named(text[start:end]) or _SHORT_NAME.fullmatch(text, start, end) is not None
    if key in _NUMBERS:
        return text[start].isdigit() or text[start] in "一二三四五六七八九十"
    if key in _TIMES:
        return any(find_dates(text, start, end, short=True)) or any(find_times(text, start, end))
    return True
