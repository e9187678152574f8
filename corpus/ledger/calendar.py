"""Working days of the ledger's year, and a branch's diary of half-days."""

from __future__ import annotations

import datetime
import random
from functools import cache
from pathlib import Path

import yaml

__all__ = ["YEAR", "Diary", "working_days_between", "working_on"]

YEAR = 2025
_ONE = datetime.timedelta(days=1)
_HALVES = (8, 14)
"""The hours at which a half-day's meetings can begin."""


@cache
def _exceptions() -> dict[datetime.date, bool]:
    """Days that are not as their weekday says: True where people work."""
    data = yaml.safe_load((Path(__file__).parent / "calendar.yaml").read_text(encoding="utf-8"))
    days = dict.fromkeys(data["made_up"], True)
    for first, last in data["holidays"]:
        days |= dict.fromkeys((first + _ONE * number for number in range((last - first).days + 1)), False)
    return days


def working_on(day: datetime.date) -> bool:
    """Whether people work on a day."""
    return _exceptions().get(day, day.weekday() < 5)


def working_days_between(held: datetime.date, entered: datetime.date) -> int:
    """How many working days lie behind `held`, up to and with `entered`."""
    return sum(working_on(held + _ONE * number) for number in range(1, (entered - held).days + 1))


@cache
def _half_days(month: int) -> tuple[tuple[datetime.date, int], ...]:
    first = datetime.date(YEAR, month, 1)
    days = [first + _ONE * number for number in range(31)]
    last = 24 if month == 12 else 31
    return tuple((day, hour) for day in days if day.month == month and day.day <= last and working_on(day) for hour in _HALVES)


class Diary:
    """A branch's half-days: each is given out once, so that no two clean records overlap."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._taken: set[tuple[datetime.date, int]] = set()

    def hold(self, months: tuple[int, ...]) -> tuple[datetime.datetime, datetime.datetime]:
        """Start and end within a free half-day of one of the months."""
        free = [half for month in months for half in _half_days(month) if half not in self._taken]
        half = self._rng.choice(free)
        self._taken.add(half)
        minutes = half[1] * 60 + 30 + 5 * self._rng.randrange(13)
        start = datetime.datetime.combine(half[0], datetime.time()) + datetime.timedelta(minutes=minutes)
        return start, start + datetime.timedelta(minutes=5 * self._rng.randrange(7, 22))

    def enter(self, end: datetime.datetime) -> datetime.datetime:
        """When a record is entered that is entered in time: the same day or the next working day."""
        day = end.date()
        if self._rng.random() < 0.6:
            day += _ONE
            while not working_on(day):
                day += _ONE
            return self.clock(day)
        return end + datetime.timedelta(minutes=self._rng.randrange(5, 90))

    def clock(self, day: datetime.date) -> datetime.datetime:
        """A minute of a day's office hours."""
        return datetime.datetime.combine(day, datetime.time(8, 30)) + datetime.timedelta(minutes=self._rng.randrange(510))
