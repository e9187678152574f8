"""Chains of words: against a plain count, and what they show where the subject changes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analyzer.classifying.words import Words, owners_of, words_of
from analyzer.segmenting.chains import CHAINS, lexical_chains
from analyzer.text.hashing import HashedText
from analyzer.text.sentences import split_sentences

_TEXT = "电梯的配件到了。配件已经清点。电梯下周停用。广场的水带查过。水带破损两根。广场明天清理。"


def _plainly(units: list[set[int]]) -> list[list[float]]:
    """The columns, counted sentence by sentence."""
    rows, seen = [], set()
    for number, own in enumerate(units):
        soon = set().union(*units[number + 1 : number + 5])
        shortly = set().union(*units[max(0, number - 4) : number])
        last = units[number - 1] if number else set()
        later = set().union(*units[number:])
        new = own - seen
        rows.append(
            [
                *(len(some) / max(1, len(own)) for some in (new, new & soon, own & shortly, own & last, (own & seen) - shortly)),
                len(shortly & later) / max(1, len(shortly)),
                len(shortly & (own | soon)),
                len(new & soon),
            ]
        )
        seen |= own
    return rows


@given(st.lists(st.lists(st.integers(0, 12), max_size=8), min_size=1, max_size=14))
def test_chains_are_what_a_plain_count_says(units: list[list[int]]) -> None:
    """However often a word stands in a unit, and where units have none."""
    owners = np.array([number for number, own in enumerate(units) for _ in own], dtype=np.int64)
    hashes = np.array([word for own in units for word in own], dtype=np.uint64)
    found = lexical_chains(Words(owners, hashes, np.full(len(owners), 2)), len(units))
    np.testing.assert_allclose(found, _plainly([set(own) for own in units]), rtol=1e-6)


def test_a_new_subject_brings_new_words_and_ends_old_ones() -> None:
    """Where the hoses begin, nothing of the lift goes on, and the new words are taken up."""
    units = split_sentences(_TEXT, 0, len(_TEXT))
    chains = lexical_chains(words_of(HashedText(_TEXT), units, owners_of(units)), len(units))
    column = dict(zip(CHAINS, chains.T, strict=True))
    assert len(units) == 6
    assert column["crosses"][3] == 0
    assert (column["crosses"][[1, 2, 4, 5]] > 0).all()
    assert column["new"][3] == 1
    assert column["opens"][3] > 0


def test_words_of_one_character_do_not_count() -> None:
    """They stand everywhere."""
    words = Words(np.array([0, 1]), np.array([7, 7], dtype=np.uint64), np.array([1, 1]))
    assert not lexical_chains(words, 2).any()
