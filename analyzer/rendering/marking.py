"""A text cut at the borders of its evidence, so that overlapping marks can be shown in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from analyzer.types.report import Report

__all__ = ["MarkedPiece", "marked", "marked_report"]


class MarkedPiece(msgspec.Struct, frozen=True):
    """A stretch of text and the numbers of the findings that rest on it.

    `opens` are the places that begin here, each as (finding, which of its places), counted from 1.
    """

    text: str
    findings: tuple[int, ...]
    opens: tuple[tuple[int, int], ...]


def marked(text: str, places: Sequence[tuple[int, int, int]]) -> tuple[MarkedPiece, ...]:
    """The pieces of `text` for places (start, end, finding) that lie within it; joined they are the text."""
    begins: dict[int, list[tuple[int, int]]] = {}
    stops: dict[int, list[int]] = {}
    nth: Counter[int] = Counter()
    for start, end, finding in places:
        nth[finding] += 1
        begins.setdefault(start, []).append((finding, nth[finding]))
        stops.setdefault(end, []).append(finding)
    edges = sorted({0, len(text), *begins, *stops})
    covering: Counter[int] = Counter()
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        opening = sorted(begins.get(start, ()))
        covering.update(finding for finding, _ in opening)
        covering.subtract(stops.get(start, ()))
        pieces.append(MarkedPiece(text[start:end], tuple(sorted(+covering)), tuple(opening)))
    return tuple(pieces)


def marked_report(report: Report) -> tuple[MarkedPiece, ...]:
    """The pieces of a report's text with its findings counted from 1."""
    places = [(place.start, place.end, number) for number, found in enumerate(report.findings, 1) for place in found.evidence]
    return marked(report.text or "", places)
