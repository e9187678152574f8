"""Who gave a lecture, as its words say."""

from __future__ import annotations

import pytest

from analyzer.interpreting.lecturer import find_lecturer
from analyzer.types.labels import Lecturer


@pytest.mark.parametrize(
    ("words", "lecturer"),
    [
        ("陶立民同志以《坚定理想信念,争做合格党员》为题讲授了党课。", None),
        ("青年党员邸远讲微党课。", Lecturer.MEMBER),
        ("支部书记以《书记讲给党员听》为题讲党课。", Lecturer.SECRETARY),
        ("分管副局长到支部讲党课。", Lecturer.LEADER),
    ],
)
def test_a_title_names_no_lecturer(words: str, lecturer: Lecturer | None) -> None:
    """Only what stands outside the title of a lecture tells who gave it."""
    assert find_lecturer(words) is lecturer
