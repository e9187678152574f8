"""Working days of China."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.ledger.calendar import known_year, working_days


def counted(first: date, last: date) -> int:
    """The working days between two dates."""
    return int(working_days(np.array([first], dtype="datetime64[D]"), np.array([last], dtype="datetime64[D]"))[0])


DAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2025-09-30", "2025-10-09", 1),  # the National Day week does not count
        ("2025-09-26", "2025-09-28", 1),  # a Sunday that is worked
        ("2025-10-10", "2025-10-11", 1),  # a Saturday that is worked
        ("2020-01-23", "2020-02-03", 1),  # the Spring Festival that was lengthened
        ("2025-03-07", "2025-03-10", 1),  # an ordinary weekend
        ("2025-03-10", "2025-03-10", 0),
        ("2025-03-11", "2025-03-10", 0),
        ("2031-10-01", "2031-10-08", 5),  # a year that nobody has announced
    ],
)
def test_holidays_and_make_up_days_count_as_announced(first: str, last: str, days: int) -> None:
    """The day itself does not count, the last one does."""
    assert counted(date.fromisoformat(first), date.fromisoformat(last)) == days


def test_the_years_2018_to_2026_are_known() -> None:
    """Others fall back to Monday to Friday."""
    assert [year for year in range(2010, 2035) if known_year(year)] == list(range(2018, 2027))


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_stretches_add_up(first: date, some: int, more: int) -> None:
    """From a to c is from a to b and from b to c."""
    middle = first + timedelta(days=some)
    last = middle + timedelta(days=more)
    assert counted(first, last) == counted(first, middle) + counted(middle, last)
