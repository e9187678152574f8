"""One document, many records: where each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.parsing.labels import labels

__all__ = ["split_records"]

_STARTERS = ("time", "talker", "title", "host")
_HEADING = re.compile("[ \t#*【《〈—=-]{0,8}[^\n。!?:,;]{0,24}(?:记录表?|纪要|登记表|谈话表|记录簿)[^\n。!?:,;]{0,8}[ \t】》〉—=-]*$")
_SPOKEN = re.compile("[。?!]")
_RULE = re.compile("[ \t]*[-=—*_~·]{4,}[ \t]*$")


def split_records(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The records of `text[start:end]`, in order, together the whole stretch.

    A new record begins where a form starts over: a field that the record has already had opens a line again behind some body text. Its
    heading, and rules drawn above it, go with it.
    """
    labelled = {
        place: key for key, place in _opening_labels(text, start, end) if not _SPOKEN.search(text, place, _line_end(text, place, end))
    }
    keys = list(labelled.values())
    if all(keys.count(key) < 2 for key in _STARTERS):
        return [(start, end)]
    lines = _line_starts(text, start, end)
    cuts = [start]
    seen: set[str] = set()
    body_lines = 0
    for number, line in enumerate(lines):
        key = labelled.get(line)
        if key is None:
            words = text[line : lines[number + 1] if number + 1 < len(lines) else end].strip()
            body_lines += len(words) > 12 and not _HEADING.match(words)
            continue
        if key in seen and key in _STARTERS and body_lines and _starts_over(text, labelled, lines, number, seen):
            cut = _above(text, lines, number, labelled)
            if cut > cuts[-1]:
                cuts.append(cut)
                seen = set()
                body_lines = 0
        seen.add(key)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _starts_over(text: str, labelled: dict[int, str], lines: list[int], number: int, seen: set[str]) -> bool:
    """Whether a second header, not a signature, begins here: at least two fields seen before stand in the next six lines, and a line without a label
    further on.
    """
    following = {labelled[line] for line in lines[number : number + 6] if line in labelled}
    told = (text[line : _line_end(text, line, len(text))].strip() for line in lines[number:] if line not in labelled)
    return len(following & seen) >= 2 and any(told)


def _above(text: str, lines: list[int], number: int, labelled: dict[int, str]) -> int:
    """The first line of the header that holds line `number`: headings, rules, blank lines and other fields above it belong to it."""
    top = number
    for candidate in range(number - 1, max(number - 6, 0), -1):
        words = text[lines[candidate] : lines[candidate + 1]].strip()
        if words and not _HEADING.match(words) and not _RULE.match(words):
            if labelled.get(lines[candidate]) not in ("branch", "id", "type", "title"):
                break
            top = candidate
        elif words:
            top = candidate
    return lines[top]


def _opening_labels(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The keys and places of the labels that open a line of a stretch."""
    for place in _line_starts(text, start, end):
        opened = labels().opening(text, place, end)
        if opened:
            yield opened[0], place


def _line_end(text: str, place: int, end: int) -> int:
    found = text.find("\n", place, end)
    return end if found < 0 else found


def _line_starts(text: str, start: int, end: int) -> list[int]:
    return [start, *(start + match.end() for match in re.finditer("\n", text[start:end]) if start + match.end() < end)]
