"""Hashes of stretches, and the lexicon that is built on them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analyzer.classifying.lexicon import Lexicon
from analyzer.text.hashing import HashedText, hash_phrases

WORDS = st.text(alphabet=st.sampled_from("党课学习廉洁0a𠮷"), min_size=1, max_size=5)


@given(st.text(alphabet=st.sampled_from("党课学习廉洁0a𠮷"), max_size=30), WORDS)
def test_a_phrase_has_one_hash_wherever_it_stands(before: str, phrase: str) -> None:
    """The hash of a stretch does not depend on what stands before it."""
    hashed = HashedText(before + phrase)
    place = np.array([len(before)])
    assert int(hashed.stretches(place, place + len(phrase))[0]) == hash_phrases([before, phrase])[1]


@given(st.text(alphabet=st.sampled_from("党课学习廉洁"), max_size=40), st.lists(WORDS, min_size=1, max_size=6, unique=True))
def test_the_lexicon_finds_what_a_plain_search_finds(text: str, words: list[str]) -> None:
    """Every occurrence of every phrase, overlapping ones too."""
    matches = Lexicon({"group": words}).find(HashedText(text))
    found = sorted(zip(matches.starts.tolist(), matches.ends.tolist(), strict=True))
    assert found == sorted((i, i + len(word)) for word in words for i in range(len(text)) if text.startswith(word, i))


def test_a_word_may_stand_in_two_groups() -> None:
    """A phrase of two groups is found for both."""
    matches = Lexicon({"a": ["党课"], "b": ["党课", "学习"]}).find(HashedText("上党课"))
    assert sorted(matches.groups.tolist()) == [0, 1]
