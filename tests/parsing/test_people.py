"""Lists of people."""

from __future__ import annotations

import pytest

from analyzer.parsing.fields.people import split_names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("莫家驹、费小琴", ("莫家驹", "费小琴")),
        ("莫家驹书记 单晓东同志", ("莫家驹", "单晓东")),
        ("三人值班", ()),
        ("二十名党员", ()),
        ("两位出差、祁小帆", ("祁小帆",)),
    ],
)
def test_only_names_are_names(value: str, names: tuple[str, ...]) -> None:
    """How many stayed away is no name."""
    assert split_names(value) == names
