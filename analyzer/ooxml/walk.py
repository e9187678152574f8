"""From a document tree to its text, piece by piece.

Paragraphs end in a line feed; the cells of a table row are joined by a tab, and what stands in a cell keeps its own line feeds, but for
labels written from top to bottom. Text boxes, content controls, notes and accepted revisions count; deleted text, hidden text and the
placeholders of empty controls do not. Numbers that Word sets by itself stand in the text without an element.
"""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from analyzer.ooxml.names import FALLBACK, W
from analyzer.ooxml.numbering import Numbers
from analyzer.ooxml.package import Parts
from analyzer.ooxml.styles import Styles

__all__ = ["Piece", "Walk", "walk"]

_SKIPPED = frozenset(
    W + name for name in ("instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "rt")
) | {FALLBACK}
_TAKEN_OUT = frozenset((W + "del", W + "moveFrom"))
_PUT_IN = frozenset((W + "ins", W + "moveTo"))
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_BOXES = {
    "wingdings": {0xA8: "□", 0x6F: "□", 0x71: "□", 0xFE: "☑", 0xFD: "☒", 0xFC: "√", 0xFB: "×"},
    "wingdings 2": {0xA3: "□", 0x2A: "□", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "√", 0x4F: "×"},
}
_UPRIGHT = re.compile("[ \u3000]*(?:[\u4e00-\u9fff][ \u3000]*\n[ \u3000]*)+[\u4e00-\u9fff][ \u3000]*")
_BROKEN_LABEL = re.compile("[\u4e00-\u9fff]{1,2}\n[\u4e00-\u9fff]{1,2}")


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


def walk(root: etree._Element, parts: Parts | None = None) -> Walk:
    """Walks a document tree in reading order, then its notes."""
    parts = parts or Parts()
    collector = _Collector(parts)
    collector.block(root)
    for notes in parts.notes:
        for note in notes:
            if note.get(W + "type") not in _SEPARATORS:
                collector.block(note)
    return Walk("".join(collector.words), tuple(collector.pieces), collector.tracked, collector.hidden)


class _Collector:
    """What a walk has gathered; inside a cell or box, `inner` is where its text began, and a line feed waits for words to follow."""

    def __init__(self, parts: Parts) -> None:
        self.words: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self.tracked = False
        self.hidden = False
        self.inner: int | None = None
        self.waiting = False
        self.joined = False
        self.styles = Styles(parts.styles)
        self.numbers = Numbers(parts.numbering, self.styles)

    def add(self, text: str, element: etree._Element | None = None) -> None:
        if self.waiting:
            self.waiting = False
            self.add("\n")
        if element is not None:
            self.pieces.append(Piece(self.length, text, element))
        self.words.append(text)
        self.length += len(text)

    def end_line(self) -> None:
        if self.inner is None:
            self.add("\n")
        else:
            self.waiting = self.length > self.inner

    def block(self, node: etree._Element) -> None:
        for child in node:
            if self.passed_over(child):
                continue
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            else:
                self.block(child)

    def passed_over(self, node: etree._Element) -> bool:
        """Whether a node has no text that counts; notes revisions on the way."""
        tag = node.tag
        if tag in _TAKEN_OUT or tag in _PUT_IN:
            self.tracked = True
        return not isinstance(tag, str) or tag in _SKIPPED or tag in _TAKEN_OUT or (tag == W + "sdt" and _placeholder(node))

    def taken_out(self, mark: etree._Element | None) -> bool:
        """Whether the properties of a row, cell or paragraph mark say that a revision takes it out."""
        gone = mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom", "cellDel"))
        self.tracked |= gone
        return gone

    def table(self, table: etree._Element) -> None:
        for row in table.iter(W + "tr"):
            if _nearest(row, W + "tbl") is not table or self.taken_out(row.find(W + "trPr")):
                continue
            cells = [cell for cell in row.iter(W + "tc") if _nearest(cell, W + "tr") is row and not _continues_merge(cell)]
            for number, cell in enumerate(one for one in cells if not self.taken_out(one.find(W + "tcPr"))):
                if number:
                    self.add("\t")
                self.contained(cell, label=number == 0 and len(cells) > 1)
            self.end_line()

    def contained(self, node: etree._Element, *, label: bool = False) -> None:
        """The blocks of a cell or box, line feeds between those that have words and none around them."""
        if self.waiting:
            self.add("")
        outer, self.inner = self.inner, self.length
        words, pieces = len(self.words), len(self.pieces)
        self.block(node)
        self.waiting = self.joined = False
        self.inner = outer
        shown = "".join(self.words[words:])
        if _UPRIGHT.fullmatch(shown) or (label and _BROKEN_LABEL.fullmatch(shown)):
            self.close_up(words, pieces)

    def close_up(self, words: int, pieces: int) -> None:
        """Takes the line feeds out of what was gathered since then: a label written from top to bottom."""
        since, elements = self.words[words:], {piece.offset: piece.element for piece in self.pieces[pieces:]}
        place = self.length - sum(map(len, since))
        self.length = place
        del self.words[words:], self.pieces[pieces:]
        for text in since:
            if text != "\n":
                self.add(text, elements.get(place) if text else None)
            place += len(text)

    def paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(W + "pPr")
        style = self.styles.of_paragraph(properties)
        gone = properties is not None and self.taken_out(properties.find(W + "rPr"))
        begun = self.length
        number = "" if gone else self.numbers.of(properties, style)
        if number and not self.joined:
            self.add(f"{number} " if number[-1].isalnum() else number)
        boxes: list[etree._Element] = []
        self.inline(paragraph, style, boxes)
        for box in boxes:
            if self.length > begun:
                self.add("\n")
            self.contained(box)
        if gone:
            self.joined |= self.length > begun
        else:
            self.joined = False
            self.end_line()

    def inline(self, node: etree._Element, style: str, boxes: list[etree._Element]) -> None:
        for child in node:
            tag = child.tag
            if self.passed_over(child):
                continue
            if tag == W + "t":
                if child.text:
                    self.add(child.text, child)
            elif tag in _SIGNS:
                self.add(_SIGNS[tag])
            elif tag == W + "sym":
                self.add(_symbol(child))
            elif tag == W + "txbxContent":
                boxes.append(child)
            elif tag == W + "r" and self.styles.hides(child, style):
                self.hidden |= any(words.strip() for words in child.itertext(W + "t"))
            else:
                self.inline(child, style, boxes)


def _nearest(node: etree._Element, tag: str) -> etree._Element | None:
    return next(node.iterancestors(tag), None)


def _continues_merge(cell: etree._Element) -> bool:
    """Whether a cell only continues the one above it or before it."""
    merges = [cell.find(f"{W}tcPr/{W}{name}") for name in ("vMerge", "hMerge")]
    return any(merge is not None and merge.get(W + "val", "continue") == "continue" for merge in merges)


def _placeholder(control: etree._Element) -> bool:
    """Whether a content control shows only its invitation to write."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _symbol(node: etree._Element) -> str:
    """A character of a symbol font: the boxes and ticks of forms, nothing for others."""
    code = node.get(W + "char", "")
    boxes = _BOXES.get(node.get(W + "font", "").lower(), {})
    return boxes.get(int(code, 16) & 0xFF, "") if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else ""
