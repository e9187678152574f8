"""Overlapping evidence in one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.rendering.marking import marked, marked_report
from tests.rendering.records import ONE_POT


@given(st.text(alphabet="会议<&>", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 4)), max_size=8))
def test_pieces_are_the_text_and_know_what_covers_them(text: str, places: list[tuple[int, int, int]]) -> None:
    """Cutting at the borders of evidence loses nothing; every place opens once."""
    inside = [(start, end, number) for start, end, number in places if start < end <= len(text)]
    pieces = marked(text, inside)
    assert "".join(piece.text for piece in pieces) == text
    place = 0
    for piece in pieces:
        assert set(piece.findings) == {number for start, end, number in inside if start <= place < end}
        assert sorted(number for number, _ in piece.opens) == sorted(number for start, _, number in inside if start == place)
        place += len(piece.text)


def test_the_places_of_a_finding_are_counted() -> None:
    """Each place can be linked to: the finding's number, and which of its places."""
    opens = [one for piece in marked_report(ONE_POT) for one in piece.opens]
    assert len(opens) == len(set(opens)) == sum(len(found.evidence) for found in ONE_POT.findings)
    assert {(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)} <= set(opens)
