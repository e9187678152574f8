"""What a record asks of the talks after it: events that call for a talk (五必谈), and difficulties raised."""

from __future__ import annotations

from analyzer.types.ledger import Difficulty, Need
from analyzer.types.report import Report

__all__ = ["difficulties", "needs"]


def needs(report: Report) -> tuple[Need, ...]:
    """The events in a record that call for a talk with somebody."""
    return ()


def difficulties(report: Report) -> tuple[Difficulty, ...]:
    """The difficulties that are raised in a talk, each with whether the talk answers it."""
    return ()
