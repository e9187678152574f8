"""Linear models over hashed features, in numpy."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features

__all__ = ["LinearModel", "row_scales", "shares", "sigmoid", "sums"]

Floats = npt.NDArray[np.float32]


class LinearModel(msgspec.Struct, frozen=True):
    """One score for each class: `hashed` weights (columns of the vocabulary × classes, rarity included) and `dense` weights (columns × classes)."""

    classes: tuple[str, ...]
    hashed: Floats
    dense: Floats

    def scores(self, features: Features) -> Floats:
        """Scores of every unit, units × classes: log odds of each class against the rest."""
        summed = sums(self.hashed.take(features.indices, axis=0), features.offsets)
        scored: Floats = summed * row_scales(features)[:, None] + features.dense @ self.dense
        return scored


def row_scales(features: Features) -> Floats:
    """What each unit's hashed row is multiplied with to have length one; 1 for a unit without known features."""
    squares = sums(features.squares, features.offsets)
    scales: Floats = (1.0 / np.sqrt(np.where(squares > 0, squares, 1.0))).astype(np.float32)
    return scales


def sums(values: Floats, offsets: npt.NDArray[np.int64]) -> Floats:
    """The sums of the stretches `offsets[u]:offsets[u + 1]` of rows; 0 for an empty one."""
    filled = offsets[1:] > offsets[:-1]
    if filled.all():
        whole: Floats = np.add.reduceat(values, offsets[:-1], axis=0)
        return whole
    summed = np.zeros((len(filled), *values.shape[1:]), dtype=np.float32)
    if filled.any():
        summed[filled] = np.add.reduceat(values, offsets[:-1][filled], axis=0)
    return summed


def sigmoid(scores: Floats) -> Floats:
    """Scores as probabilities, each for itself."""
    probabilities: Floats = (1.0 / (1.0 + np.exp(-scores))).astype(np.float32)
    return probabilities


def shares(scores: Floats) -> Floats:
    """Scores of exclusive classes as probabilities: each against the rest, then scaled so that a row adds up to one."""
    each = sigmoid(scores) + np.float32(1e-6)
    scaled: Floats = each / each.sum(axis=1, keepdims=True)
    return scaled
