"""The times of records as the ledger reckons with them: only what a calendar has."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import msgspec

from analyzer.types.ledger import RecordDigest, day_of

__all__ = ["with_possible_times"]


def with_possible_times(record: RecordDigest) -> RecordDigest:
    """The record without times that cannot be, so that one mistyped date stops no year."""
    start, end, entered = map(_possible, (record.start, record.end, record.entered))
    if (start, end, entered) == (record.start, record.end, record.entered):
        return record
    return msgspec.structs.replace(record, start=start, end=end, entered=entered)


def _possible(value: str) -> str:
    """A time that a calendar has, else its day; empty where no month has that day. Of a date without its year the hour says nothing."""
    day = value.partition("T")[0]
    if not day_of(day):
        return day
    for known in (value, day):
        with suppress(ValueError):
            datetime.fromisoformat(known)
            return known
    return ""
