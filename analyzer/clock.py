"""The one place that asks the clock; everything else is told the day."""

from __future__ import annotations

from datetime import date, datetime

__all__ = ["today"]


def today() -> date:
    """The day where this runs, which is the day of the office."""
    return datetime.now().astimezone().date()
