"""What tells where a segment opens: likeness of words, paragraphs, activities about a unit."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.classifying.features import featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.segmenting.boundaries import likenesses
from analyzer.segmenting.layout import layout
from analyzer.text.hashing import HashedText
from analyzer.text.sentences import split_sentences

_TEXT = "学习了纪律处分条例。条例里讲了纪律处分的种类。处分的种类有五种。下午去河边清淤泥。河边的淤泥清了三车。三车淤泥运走了。"


def test_words_in_common_show_where_the_subject_changes() -> None:
    """Between the regulation and the river the blocks have least in common; nothing stands before the first unit."""
    units = split_sentences(_TEXT, 0, len(_TEXT))
    found = likenesses(featurize(HashedText(_TEXT), units, lexicon()))
    assert found.shape == (6, 3)
    assert found[0] == pytest.approx(0.0)
    assert (found[1:].argmin(axis=0) == 2).all()
    assert ((found[1:] > 0) & (found[1:] <= 1.0001)).all()


def test_likeness_of_equal_units_is_one() -> None:
    """A sentence said twice is all likeness, but for the words around it, which count as well."""
    text = "大家一致认为很好。大家一致认为很好。"
    found = likenesses(featurize(HashedText(text), split_sentences(text, 0, len(text)), lexicon()))
    assert 0.6 < found[1, 0] <= 1.0001


def test_layout_tells_paragraphs() -> None:
    """Two paragraphs of two units and of one; the second unit ends as if it went on."""
    text = "先点名。再学习;\n散会。"
    units = [(0, 4), (4, 8), (9, 12)]
    share, place, size, length, mean, after, goes_on = layout(text, units).T
    assert share == pytest.approx([2 / 3] * 3)
    assert place.tolist() == [0, 1, 0]
    assert size.tolist() == [2, 2, 1]
    assert length == pytest.approx(np.array([4, 4, 3]) / (11 / 3))
    assert mean == pytest.approx([11 / 3] * 3)
    assert after.tolist() == [2, 1, 0]
    assert goes_on.tolist() == [0, 1, 0]
