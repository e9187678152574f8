"""What a reader makes of a file: the text as read, and where its parts lie."""

from __future__ import annotations

import msgspec

from analyzer.types.span import Span

__all__ = ["FUTURE_DATE", "NO_HEADINGS", "REPLACED", "ROW_NOTE", "Cell", "Document", "Notice", "Row", "Source"]


class Source(msgspec.Struct, frozen=True):
    """Where a text came from: the path as given, the reader that read it, the digest of its bytes."""

    name: str
    reader: str
    sha256: str


NO_HEADINGS = "no_headings"
"""The code of the notice on a sheet without headings that was left out."""


FUTURE_DATE = "future_date"
"""The code of the notice on a date after the day of the analysis."""

REPLACED = "replaced_characters"
"""The code of the notice on bytes that could not be decoded."""

ROW_NOTE = "row_note"
"""The code of a notice on how a row was read."""


class Notice(msgspec.Struct, frozen=True):
    """Something a reader did or left out that the user should know: `code` is stable, `message` Chinese."""

    code: str
    message: str


class Cell(msgspec.Struct, frozen=True):
    """One value of a ledger row under its column heading, at its place in the text."""

    label: str
    span: Span


class Row(msgspec.Struct, frozen=True):
    """One row of a ledger: it holds exactly one record.

    `number` is the row as the spreadsheet counts it, `sheet` the sheet's name; `span` covers the row's whole rendering.
    """

    sheet: str
    number: int
    span: Span
    cells: tuple[Cell, ...]


class Document(msgspec.Struct, frozen=True):
    """The text of a file before any cleaning, with what is known of its layout.

    For a text file `text` is the decoded content unchanged. Offsets of every judgement count code points of `text`.
    `pages` are the places of pages where the format has them; `rows` are the records of a ledger; `given` are values that
    came beside the text (an API caller's ledger fields), by field key. `offset` is where the text begins in the file's text, if this
    is a part of it.
    """

    text: str
    source: Source
    pages: tuple[Span, ...] = ()
    rows: tuple[Row, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    offset: int = 0

    def part(self, span: Span) -> Document:
        """The stretch of one record as a document of its own."""
        cells = tuple(
            Row(row.sheet, row.number, Span(0, len(span)), tuple(Cell(cell.label, cell.span.shifted(-span.start)) for cell in row.cells))
            for row in self.rows
            if row.span == span
        )
        return msgspec.structs.replace(self, text=span.of(self.text), pages=(), rows=cells, offset=self.offset + span.start)
