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
        each, tree = np.arange(len(rows))[:, None], np.arange(len(self.leaves))[None, :]
        node = np.zeros((len(rows), len(self.leaves)), dtype=np.int64)
        while node[0, 0] < self.columns.shape[1]:
            above = rows[each, self.columns[tree, node]] > self.thresholds[tree, node]
            node = 2 * node + 1 + above
        scored: Floats = self.leaves[tree, node - self.columns.shape[1]].sum(axis=1).astype(np.float32)
        return scored
