"""Dates after the day of the analysis: a record tells of what has been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from analyzer.types.document import FUTURE_DATE, Notice
from analyzer.types.record import FIELD_NAMES, Record

__all__ = ["future_dates"]

_KEYS = ("date", "start", "end", "entered")
_CLOCKS_DIFFER = timedelta(days=1)
"""It may be tomorrow already where the record was written."""


def future_dates(record: Record, today: date) -> Iterator[Notice]:
    """A notice for each day of the record, as far as its text tells it, that is to come; the planned time may be."""
    latest = (today + _CLOCKS_DIFFER).isoformat()
    days: dict[str, str] = {}
    for key in _KEYS:
        day = (record.value(key) or "").partition("T")[0]
        if day > latest:
            days.setdefault(day, key)
    for day, key in days.items():
        yield Notice(FUTURE_DATE, f"{FIELD_NAMES[key]}“{day}”在分析之日（{today.isoformat()}）以后，多半是年份或月份写错，请核对原件。")
