"""Growing boosted trees, and laying them out as `analyzer.classifying.trees` reads them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import GradientBoostingClassifier

from analyzer.classifying.trees import Trees

__all__ = ["grow_trees"]

_DEPTH = 3
_ALWAYS = 10.0
"""The log odds of what all rows are, or none."""
_LEAF = -1
"""What sklearn has for the children of a leaf."""


def grow_trees(rows: npt.NDArray[np.float32], targets: npt.NDArray[np.bool_], *, trees: int, rate: float) -> Trees:
    """`trees` trees of depth three, each on seven tenths of the rows, each node choosing from a few columns (their root); `rate` shrinks each step."""
    if targets.all() or not targets.any():
        return Trees(np.zeros((1, 1), dtype=np.int64), np.full((1, 1), np.inf), np.full((1, 2), _ALWAYS if targets.all() else -_ALWAYS))
    model = GradientBoostingClassifier(
        n_estimators=trees, learning_rate=rate, max_depth=_DEPTH, subsample=0.7, max_features="sqrt", min_samples_leaf=20, random_state=0
    ).fit(rows, targets)
    share = targets.mean()
    prior = np.log(share / (1 - share)) / trees
    laid = [_laid_out(one.tree_) for one in model.estimators_[:, 0]]
    columns, thresholds, leaves = (np.array(part) for part in zip(*laid, strict=True))
    return Trees(columns, thresholds, leaves * rate + prior)


def _laid_out(tree: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Columns, thresholds and leaves of a full tree; where sklearn stopped early, everything goes left and both sides say the same."""
    inner = 2**_DEPTH - 1
    columns, thresholds, leaves = np.zeros(inner, dtype=np.int64), np.full(inner, np.inf), np.zeros(inner + 1)

    def lay(place: int, node: int) -> None:
        if place >= inner:
            leaves[place - inner] = tree.value[node, 0, 0]
            return
        left, right = int(tree.children_left[node]), int(tree.children_right[node])
        if left == _LEAF:
            left = right = node
        else:
            columns[place], thresholds[place] = tree.feature[node], tree.threshold[node]
        lay(2 * place + 1, left)
        lay(2 * place + 2, right)

    lay(0, 0)
    return columns, thresholds, leaves
