"""Working days of China, with make-up days: `calendar.yaml` holds one block a year, as the State Council announces it each autumn."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt
import yaml

__all__ = ["Days", "known_year", "working_days"]

Days = npt.NDArray[np.datetime64]


class _Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    closed: tuple[str, ...]
    made_up: tuple[str, ...]


@cache
def _years() -> dict[int, _Year]:
    words = resources.files("analyzer.ledger").joinpath("calendar.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(words), dict[int, _Year])


@cache
def _days(kind: str) -> Days:
    """The weekdays `closed`, or the weekend days `made_up`, of all years, in order."""
    return np.array([f"{year}-{day}" for year, known in sorted(_years().items()) for day in getattr(known, kind)], dtype="datetime64[D]")


def known_year(year: int) -> bool:
    """Whether the holidays of that year are known; otherwise Monday to Friday are working days."""
    return year in _years()


def working_days(first: Days, last: Days) -> npt.NDArray[np.int64]:
    """How many working days lie behind each `first`, up to and with its `last` (datetime64[D]); 0 where `last` is not later."""
    last = np.maximum(first, last)
    weekdays = np.busday_count(first + 1, last + 1, holidays=_days("closed"))
    made_up = np.searchsorted(_days("made_up"), last, "right") - np.searchsorted(_days("made_up"), first, "right")
    counted: npt.NDArray[np.int64] = weekdays + made_up
    return counted
