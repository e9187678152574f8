"""两张皮: how much of a meeting is business, and whether its study touches the branch's own work."""

from __future__ import annotations

from analyzer.types.report import Report

__all__ = ["business_share", "integrated"]


def business_share(report: Report) -> float:
    """The share of the body's characters that is business, 0–1."""
    lengths = [(part.end - part.start, part.activity == "business") for part in report.segments]
    total = sum(length for length, _ in lengths)
    return round(sum(length for length, business in lengths if business) / total, 3) if total else 0.0


def integrated(report: Report) -> bool | None:
    """Whether the study in a meeting touches the branch's own work; None where it has no study."""
    return None
