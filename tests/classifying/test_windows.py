"""How a record is cut into windows for an encoder."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.classifying.windows import windows

OPENING, CLOSING = 1, 2


@given(st.lists(st.lists(st.integers(3, 9), max_size=30), min_size=1, max_size=40), st.integers(8, 40))
def test_each_unit_is_owned_by_one_window(units: list[list[int]], longest: int) -> None:
    """Every unit is owned once, in order; no window is too long; a unit's tokens are its own, cut short where they must be."""
    found = list(windows(units, longest=longest, opening=OPENING, closing=CLOSING))
    owned = [number for window in found for number in dict.fromkeys(window.owners[window.owners >= 0].tolist())]
    assert owned == list(range(len(units)))
    for window in found:
        assert window.tokens[0] == OPENING
        assert len(window.tokens) == len(window.owners) <= longest
        for number in set(window.owners.tolist()) - {-1}:
            assert window.tokens[window.owners == number].tolist() == [*units[number][: longest - 2], CLOSING]


def test_windows_share_units_at_their_edges() -> None:
    """A unit in the middle of a long record is read with two units before it and two behind."""
    found = list(windows([[number] * 4 for number in range(3, 23)], longest=40, opening=OPENING, closing=CLOSING))
    assert len(found) > 1
    for window in found[1:]:
        assert (window.owners[:11] == -1).all()
    for window in found[:-1]:
        assert (window.owners[-10:] == -1).all()
