"""Scores of every candidate stretch of sentences, from prefix sums.

A linear model's score of a stretch is the sum of its sentences' weighted features over the length of their sum; with prefix sums each
candidate costs one subtraction.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features
from analyzer.classifying.linear import LinearModel, shares

__all__ = ["SpanScores"]

Floats = npt.NDArray[np.float32]


class SpanScores:
    """A linear model read over stretches of consecutive units; `classes` is how many are told apart."""

    __slots__ = ("_summed", "classes")

    def __init__(self, model: LinearModel, features: Features) -> None:
        hashed = features.summed(model.hashed.take(features.indices, axis=0))
        squares = features.summed(features.squares[:, None])
        rows = np.concatenate([hashed, features.dense @ model.dense, squares], axis=1)
        self.classes = hashed.shape[1]
        self._summed = np.zeros((len(rows) + 1, rows.shape[1]), dtype=np.float64)
        np.cumsum(rows, axis=0, out=self._summed[1:])

    def of(self, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Floats:
        """Probabilities (candidates × classes) of the units `start` to `end` (exclusive) for each pair."""
        found = self._summed.take(ends, axis=0) - self._summed.take(starts, axis=0)
        hashed = found[:, : self.classes] / np.sqrt(np.maximum(found[:, -1:], 1e-9))
        dense = found[:, self.classes : -1] / (ends - starts)[:, None]
        return shares((hashed + dense).astype(np.float32))
