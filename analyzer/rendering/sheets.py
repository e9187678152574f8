"""Workbooks as an office prints them: a head that stays, columns of given widths, a list that goes on in another sheet when one is full."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from analyzer.errors import OutputError
from analyzer.rendering.whole import whole_file

__all__ = ["Book", "Columns", "Pages", "Value", "write_book"]

Value = str | float | None
Columns = Sequence[tuple[str, int, str]]
"""Each column's heading, its width in characters, and what it means."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 16_000
_LONGEST_SHEET = 1_000_000
_LINE_HEIGHT = 16
_MOST_LINES = 20
_RED = "#9E1B1B"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "微软雅黑", "font_size": 10},
}


def write_book(path: Path, fill: Callable[[Book], int]) -> int:
    """Writes a workbook whole or not at all, its folder made if need be; gives what `fill` gives. Raises OutputError where it cannot be written."""
    try:
        with whole_file(path) as file, xlsxwriter.Workbook(file, _OPTIONS) as book:
            return fill(Book(book))
    except xlsxwriter.exceptions.XlsxWriterException as error:
        raise OutputError("工作簿无法写出。", where=str(path)) from error


class Book:
    """A workbook being written, with its formats. Rows of a sheet are written from first to last."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bg_color": "#F3E9E1", "border": 1, "border_color": "#D8CFC2", "text_wrap": True, "valign": "vcenter"})  # fmt: skip
        self._wrap = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#E6E0D6"})
        self._number = book.add_format({"align": "center", "valign": "top", "bottom": 1, "bottom_color": "#E6E0D6"})

    def sheet(self, name: str, columns: Columns) -> Any:
        """A new sheet with its head."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 2 if len(columns) > 5 else 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for number, (_, width, _) in enumerate(columns):
            sheet.set_column(number, number, width)
        for number, (title, _, _) in enumerate(columns):
            sheet.write_string(0, number, title, self._head)
        return sheet

    def line(self, sheet: Any, number: int, values: Sequence[Value], columns: Columns) -> None:
        """One row; text is never taken for a formula."""
        sheet.set_row(number, _LINE_HEIGHT * max(_lines(value, width) for value, (_, width, _) in zip(values, columns, strict=True)))
        for column, value in enumerate(values):
            if isinstance(value, (int, float)):
                sheet.write_number(number, column, value, self._number)
            elif value:
                words = _ILLEGAL.sub("", value)
                sheet.write_string(number, column, words if len(words) <= _LONGEST_CELL else f"{words[:_LONGEST_CELL]}…", self._wrap)
            elif columns[column][0]:
                sheet.write_blank(number, column, None, self._wrap)

    def formula(self, sheet: Any, number: int, column: int, formula: str, value: float | str) -> None:
        """A formula of the program's own, with the value that it has now."""
        sheet.write_formula(number, column, formula, self._number, value)

    def chart(self, sheet: Any, title: str, count: int, column: int, place: str) -> None:
        """A bar chart of `count` rows of a sheet: names in a column, values in the next."""
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [sheet.get_name(), 1, column, count, column],
                "values": [sheet.get_name(), 1, column + 1, count, column + 1],
                "fill": {"color": _RED},
                "gap": 60,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 13}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
        chart.set_size({"width": 560, "height": 330})
        sheet.insert_chart(place, chart)


class Pages:
    """A list of rows on as many sheets as it needs («总览», «总览2»); `rows` counts them."""

    def __init__(self, book: Book, name: str, columns: Columns) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._count = 1
        self._sheet = book.sheet(name, columns)
        self._line = 0
        self.rows = 0

    def add(self, values: Sequence[Value]) -> tuple[Any, int]:
        """Adds a row; gives the sheet and the row's number on it, from 0."""
        if self._line == _LONGEST_SHEET:
            self.close()
            self._count += 1
            self._sheet = self._book.sheet(f"{self._name}{self._count}", self._columns)
            self._line = 0
        self._line += 1
        self.rows += 1
        self._book.line(self._sheet, self._line, values, self._columns)
        return self._sheet, self._line

    def close(self) -> None:
        """Ends the list: the sheet can be filtered."""
        self._sheet.autofilter(0, 0, max(self._line, 1), len(self._columns) - 1)


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column so many characters wide; Han characters, three bytes each, take two."""
    if not isinstance(value, str) or not value:
        return 1
    return min(_MOST_LINES, sum(1 + (len(line) + len(line.encode("utf-8", "replace"))) // 2 // (width + 1) for line in value.split("\n")))
