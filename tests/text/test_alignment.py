"""Cleaned text stays aligned with the original."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.text.alignment import clean
from analyzer.types.span import Span

TEXTS = st.text(alphabet=st.sampled_from("会议党员，。：１２ab 　\u200b\ufeff\r\n\t支部𠮷①"), max_size=60)


@given(TEXTS)
def test_every_cleaned_character_comes_from_its_own_place(original: str) -> None:
    """Going back from each character gives one original character, in order; only invisible ones and spaces are lost."""
    aligned = clean(original)
    places = [aligned.back(i, i + 1) for i in range(len(aligned.text))]
    assert all(len(place) == 1 for place in places)
    assert [place.start for place in places] == sorted({place.start for place in places})
    kept = {place.start for place in places}
    assert all(original[i] in "\u200b\ufeff\r 　" for i in range(len(original)) if i not in kept)


@given(TEXTS, st.data())
def test_there_and_back(original: str, data: st.DataObject) -> None:
    """A stretch of the cleaned text survives the way to the original and back."""
    aligned = clean(original)
    start = data.draw(st.integers(0, len(aligned.text)))
    end = data.draw(st.integers(start, len(aligned.text)))
    if start < end:
        assert aligned.forth(aligned.back(start, end)) == (start, end)
    assert aligned.forth(Span(0, len(original))) == (0, len(aligned.text))


def test_forms_are_brought_to_one() -> None:
    """Full-width ASCII, spread characters and line ends have one form each."""
    assert clean("时间：２０２５年\r\n主 持 人：张三　李四").text == "时间:2025年\n主持人:张三 李四"
