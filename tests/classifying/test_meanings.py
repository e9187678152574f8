"""The directions that words give a unit."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.classifying.features import featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.meanings import Meanings, load_meanings
from analyzer.classifying.shapes import DENSE_NAMES
from analyzer.text.hashing import HashedText, hash_phrases


def _directions(*units: str) -> np.ndarray:
    """The directions of units of text, as `featurize` lays them behind the named columns."""
    ends = np.cumsum([len(unit) for unit in units]).tolist()
    places = list(zip([0, *ends[:-1]], ends, strict=True))
    hashed = HashedText("".join(units))
    named = featurize(hashed, places, lexicon()).dense
    widened = featurize(hashed, places, lexicon(), load_meanings()).dense
    assert named.shape[1] > len(DENSE_NAMES)
    np.testing.assert_array_equal(widened[:, : named.shape[1]], named)
    return widened[:, named.shape[1] :]


def test_units_that_speak_of_like_things_lie_near_each_other() -> None:
    """Though they have no word in common."""
    street, road, child = _directions("保洁员清扫街面。", "环卫工冲洗马路。", "孩子住院，父母照看。")
    assert street @ road > 2 * abs(street @ child)


def test_a_direction_does_not_depend_on_length() -> None:
    """Said twice is said once; a unit without a known word has none."""
    once, twice, none = _directions("孩子住院。", "孩子住院，孩子住院。", "……")
    assert once == pytest.approx(twice, abs=1e-6)
    assert np.linalg.norm(once) == pytest.approx(0.25, rel=1e-4)
    assert not none.any()


def test_words_are_known_by_their_hashes() -> None:
    """A word between, before or behind the known ones is none of them; owners that have no known word stay empty."""
    known = np.sort(hash_phrases(["电梯", "党费"]))
    meanings = Meanings(known, np.array([[127, 0], [0, 127]], dtype=np.int8), np.ones(2, dtype=np.float32), "x")
    asked = np.array([0, known[0], known[0] + np.uint64(1), known[1], 2**64 - 1], dtype=np.uint64)
    found = meanings.directions(asked, np.array([0, 1, 1, 3, 3]), 5)
    np.testing.assert_allclose(found, [[0, 0], [0.25, 0], [0, 0], [0, 0.25], [0, 0]])
    assert not meanings.directions(asked[:1], np.array([0]), 2).any()
