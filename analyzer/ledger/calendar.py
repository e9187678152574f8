"""Working days of China, with make-up days: `calendar.yaml` holds one block a year, as the State Council announces it each autumn."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib import resources

import msgspec
import yaml

__all__ = ["known_year", "working_days"]

_FRIDAY = 4


class _Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    off: tuple[str, ...]
    work: tuple[str, ...]


@cache
def _years() -> dict[int, _Year]:
    words = resources.files("analyzer.ledger").joinpath("calendar.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(words), dict[int, _Year])


@cache
def _exceptions(year: int) -> frozenset[date]:
    """The days of a year that are not what their weekday says."""
    known = _years().get(year)
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in (*known.off, *known.work)) if known else frozenset()


def known_year(year: int) -> bool:
    """Whether the holidays of that year are known; otherwise Monday to Friday are working days."""
    return year in _years()


@cache
def working_days(first: date, last: date) -> int:
    """How many working days lie behind `first`, up to and with `last`; 0 where `last` is not later."""
    days = max((last - first).days, 0)
    later = (first + timedelta(days=number) for number in range(1, days + 1))
    return sum((day.weekday() <= _FRIDAY) != (day in _exceptions(day.year)) for day in later)
