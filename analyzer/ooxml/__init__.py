"""WordprocessingML: one walk, used to read a document's text and to find its runs again when comments are written."""

from __future__ import annotations

from analyzer.ooxml.package import main_part, parse_part
from analyzer.ooxml.walk import Piece, Walk, walk

__all__ = ["Piece", "Walk", "main_part", "parse_part", "walk"]
