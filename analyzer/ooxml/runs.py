"""Finding the runs behind a stretch of text, cut at its borders."""

from __future__ import annotations

import copy

from lxml import etree

from analyzer.ooxml.walk import Piece, W, walk

__all__ = ["runs_of"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def runs_of(root: etree._Element, start: int, end: int) -> tuple[etree._Element, ...]:
    """The `w:r` elements that hold exactly `text[start:end]` of the walked document, in order; runs are split where the stretch begins or
    ends within one. Empty where the stretch has no written characters. The document's text does not change."""
    _cut(root, start)
    _cut(root, end)
    runs: dict[etree._Element, None] = {}
    for piece in walk(root).pieces:
        if start <= piece.offset and piece.offset + len(piece.text) <= end:
            run = _run(piece)
            if run is not None:
                runs[run] = None
    return tuple(runs)


def _run(piece: Piece) -> etree._Element | None:
    return next(piece.element.iterancestors(W + "r"), None)


def _cut(root: etree._Element, place: int) -> None:
    """Splits the run in which `place` lies, at that character."""
    for piece in walk(root).pieces:
        if piece.offset <= place < piece.offset + len(piece.text):
            run = _run(piece)
            if run is not None and not (piece.offset == place and _opens(run, piece.element)):
                _split(run, piece.element, place - piece.offset)
            return


def _opens(run: etree._Element, element: etree._Element) -> bool:
    """Whether an element is the first content of its run."""
    return next((child for child in run if child.tag != W + "rPr"), None) is element


def _split(run: etree._Element, element: etree._Element, kept: int) -> None:
    """Moves what stands behind the first `kept` characters of a `w:t` into a new run of the same properties."""
    following = etree.Element(W + "r")
    for name, value in run.attrib.items():
        following.set(name, value)
    properties = run.find(W + "rPr")
    if properties is not None:
        following.append(copy.deepcopy(properties))
    children = list(run)
    behind = children[children.index(element) + 1 :]
    words = element.text or ""
    if kept:
        rest = etree.SubElement(following, W + "t")
        rest.text = words[kept:]
        rest.set(_SPACE, "preserve")
        element.text = words[:kept]
        element.set(_SPACE, "preserve")
    else:
        following.append(element)
    for child in behind:
        following.append(child)
    run.addnext(following)
