"""WordprocessingML: one walk, used to read a document's text and to find its runs again when comments are written."""

from __future__ import annotations

from analyzer.ooxml.margins import margins
from analyzer.ooxml.package import Parts, holds_document, open_package, parse_part
from analyzer.ooxml.runs import runs_of
from analyzer.ooxml.sheet_margins import sheet_margins
from analyzer.ooxml.walk import Piece, Walk, walk

__all__ = ["Parts", "Piece", "Walk", "holds_document", "margins", "open_package", "parse_part", "runs_of", "sheet_margins", "walk"]
