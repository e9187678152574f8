"""两张皮: how much of a meeting is business, and whether its study touches the branch's own work."""

from __future__ import annotations

from analyzer.types.labels import Activity
from analyzer.types.report import Report

__all__ = ["business_share", "integrated"]

_STUDIES = (Activity.THEORY_STUDY, Activity.CAMPAIGN, Activity.PARTY_LECTURE)
_OWN_APPLICATION = 2
"""The substance that a study reaches only by the branch's own application (guideline, section 3)."""


def business_share(report: Report) -> float:
    """The share of the body's characters that is business, 0–1."""
    lengths = [(part.end - part.start, part.activity == Activity.BUSINESS) for part in report.segments]
    total = sum(length for length, _ in lengths)
    return round(sum(length for length, business in lengths if business) / total, 3) if total else 0.0


def integrated(report: Report) -> bool | None:
    """Whether the study in a meeting touches the branch's own work; None where it has no study."""
    studies = [part.substance for part in report.segments if part.activity in _STUDIES]
    return max(studies) == _OWN_APPLICATION if studies else None
