"""What a reader of one format gives back."""

from __future__ import annotations

import msgspec

from analyzer.types.document import Notice, Row
from analyzer.types.span import Span

__all__ = ["Content"]


class Content(msgspec.Struct, frozen=True):
    """The text as read, its pages, its ledger rows, and what the user should know about the reading.

    `margins` are lines that stand around the text and are no part of it: page headers and footers, lines above a ledger's headings.
    """

    text: str
    pages: tuple[Span, ...] = ()
    rows: tuple[Row, ...] = ()
    notices: tuple[Notice, ...] = ()
    margins: tuple[str, ...] = ()
