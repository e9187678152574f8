"""Scores of every candidate stretch of sentences, from prefix sums.

A linear model's score of a stretch is the sum of its sentences' weighted features over the length of their sum; with prefix sums each
candidate costs one subtraction.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features
from analyzer.classifying.linear import LinearModel, shares, sums

__all__ = ["SpanScores"]

Floats = npt.NDArray[np.float32]


class SpanScores:
    """A linear model read over stretches of consecutive units."""

    __slots__ = ("_dense", "_hashed", "_squares")

    def __init__(self, model: LinearModel, features: Features) -> None:
        self._hashed = _prefix(sums(model.hashed.take(features.indices, axis=0), features.offsets))
        self._squares = _prefix(sums(features.squares[:, None], features.offsets))
        self._dense = _prefix(features.dense @ model.dense)

    @property
    def classes(self) -> int:
        """How many classes are told apart."""
        return int(self._hashed.shape[1])

    def of(self, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Floats:
        """Probabilities (candidates × classes) of the units `start` to `end` (exclusive) for each pair."""
        squares = np.maximum(self._squares[ends] - self._squares[starts], 1e-9)
        hashed = (self._hashed.take(ends, axis=0) - self._hashed.take(starts, axis=0)) / np.sqrt(squares)
        dense = (self._dense.take(ends, axis=0) - self._dense.take(starts, axis=0)) / (ends - starts)[:, None]
        return shares((hashed + dense).astype(np.float32))


def _prefix(rows: Floats) -> npt.NDArray[np.float64]:
    summed = np.zeros((len(rows) + 1, rows.shape[1]), dtype=np.float64)
    np.cumsum(rows, axis=0, out=summed[1:])
    return summed
