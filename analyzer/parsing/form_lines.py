"""The lines of a form: which labels stand on a line, and what under each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import IN_BRACKETS

__all__ = ["NUMBER", "FormLine", "dated", "form_line"]

NUMBER = re.compile(
    "[ \t#*]{0,4}(?:(?:[(【第]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:[、.:)】]|[次条篇份](?:[:、 ]|(?=[0-9]{4})))|[①-⑳])[ \t]*)?"
)
"""The number that may open an entry, with the space before it."""

_DATE_WIDTH = 24
_SPOKEN = re.compile("[。?!]")
_WORD = re.compile("(?<=[\\s;,、|)】.:①-⑳])(?=[^\\s;,、|。])")
_END = " \t;,、|。*_"
_SENTENCE = re.compile("[。?!,]")
_GAP = re.compile("[ \t;|]")
_NAME_WIDTH = 16
_TOLD_WIDTH = 12
_PARTNERS = frozenset(("talker", "talkee", "host", "recorder"))
_NOTE_KEYS = frozenset(("talker", "talkee"))


class FormLine(msgspec.Struct, frozen=True):
    """A line of a header: the words under each of its labels by field key; `told` is whether a body begins on it."""

    fields: dict[str, str]
    told: bool = False


def form_line(text: str, start: int, stop: int) -> FormLine | None:
    """What the line `text[start:stop]` gives as part of a header, None where it is none.

    It opens with a label, perhaps behind a number; or with a date, and has a label of a partner. Sentences stand on it only behind two fields.
    """
    spoken = _SPOKEN.search(text, start, stop)
    end = spoken.start() if spoken else stop
    if spoken and text.find(":", start, end) < 0:
        return None
    found = dict(_fields(text, start, end))
    if not spoken:
        return FormLine(found) if found else None
    if len(found) < 2:
        return None
    *_, last = found
    gap = _GAP.search(found[last])
    values = found | {last: found[last][: gap.start()] if gap else found[last]}
    if any(_is_speech(values[key]) for key in _PARTNERS & values.keys()):
        return None
    if gap is None:
        return FormLine(values, told=True) if stop - end > _TOLD_WIDTH else None
    rest = len(found[last]) - gap.end() + stop - end
    return FormLine(values, told=True) if rest > _TOLD_WIDTH else None


def dated(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The date that opens a line, perhaps behind a number."""
    opening = NUMBER.match(text, start, stop)
    place = opening.end() if opening else start
    first = next(find_dates(text, place, min(stop, place + _DATE_WIDTH), short=True), None)
    return (first.start, first.end) if first is not None and first.start == place and first.day is not None else None


def _fields(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The keys and values of the labels on a line that a label or a date opens; of several of one key the first."""
    places = [(at, *label) for at, label in _labels(text, start, end)]
    if not places:
        return
    number = NUMBER.match(text, start, end)
    opened = places[0][0] <= (number.end() if number else start)
    seen: set[str] = set()
    if not opened:
        day = dated(text, start, end)
        if day is None or not _NOTE_KEYS & {key for _, key, _ in places}:
            return
        seen.add("time")
        yield "time", text[day[0] : day[1]]
    for index, (_, key, place) in enumerate(places):
        if key not in seen:
            seen.add(key)
            yield key, text[place : places[index + 1][0] if index + 1 < len(places) else end].strip(_END)


def _labels(text: str, start: int, end: int) -> Iterator[tuple[int, tuple[str, int]]]:
    """The labels of a line: where each begins, its key and where its value begins. Only the first may lack its colon."""
    table = labels()
    label = table.opening(text, start, end)
    since = start
    if label:
        yield start, label
        since = label[1]
    if ":" not in text[since:end]:
        return
    for word in _WORD.finditer(text, since, end):
        label = table.opening(text, word.start(), end) if word.start() >= since else None
        if label and ":" in text[word.start() : label[1]]:
            yield word.start(), label
            since = label[1]


def _is_speech(words: str) -> bool:
    """Whether what stands under the label of a person is what he says, not his name."""
    name = IN_BRACKETS.sub("", words)
    return len(name) > _NAME_WIDTH or _SENTENCE.search(name) is not None
