"""The likeliest classes of a unit, and how trees weigh them."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.classifying.candidates import candidates, weighed
from analyzer.classifying.trees import Trees

_FIRST = np.array([[0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1]], dtype=np.float32)
_SECOND = np.array([[0.05, 0.15, 0.5, 0.3], [0.6, 0.25, 0.1, 0.05]], dtype=np.float32)
_UNITS = np.array([[7.0], [8.0]], dtype=np.float32)


def test_candidates_are_the_likeliest_classes_in_order() -> None:
    """Three of four classes; each row opens with both looks at the class and closes with its number and rank."""
    found = candidates(_FIRST, _SECOND, _UNITS)
    assert found.classes.tolist() == [[2, 3, 1], [0, 1, 2]]
    assert found.rows.shape[:2] == (2, 3)
    assert found.rows[0, 0, :2] == pytest.approx([0.3, 0.5])
    assert found.rows[1, 2, :2] == pytest.approx([0.2, 0.1])
    assert found.rows[:, :, -2].tolist() == found.classes.tolist()
    assert found.rows[:, :, -1].tolist() == [[0, 1, 2]] * 2
    assert (found.rows == 7.0).any(axis=2).tolist() == [[True] * 3, [False] * 3]


def test_a_text_of_one_unit_has_candidates() -> None:
    """Nothing before, nothing behind."""
    assert np.isfinite(candidates(_FIRST[:1], _SECOND[:1], _UNITS[:1]).rows).all()


def test_trees_can_overrule_the_second_look() -> None:
    """A tree that prefers rank 1 makes the second likeliest class the first; probabilities sum to one, and no class is impossible."""
    found = candidates(_FIRST, _SECOND, _UNITS)
    rank = found.rows.shape[2] - 1
    trees = Trees(np.array([[rank, 0, rank]]), np.array([[0.5, np.inf, 1.5]]), np.array([[-2.0, -2.0, 2.0, -2.0]]))
    chances = weighed(trees, found, 4)
    assert chances.argmax(axis=1).tolist() == [3, 1]
    assert chances.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert (chances > 0).all()
