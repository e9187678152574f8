"""The readable numbers of units."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.classifying.shapes import DENSE_NAMES, shapes

WORDS = st.text(alphabet=st.sampled_from("会议一第、,12月0万元人/%:问答老张说?《!。"), min_size=1, max_size=12)
PLACES = ("position", "is_first", "is_last", "line_start")


def units(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words one behind the other, and where each stands."""
    ends = np.cumsum([len(own) for own in words]).tolist()
    return "".join(words), list(zip([0, *ends[:-1]], ends, strict=True))


@pytest.mark.parametrize(
    ("words", "shown", "not_shown"),
    [
        ("近来家里怎么样?", ["question"], ["quoted", "digits", "money"]),
        ("老周把3200元交来,票据4张。", ["digits", "many_digits", "money", "person_name"], ["date", "percent"]),
        ("书记说:九月底前办完。", ["date", "speaker_says", "colon", "turn", "asker"], ["clock", "person_name"]),
        ("张主任汇报,到会12人。", ["person_name", "percent", "speaker_says"], ["many_digits"]),
        ("会议学习了《条例》第一章、第二章、第三章、附则。", ["starts_meeting_says", "book_title", "list_marks"], ["numbered"]),
    ],
)
def test_what_a_unit_shows(words: str, shown: list[str], not_shown: list[str]) -> None:
    """Each shape by an example, with near misses."""
    row = dict(zip(DENSE_NAMES, shapes(*units([words]))[0].tolist(), strict=True))
    assert [name for name in shown if not row[name]] == []
    assert [name for name in not_shown if row[name]] == []


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_a_unit_shows_the_same_whatever_stands_beside_it(words: list[str]) -> None:
    """No shape reaches from one unit into the next; only its place in the text does."""
    together = shapes(*units(words))
    alone = np.vstack([shapes(*units([own])) for own in words])
    kept = [name not in PLACES for name in DENSE_NAMES]
    np.testing.assert_array_equal(together[:, kept], alone[:, kept])
