"""From a document tree to its text, piece by piece.

Paragraphs end in a line feed; the cells of a table row are joined by a tab; text boxes, content controls and accepted revisions count;
deleted and hidden text does not.
"""

from __future__ import annotations

from typing import Final

import msgspec
from lxml import etree

__all__ = ["Piece", "W", "Walk", "walk"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DROPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REVISIONS = frozenset((W + "ins", W + "del", W + "moveFrom", W + "moveTo"))
_TINY_HALF_POINTS = 4


class Piece(msgspec.Struct, frozen=True, eq=False):
    """A stretch of text at `offset` that comes from one `w:t` element."""

    offset: int
    text: str
    element: etree._Element


class Walk(msgspec.Struct, frozen=True, eq=False):
    """The text of a document, the pieces it is made of, and whether it has revisions or hidden text."""

    text: str
    pieces: tuple[Piece, ...]
    tracked: bool
    hidden: bool


def walk(root: etree._Element) -> Walk:
    """Walks a document tree in reading order."""
    collector = _Collector()
    collector.block(root)
    return Walk("".join(collector.parts), tuple(collector.pieces), collector.tracked, collector.hidden)


class _Collector:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self.tracked = False
        self.hidden = False

    def add(self, text: str, element: etree._Element | None = None) -> None:
        if element is not None:
            self.pieces.append(Piece(self.length, text, element))
        self.parts.append(text)
        self.length += len(text)

    def block(self, node: etree._Element) -> None:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _DROPPED or tag == _FALLBACK:
                self.tracked |= tag in _REVISIONS
                continue
            self.tracked |= tag in _REVISIONS
            if tag == W + "p":
                self.paragraph(child)
                self.add("\n")
            elif tag == W + "tbl":
                self.table(child)
            else:
                self.block(child)

    def table(self, table: etree._Element) -> None:
        for row in table.iter(W + "tr"):
            if _nearest(row, W + "tbl") is not table:
                continue
            first = True
            for cell in row.iter(W + "tc"):
                if _nearest(cell, W + "tr") is not row or _continues_merge(cell):
                    continue
                if not first:
                    self.add("\t")
                first = False
                self.cell(cell)
            self.add("\n")

    def cell(self, cell: etree._Element) -> None:
        """The paragraphs of a cell, a line feed between them, none behind the last."""
        blocks = [child for child in cell if child.tag not in _DROPPED]
        for number, child in enumerate(blocks):
            if child.tag == W + "p":
                self.paragraph(child)
                if number + 1 < len(blocks):
                    self.add("\n")
            elif child.tag == W + "tbl":
                self.table(child)
            else:
                self.block(child)

    def paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        self.inline(paragraph, boxes)
        for box in boxes:
            self.add("\n")
            self.block(box)
            if self.parts[-1] == "\n":
                self.parts.pop()
                self.length -= 1

    def inline(self, node: etree._Element, boxes: list[etree._Element]) -> None:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            self.tracked |= tag in _REVISIONS
            if tag in _DROPPED or tag == _FALLBACK:
                continue
            if tag == W + "t":
                if child.text:
                    self.add(child.text, child)
            elif tag in (W + "tab", W + "ptab"):
                self.add("\t")
            elif tag in (W + "br", W + "cr"):
                self.add("\n")
            elif tag == W + "noBreakHyphen":
                self.add("-")
            elif tag == W + "txbxContent":
                boxes.append(child)
            elif tag == W + "r" and _hidden(child):
                self.hidden |= any(child.itertext(W + "t"))
            else:
                self.inline(child, boxes)


def _nearest(node: etree._Element, tag: str) -> etree._Element | None:
    return next(node.iterancestors(tag), None)


def _continues_merge(cell: etree._Element) -> bool:
    """Whether a cell only continues the one above it (vertical merge)."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _hidden(run: etree._Element) -> bool:
    """Whether a run cannot be seen: vanished, white, or not larger than two points."""
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    vanish = properties.find(W + "vanish")
    if vanish is not None and vanish.get(W + "val", "true") not in ("0", "false", "off"):
        return True
    color = properties.find(W + "color")
    if (
        color is not None
        and color.get(W + "val", "").upper() == "FFFFFF"
        and properties.find(W + "shd") is None
        and properties.find(W + "highlight") is None
    ):
        return True
    size = properties.find(W + "sz")
    return size is not None and size.get(W + "val", "").isdigit() and int(size.get(W + "val", "")) <= _TINY_HALF_POINTS
