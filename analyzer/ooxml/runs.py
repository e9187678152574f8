"""Finding the runs behind stretches of text, cut at their borders."""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from lxml import etree

from analyzer.ooxml.names import W
from analyzer.ooxml.package import Parts
from analyzer.ooxml.walk import Piece, walk

__all__ = ["runs_of"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def runs_of(root: etree._Element, parts: Parts, places: Sequence[tuple[int, int]]) -> tuple[tuple[etree._Element, ...], ...]:
    """For each place (start, end) of the walked text the `w:r` elements that hold its written characters, in the order of the document.

    Runs are split where a place begins or ends within one; the text does not change. Words in a text box or in a note, where Word takes no
    comments, give the run to which the box or note is tied. Empty where a place has no written characters.
    """
    _cut(walk(root, parts).pieces, {edge for place in places for edge in place})
    pieces = walk(root, parts).pieces
    begins, ends = [piece.offset for piece in pieces], [piece.offset + len(piece.text) for piece in pieces]
    order = {run: number for number, run in enumerate(root.iter(W + "r"))}
    ties = {(note.tag, note.get(W + "id", "")): note for note in root.iter(W + "footnoteReference", W + "endnoteReference")}
    found = []
    for start, end in places:
        runs = {_tied(piece, ties) for piece in pieces[bisect_right(ends, start) : bisect_left(begins, end)]}
        found.append(tuple(sorted((run for run in runs if run in order), key=lambda run: order[run])))
    return tuple(found)


def _tied(piece: Piece, ties: dict[tuple[str, str], etree._Element]) -> etree._Element | None:
    """The run of a piece that a comment can be tied to."""
    element = piece.element
    note = next(element.iterancestors(W + "footnote", W + "endnote"), None)
    if note is not None:
        element = ties.get((f"{note.tag}Reference", note.get(W + "id", "")), element)
    return next(reversed(list(element.iterancestors(W + "r"))), None)


def _cut(pieces: Sequence[Piece], edges: Iterable[int]) -> None:
    """Splits the runs in which the edges lie, the last edge first, so that earlier offsets stay true."""
    begins = [piece.offset for piece in pieces]
    for edge in sorted(edges, reverse=True):
        number = bisect_right(begins, edge) - 1
        if number < 0:
            continue
        piece = pieces[number]
        run = piece.element.getparent()
        if run is None or run.tag != W + "r" or next(run.iterancestors(W + "r"), None) is not None:
            continue
        kept = min(edge - piece.offset, len(piece.text))
        if not (kept == 0 and _opens(run, piece.element)) and not (kept == len(piece.text) and piece.element.getnext() is None):
            _split(run, piece.element, kept)


def _opens(run: etree._Element, element: etree._Element) -> bool:
    """Whether an element is the first content of its run."""
    return next((child for child in run if child.tag != W + "rPr"), None) is element


def _split(run: etree._Element, element: etree._Element, kept: int) -> None:
    """Moves what stands behind the first `kept` characters of a `w:t` into a new run of the same properties."""
    following = run.makeelement(W + "r")
    for name, value in run.attrib.items():
        following.set(name, value)
    properties = run.find(W + "rPr")
    if properties is not None:
        following.append(copy.deepcopy(properties))
    behind = list(element.itersiblings())
    words = element.text or ""
    if 0 < kept < len(words):
        rest = etree.SubElement(following, W + "t")
        rest.text = words[kept:]
        rest.set(_SPACE, "preserve")
        element.text = words[:kept]
        element.set(_SPACE, "preserve")
    elif not kept:
        following.append(element)
    for child in behind:
        following.append(child)
    run.addnext(following)
