"""Ledgers pasted as text: the rows of a table whose cells tabs or bars part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.form_lines import form_line
from analyzer.parsing.rows import COLUMN_NAMES, row_key, row_keys
from analyzer.parsing.titles import find_title
from analyzer.text.alignment import AlignedText
from analyzer.types.document import Cell, Row

__all__ = ["pasted_rows"]

_FEWEST = 3
_ABOVE = 4
_ABOVE_WIDTH = 45
_LINE = re.compile("[^\n]*\n?")
_DRAWN = re.compile("(?=[ \t|:+]*[-—=]{2})[ \t|:+—=-]+$")
_MOMENTS = frozenset(("date", "start"))
_PEOPLE = frozenset(("talker", "talkee", "host", "recorder", "place"))
_APART = frozenset(("talker", "talkee", "title", "type"))
"""Columns that tell records of one day from each other."""
_NUMBERED = re.compile("[0-9]{1,4}$")
_TRIM = " \t\n"


class _Entry(msgspec.Struct):
    """A row as it is read: where it begins and ends, its cells from the first column on, and where text that is no cell begins below it."""

    number: int
    start: int
    end: int
    cells: list[tuple[int, int]]
    below: int | None = None


def pasted_rows(aligned: AlignedText) -> tuple[Row, ...]:
    """The rows of the table with which a text begins, perhaps below a heading; none where there is no table of records.

    Its first line names at least three fields, a time and a partner or place among them, and each row has a date. What stands below the only row
    of a table without a column for the content is its content.
    """
    text = aligned.text
    lines = [match.span() for match in _LINE.finditer(text) if match.group()]
    found = next((number for number, line in enumerate(lines[: _ABOVE + 1]) if _headings(text, *line)), None)
    if found is None or not all(_may_stand_above(text, *line) for line in lines[:found]):
        return ()
    mark = "\t" if "\t" in text[slice(*lines[found])].strip(_TRIM) else "|"
    headings = [text[slice(*cell)] for cell in _cells(text, *lines[found], mark)]
    keys = [row_key(heading) for heading in headings]
    entries = list(_entries(text, lines, found, mark, keys))
    if not _are_records(text, entries, keys):
        return ()
    below = all(entry.below is not None for entry in entries)
    if "content" not in keys and len(entries) == 1:
        title = find_title(text, 0, lines[found][0])
        return (_row(aligned, headings, entries[0], title[1:] if title else None),) if below else ()
    return tuple(_row(aligned, headings, entry if below else msgspec.structs.replace(entry, below=None)) for entry in entries)


def _headings(text: str, start: int, stop: int) -> bool:
    """Whether a line names the columns of a table of records."""
    line = text[start:stop].strip(_TRIM)
    mark = "\t" if "\t" in line else "|"
    if line.count(mark) < _FEWEST - 1:
        return False
    words = [word for cell in _cells(text, start, stop, mark) if (word := text[slice(*cell)])]
    keys = [key for word in words for key in row_keys(word)]
    return len(set(keys)) >= _FEWEST and 2 * len(keys) > len(words) and bool(_MOMENTS & set(keys)) and bool(_PEOPLE & set(keys))


def _may_stand_above(text: str, start: int, stop: int) -> bool:
    """Whether a line above the headings is a heading of the whole, and not the header or the body of a record."""
    words = text[start:stop].strip(_TRIM)
    form = form_line(text, start, start + len(text[start:stop].rstrip("\n")))
    return (
        len(words) <= _ABOVE_WIDTH
        and not words.endswith(("。", "!", "?", ";"))
        and (form is None or form.fields.keys() <= {"branch", "title", "type"})
    )


def _cells(text: str, start: int, stop: int, mark: str, most: int = 0) -> list[tuple[int, int]]:
    """The places of the cells of a line, without the space around them; the last of `most` takes up what follows it."""
    while start < stop and text[stop - 1] in " \n":
        stop -= 1
    if mark == "|":
        start, stop = _trimmed(text, start, stop)
        start += text.startswith(mark, start, stop)
        stop -= start < stop and text[stop - 1] == mark
    found = []
    for _ in range(most - 1 if most else stop - start):
        place = text.find(mark, start, stop)
        if place < 0:
            break
        found.append(_trimmed(text, start, place))
        start = place + 1
    return [*found, _trimmed(text, start, stop)]


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _TRIM:
        start += 1
    while stop > start and text[stop - 1] in _TRIM:
        stop -= 1
    return start, stop


def _entries(text: str, lines: Sequence[tuple[int, int]], found: int, mark: str, keys: Sequence[str | None]) -> Iterator[_Entry]:
    """The rows below the line of headings, which may be there again; a cell may go on over several lines where the content has a column."""
    named = text[slice(*lines[found])].split()
    entry: _Entry | None = None
    shape = ""
    for number, (start, stop) in enumerate(lines[found + 1 :], found + 2):
        words = text[start:stop].strip(_TRIM)
        if not words or _DRAWN.match(words) or words.split() == named:
            continue
        cells = _cells(text, start, stop, mark, len(keys)) if mark in words else []
        own = _shape(text, *cells[0]) if cells else ""
        if entry is None:
            shape = own
        elif "content" not in keys:
            if not _dated(text, cells, keys):
                entry.below = start if entry.below is None else entry.below
                entry.end = stop
                continue
        elif not cells or (not (shape and own == shape) and len(entry.cells) + len(cells) - 1 <= len(keys)):
            _go_on(entry, text, start, stop, cells)
            continue
        if entry is not None:
            yield entry
        entry = _Entry(number, start, stop, cells)
    if entry is not None:
        yield entry


def _shape(text: str, start: int, stop: int) -> str:
    """What kind of cell opens a row: a number, a date, or nothing that tells rows apart."""
    if _NUMBERED.match(text[start:stop]):
        return "number"
    return "date" if any(True for _ in find_dates(text, start, stop, short=True)) else ""


def _go_on(entry: _Entry, text: str, start: int, stop: int, cells: list[tuple[int, int]]) -> None:
    """Lets the last cell of a row go on over a line, which may hold further cells."""
    first, *more = cells or [_trimmed(text, start, stop)]
    begin, end = entry.cells[-1]
    entry.cells[-1] = (begin if begin < end else first[0], first[1])
    entry.cells += more
    entry.end = stop


def _are_records(text: str, entries: Sequence[_Entry], keys: Sequence[str | None]) -> bool:
    """Whether the rows are records: the first and most of them have a date, and they are not the programme of one day."""
    days = [_dated(text, entry.cells, keys) for entry in entries]
    if not entries or not days[0] or 2 * sum(map(bool, days)) < len(days):
        return False
    return len(days) == 1 or len(set(days)) > 1 or bool(_APART & set(keys))


def _dated(text: str, cells: Sequence[tuple[int, int]], keys: Sequence[str | None]) -> str:
    """The date that a row has under its columns of times."""
    moments = (cell for key, cell in zip(keys, cells, strict=False) if key in _MOMENTS)
    return next((date.iso() for cell in moments for date in find_dates(text, *cell, short=True)), "")


def _row(aligned: AlignedText, headings: Sequence[str], entry: _Entry, title: tuple[int, int] | None = None) -> Row:
    """The row of a ledger; what stands below it, if that is its content, as a cell, and the title above it likewise."""
    cells = list(zip(headings, entry.cells, strict=False))
    if entry.below is not None:
        cells.append((COLUMN_NAMES["content"], _trimmed(aligned.text, entry.below, entry.end)))
    if title is not None:
        cells.append((COLUMN_NAMES["title"], title))
    filled = tuple(Cell(heading, aligned.back(*cell)) for heading, cell in cells if cell[0] < cell[1])
    return Row("", entry.number, aligned.back(entry.start, entry.end), filled)
