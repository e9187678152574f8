"""Boosted trees over a few dense numbers: what no sum of weights can say, such as «a new item, unless the list goes on».

Friedman (2001), Greedy function approximation: a gradient boosting machine.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["Trees"]

Floats = npt.NDArray[np.float32]


class Trees(msgspec.Struct, frozen=True):
    """Full binary trees of equal depth, one a row: the columns that its inner nodes ask for, their thresholds, and what its leaves add.

    Node n has the children 2n + 1 (not above the threshold) and 2n + 2; of the leaves the leftmost is first.
    """

    columns: npt.NDArray[np.int64]
    thresholds: npt.NDArray[np.float64]
    leaves: npt.NDArray[np.float64]

    def scores(self, rows: Floats) -> Floats:
        """The log odds of each row (rows × columns)."""
        trees, inner = self.columns.shape
        numbers, columns, thresholds = np.ascontiguousarray(rows).ravel(), self.columns.ravel(), self.thresholds.ravel()
        row, tree = np.arange(len(rows))[:, None] * rows.shape[1], np.arange(trees) * inner
        node = np.zeros((len(rows), trees), dtype=np.int64)
        for _ in range((inner + 1).bit_length() - 1):
            place = tree + node
            node = 2 * node + 1 + (numbers.take(row + columns.take(place)) > thresholds.take(place))
        reached = self.leaves.ravel().take(np.arange(trees) * (inner + 1) + node - inner)
        scored: Floats = reached.sum(axis=1).astype(np.float32)
        return scored
