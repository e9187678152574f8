"""A header and its body on one line: where the labelled fields end and what is told begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.parsing.counts import ATTENDANCE
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import IN_BRACKETS

__all__ = ["behind_fields"]

_FEWEST_FIELDS = 2
_TITLE_WIDTH = 20
_VALUE_WIDTH = 40
_SPOKEN_WIDTH = 24
_HEADER_WIDTH = 400
_TOLD_WIDTH = 12
_STOP = re.compile("[。?!…]")
_NOT_TITLE = re.compile("[:,;。?!]")
_SPOKEN = re.compile("[?!,]")
_PART = re.compile("[^ \t。;]+")
_GOES_ON = {
    "time": re.compile("[0-9:\\-—–~至到上下午早晚中周星期一二三四五六日天年月时点分半()]+"),
    "attendees": re.compile("[\u4e00-\u9fff]{2,3}(?:\\([^()]*\\))?"),
}
"""Which parts behind a gap still belong to a value."""
_GOES_ON |= {"end": _GOES_ON["time"], "absent": _GOES_ON["attendees"], "observers": _GOES_ON["attendees"]}
_NOTHING = re.compile("(?!)")
_THEMES = frozenset(("topic", "title", "decision"))


def behind_fields(text: str, start: int, stop: int) -> int | None:
    """Where a body begins on the line that opens with a header, perhaps behind a title («谈话时间:3月5日 谈话人:甲 谈话对象:乙 问:……»).

    None where fewer than two fields stand under labels there, or where nothing is told behind them.
    """
    fields = list(_fields(text, start, stop))
    if len(fields) < _FEWEST_FIELDS:
        return None
    key, value = fields[-1]
    if key in _THEMES:
        return None
    end = _value_end(text, key, value, stop)
    rest = text[end:stop].strip(" \t\n,;。")
    if len(rest) < _TOLD_WIDTH or not _STOP.search(text, end + 1, stop):
        return None
    begin = text.index(rest[0], end, stop)
    content = labels().content.match(text, begin, stop)
    if content:
        return content.end()
    return None if _is_field(text, begin, stop, {key for key, _ in fields}) else begin


def _fields(text: str, start: int, stop: int) -> Iterator[tuple[str, int]]:
    """The keys of the labels that follow one another from the beginning of a line, each with the place of its value."""
    table = labels()
    seen: set[str] = set()
    last = start
    for match in table.field.finditer(text, start, min(stop, start + _HEADER_WIDTH)):
        word = table.word.match(text, match.start(), match.end())
        between = text[last : match.start()].strip()
        if word is None or not _follows(between, first=not seen):
            return
        key = table.key_of[word.group().replace(" ", "")]
        if key in seen or _is_spoken(text, key, match.end(), stop):
            return
        seen.add(key)
        last = match.end()
        yield key, last


def _follows(between: str, *, first: bool) -> bool:
    """Whether what stands before a label is the title of a line or the value of the label before."""
    if first:
        return len(between) <= _TITLE_WIDTH and not _NOT_TITLE.search(between)
    return len(between) <= _VALUE_WIDTH and not _STOP.search(between[:-1])


def _is_spoken(text: str, key: str, start: int, stop: int) -> bool:
    """Whether what stands behind the label of a partner is what he says, not his name."""
    part = _PART.search(text, start, stop)
    words = IN_BRACKETS.sub("", part.group()) if part else ""
    return key in ("talker", "talkee") and (len(words) > _SPOKEN_WIDTH or _SPOKEN.search(words) is not None)


def _is_field(text: str, start: int, stop: int, seen: set[str]) -> bool:
    """Whether what stands here is one more fact of a header: under a label that is also an everyday word, or who came."""
    table = labels()
    if ATTENDANCE.match(text, start, stop) is not None:
        return True
    word = table.word.match(text, start, stop)
    if word is None or text[word.end() : word.end() + 1] != ":":
        return table.kindred.match(text, start, stop) is not None
    key = table.key_of[word.group().replace(" ", "")]
    return key not in seen and not _is_spoken(text, key, word.end() + 1, stop)


def _value_end(text: str, key: str, start: int, stop: int) -> int:
    """Where the value ends that begins at `start`: at the first gap, or full stop, behind which it does not go on."""
    parts = _PART.finditer(text, start, stop)
    first = next(parts, None)
    if first is None:
        return stop
    end = first.end()
    goes_on = _GOES_ON.get(key, _NOTHING)
    for part in parts:
        if text[end : part.start()].strip(" \t") or not goes_on.fullmatch(part.group()):
            break
        end = part.end()
    return end
