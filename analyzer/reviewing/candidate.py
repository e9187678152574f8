"""What picking needs to know of a report."""

from __future__ import annotations

import msgspec

from analyzer.ledger.body import masked_body
from analyzer.ledger.sketch import sketch
from analyzer.types.report import Report

__all__ = ["Candidate", "candidate"]

_UNSURE = 0.5


class Candidate(msgspec.Struct, frozen=True):
    """A judged report that somebody may look at.

    `confidence` is that of the whole, `parts` the mean confidence of its sentences or segments (0–1), `unsure` how many of them are more likely
    wrong than right; `sketch` is that of the ledger: alike for records that differ in names and dates alone.
    """

    id: str
    branch: str
    confidence: float
    parts: float
    unsure: int
    sketch: bytes

    @property
    def doubt(self) -> float:
        """How much is open, 0–1: half by the whole, half by the parts, as people answer both."""
        return 1.0 - (self.confidence + self.parts) / 2


def candidate(report: Report, name: str) -> Candidate | None:
    """The candidate of a report under a name that is unique among candidates; None where it was not judged."""
    parts = [part.confidence for part in (report.segments or report.sentences)]
    if report.not_judged is not None or report.confidence is None or not parts:
        return None
    unsure = sum(confidence < _UNSURE for confidence in parts)
    return Candidate(name, report.record.branch or "", report.confidence, sum(parts) / len(parts), unsure, sketch(masked_body(report)))
