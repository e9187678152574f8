"""A date with or without time in one cell of a ledger, as programs and people write it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import msgspec

from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.fields.times import find_times

__all__ = ["Moment", "read_moment"]

_ISO = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ]+(?P<h>\d{1,2}):(?P<n>\d{1,2})(?::\d{1,2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_SERIAL = re.compile(r"\d{1,5}(?:\.\d+)?")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 day 0 of Excel's 1900 calendar, local as all times of a ledger
_PLAUSIBLE_SERIAL = 20_000
_FIRST_YEAR, _LAST_YEAR = 1921, 2100


class Moment(msgspec.Struct, frozen=True):
    """A day or a minute in ISO 8601, and of a span («14:30-16:00») its end, else empty."""

    first: str
    last: str = ""


def read_moment(words: str, day: str = "") -> Moment | str:
    """The moment that a cell holds, or in Chinese why it is none; `day` is lent to a clock without a date.

    A day number of Excel's 1900 calendar is read as its date; one of the calendar's first years is what an empty or mistyped cell shows.
    """
    iso = _ISO.fullmatch(words)
    if iso:
        try:
            found = datetime(int(iso["y"]), int(iso["m"]), int(iso["d"]), int(iso["h"] or 0), int(iso["n"] or 0))  # noqa: DTZ001 local
        except ValueError:
            return f"日期“{words}”不存在。"
        return _checked(found, timed=iso["h"] is not None, words=words)
    if _SERIAL.fullmatch(words):
        if float(words) < _PLAUSIBLE_SERIAL:
            return f"“{words}”不是日期（表格1900年起算的序号，多半是空单元格或格式错误）。"
        found = _EPOCH + timedelta(seconds=round(float(words) * 86400 / 60) * 60)
        return _checked(found, timed="." in words, words=words)
    return _written(words, day)


def _checked(found: datetime, *, timed: bool, words: str) -> Moment | str:
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return f"日期“{words}”不可能（{found.year}年，多半是表格日期格式错误）。"
    return Moment(found.isoformat(timespec="minutes") if timed else found.date().isoformat())


def _written(words: str, day: str) -> Moment | str:
    """A moment in words: «2025年3月6日下午2:30-4:00»."""
    dates = list(find_dates(words, 0, len(words), short=True))
    times = [time.iso() for time in find_times(words, 0, len(words))]
    if any(date.impossible for date in dates):
        return f"日期“{words}”不存在。"
    if dates and dates[0].year is not None and not _FIRST_YEAR <= dates[0].year <= _LAST_YEAR:
        return f"日期“{words}”不可能。"
    first = dates[0].iso() if dates else day
    if not first or not (dates or times):
        return f"看不懂的日期“{words}”。"
    last = dates[1].iso() if len(dates) > 1 else first
    return Moment(f"{first}T{times[0]}" if times else first, f"{last}T{times[1]}" if len(times) > 1 else "")
