"""A text cut at the borders of its evidence, so that overlapping marks can be shown in place."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.types.report import Report

__all__ = ["MarkedPiece", "marked", "marked_report"]


class MarkedPiece(msgspec.Struct, frozen=True):
    """A stretch of text and the numbers of the findings that rest on it; `opens` are those whose evidence begins here."""

    text: str
    findings: tuple[int, ...]
    opens: tuple[int, ...]


def marked(text: str, places: Sequence[tuple[int, int, int]]) -> tuple[MarkedPiece, ...]:
    """The pieces of `text` for places (start, end, finding); joined they are the text."""
    edges = sorted({0, len(text), *(edge for start, end, _ in places for edge in (start, end) if 0 <= edge <= len(text))})
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        covering = sorted({number for begin, stop, number in places if begin <= start and end <= stop})
        opening = sorted({number for begin, stop, number in places if begin == start and end <= stop})
        pieces.append(MarkedPiece(text[start:end], tuple(covering), tuple(opening)))
    return tuple(pieces)


def marked_report(report: Report) -> tuple[MarkedPiece, ...]:
    """The pieces of a report's text with its findings counted from 1."""
    places = [
        (place.start, place.end, number)
        for number, finding in enumerate(report.findings, 1)
        for place in finding.evidence
        if place.end > place.start
    ]
    return marked(report.text or "", places)
