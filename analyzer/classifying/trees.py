"""Boosted trees over a few dense numbers: what no sum of weights can say, such as «a new item, unless the list goes on».

Friedman (2001), Greedy function approximation: a gradient boosting machine.
"""

from __future__ import annotations

from functools import cached_property

import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["Trees"]

Floats = npt.NDArray[np.float32]


_AT_ONCE = 4096
"""How many rows are read at once: each takes a few kilobytes while it is."""


class Trees(msgspec.Struct, frozen=True, dict=True):
    """Full binary trees of equal depth, one a row: the columns that its inner nodes ask for, their thresholds, and what its leaves add.

    Node n has the children 2n + 1 (not above the threshold) and 2n + 2; of the leaves the leftmost is first.
    """

    columns: npt.NDArray[np.int64]
    thresholds: npt.NDArray[np.float64]
    leaves: npt.NDArray[np.float64]

    def scores(self, rows: Floats) -> Floats:
        """The log odds of each row (rows × columns)."""
        if len(rows) > _AT_ONCE:
            return np.concatenate([self.scores(rows[start : start + _AT_ONCE]) for start in range(0, len(rows), _AT_ONCE)])
        columns, bounds, asked_by = self._questions
        answers = np.ascontiguousarray(rows.T).take(columns, axis=0) > bounds
        above = answers.take(asked_by, axis=0)
        path: list[npt.NDArray[np.bool_]] = []
        leaf = np.zeros(above.shape[1:], dtype=np.min_scalar_type(len(above)))
        while len(path) < len(above).bit_length():
            asked = above[2 ** len(path) - 1 : 2 ** (len(path) + 1) - 1]
            for step in path:
                left, right = asked[: len(asked) // 2], asked[len(asked) // 2 :]
                asked = left ^ ((left ^ right) & step)
            path.append(asked[0])
            leaf = 2 * leaf + asked[0].view(np.uint8)
        reached = self.leaves.ravel().take(np.arange(len(self.leaves)) * self.leaves.shape[1] + leaf.T)
        scored: Floats = reached.sum(axis=1).astype(np.float32)
        return scored

    @cached_property
    def _questions(self) -> tuple[npt.NDArray[np.int64], Floats, npt.NDArray[np.int64]]:
        """What the nodes ask, each question once though many trees ask it: columns, what is to be passed, and which question each node of each tree asks.

        To be passed is the greatest single-precision number not above the threshold: single-precision numbers above either are the same.
        """
        nearest = self.thresholds.T.astype(np.float32)
        bounds = np.where(nearest > self.thresholds.T, np.nextafter(nearest, np.float32(-np.inf)), nearest)
        every = np.array([self.columns.T.ravel(), bounds.ravel()])
        questions, asked_by = np.unique(every, axis=1, return_inverse=True)
        return questions[0].astype(np.int64), questions[1].astype(np.float32)[:, None], asked_by.reshape(bounds.shape)
