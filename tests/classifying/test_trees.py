"""Trees read as they were grown."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from analyzer.classifying.trees import Trees
from models.training.trees import grow_trees


def test_a_tree_is_followed_to_its_leaf() -> None:
    """One tree of depth two: the second column above 1, then the first above 0."""
    tree = Trees(np.array([[1, 0, 0]]), np.array([[1.0, 0.0, 0.0]]), np.array([[1.0, 2.0, 4.0, 8.0]]))
    rows = np.array([[-1, 0], [1, 0], [-1, 2], [1, 2], [0, 1]], dtype=np.float32)
    assert tree.scores(rows).tolist() == [1.0, 2.0, 4.0, 8.0, 1.0]


def test_trees_learn_what_no_sum_of_weights_says() -> None:
    """Exclusive or; the same rows give the same trees."""
    rows = np.random.default_rng(3).uniform(-1, 1, (400, 4)).astype(np.float32)
    targets = (rows[:, 0] > 0) != (rows[:, 1] > 0)
    trees = grow_trees(rows, targets, trees=80, rate=0.2)
    assert ((trees.scores(rows) > 0) == targets).mean() > 0.95
    again = grow_trees(rows, targets, trees=80, rate=0.2)
    assert all(np.array_equal(one, other) for one, other in ((trees.leaves, again.leaves), (trees.thresholds, again.thresholds)))


def test_trees_are_laid_out_as_they_were_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scores are those of the library that grew them."""
    grown = []
    fit = HistGradientBoostingClassifier.fit
    monkeypatch.setattr(HistGradientBoostingClassifier, "fit", lambda model, *data: grown.append(fit(model, *data)) or grown[-1])
    rows = np.random.default_rng(5).normal(size=(900, 6)).astype(np.float32)
    trees = grow_trees(rows, (rows[:, 0] * rows[:, 1] + rows[:, 2]) > 0.3, trees=30, rate=0.1)
    assert trees.scores(rows) == pytest.approx(grown[0].decision_function(rows), abs=1e-4)


def test_where_nothing_can_be_split_the_share_is_said() -> None:
    """Rows that are all alike: the log odds of the targets."""
    rows, targets = np.zeros((100, 2), dtype=np.float32), np.arange(100) < 20
    assert grow_trees(rows, targets, trees=5, rate=0.1).scores(rows[:1])[0] == pytest.approx(np.log(20 / 80), abs=0.05)


@pytest.mark.parametrize("always", [True, False])
def test_one_kind_alone_is_said_of_every_row(always: bool) -> None:
    """What always held, or never, is held to be so."""
    rows = np.zeros((4, 1), dtype=np.float32)
    assert ((grow_trees(rows, np.full(4, always), trees=1, rate=0.1).scores(rows) > 0) == always).all()
