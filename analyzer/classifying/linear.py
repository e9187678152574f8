"""Linear models over hashed features, in numpy."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features

__all__ = ["LinearModel", "log_softmax", "row_scales", "sigmoid", "softmax"]

Floats = npt.NDArray[np.float32]


class LinearModel(msgspec.Struct, frozen=True):
    """One score for each class: hashed weights (buckets × classes) and dense weights (columns × classes).

    `rarity` weighs each bucket before a row is scaled to length one.
    """

    classes: tuple[str, ...]
    hashed: Floats
    dense: Floats
    rarity: Floats

    def scores(self, features: Features) -> Floats:
        """Scores of every unit, units × classes."""
        weights = self.hashed[features.indices] * self.rarity[features.indices][:, None]
        summed = np.add.reduceat(weights, features.offsets[:-1], axis=0)
        summed[features.offsets[1:] == features.offsets[:-1]] = 0.0
        scored: Floats = summed * row_scales(features, self.rarity)[:, None] + features.dense @ self.dense
        return scored


def row_scales(features: Features, rarity: Floats) -> Floats:
    """What each unit's hashed row is multiplied with to have length one; 0 for a unit without features."""
    squares = np.add.reduceat(rarity[features.indices] ** 2, features.offsets[:-1])
    squares[features.offsets[1:] == features.offsets[:-1]] = np.inf
    scales: Floats = (1.0 / np.sqrt(squares)).astype(np.float32)
    return scales


def softmax(scores: Floats) -> Floats:
    """Rows as probabilities."""
    return np.exp(log_softmax(scores))


def log_softmax(scores: Floats) -> Floats:
    """Rows as logarithms of probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs


def sigmoid(scores: Floats) -> Floats:
    """Scores as probabilities."""
    probabilities: Floats = (1.0 / (1.0 + np.exp(-scores))).astype(np.float32)
    return probabilities
