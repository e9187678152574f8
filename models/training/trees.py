"""Growing boosted trees, and laying them out as `analyzer.classifying.trees` reads them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from analyzer.classifying.trees import Trees

__all__ = ["grow_trees"]

_Laid = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64]]

_DEPTH = 4
_ALWAYS = 10.0
"""The log odds of what all rows are, or none."""


def grow_trees(rows: npt.NDArray[np.float32], targets: npt.NDArray[np.bool_], *, trees: int, rate: float) -> Trees:
    """`trees` trees of depth four, each node choosing from three tenths of the columns; `rate` shrinks each step.

    Of several columns of targets (rows × groups), a group of as many trees for each, one behind the other.
    """
    groups = [_grown(rows, column, trees, rate) for column in targets.reshape(len(targets), -1).T]
    return Trees(*(np.concatenate(part) for part in zip(*groups, strict=True)))


def _grown(rows: npt.NDArray[np.float32], targets: npt.NDArray[np.bool_], trees: int, rate: float) -> _Laid:
    """Columns, thresholds and leaves of the trees for one column of targets."""
    if targets.all() or not targets.any():
        inner = 2**_DEPTH - 1
        always = np.full((trees, inner + 1), (_ALWAYS if targets.all() else -_ALWAYS) / trees)
        return np.zeros((trees, inner), dtype=np.int64), np.full((trees, inner), np.inf), always
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=rate,
        max_depth=_DEPTH,
        max_leaf_nodes=2**_DEPTH,
        min_samples_leaf=60,
        l2_regularization=5.0,
        max_features=0.3,
        max_bins=64,
        early_stopping=False,
        random_state=0,
    ).fit(rows, targets)
    # scikit-learn has no public way to read its histogram trees; a test compares what is laid out here with the model's own scores.
    laid = [_laid_out(one.nodes) for (one,) in model._predictors]
    columns, thresholds, leaves = (np.array(part) for part in zip(*laid, strict=True))
    return columns, thresholds, leaves + model._baseline_prediction.item() / trees


def _laid_out(nodes: npt.NDArray[Any]) -> _Laid:
    """Columns, thresholds and leaves of a full tree; where a tree stopped early, everything goes left and both sides say the same."""
    inner = 2**_DEPTH - 1
    columns, thresholds, leaves = np.zeros(inner, dtype=np.int64), np.full(inner, np.inf), np.zeros(inner + 1)

    def lay(place: int, number: int) -> None:
        node = nodes[number]
        if place >= inner:
            leaves[place - inner] = node["value"]
            return
        left = right = number
        if not node["is_leaf"]:
            columns[place], thresholds[place] = node["feature_idx"], node["num_threshold"]
            left, right = node["left"], node["right"]
        lay(2 * place + 1, left)
        lay(2 * place + 2, right)

    lay(0, 0)
    return columns, thresholds, leaves
