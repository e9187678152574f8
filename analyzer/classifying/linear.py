"""Linear models over hashed features, in numpy."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features

__all__ = ["LinearModel", "shares", "sigmoid"]

Floats = npt.NDArray[np.float32]


class LinearModel(msgspec.Struct, frozen=True):
    """One score for each class: `hashed` weights (columns of the vocabulary × classes, rarity included) and `dense` weights (columns × classes)."""

    classes: tuple[str, ...]
    hashed: Floats
    dense: Floats

    def scores(self, features: Features) -> Floats:
        """Scores of every unit, units × classes: log odds of each class against the rest."""
        hashed = features.summed(self.hashed.take(features.indices, axis=0))
        scored: Floats = hashed * features.scales[:, None] + features.dense @ self.dense
        return scored


def sigmoid(scores: Floats) -> Floats:
    """Scores as probabilities, each for itself."""
    probabilities: Floats = (1.0 / (1.0 + np.exp(-scores))).astype(np.float32, copy=False)
    return probabilities


def shares(scores: Floats) -> Floats:
    """Scores of exclusive classes as probabilities: each against the rest, then scaled so that a row adds up to one."""
    each = sigmoid(scores) + np.float32(1e-6)
    scaled: Floats = each / each.sum(axis=1, keepdims=True)
    return scaled
