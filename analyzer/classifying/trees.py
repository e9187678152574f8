"""Boosted trees over a few dense numbers: what no sum of weights can say, such as «a new item, unless the list goes on».

Friedman (2001), Greedy function approximation: a gradient boosting machine.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["Trees"]

Floats = npt.NDArray[np.float32]


_AT_ONCE = 4096
"""How many rows are read at once: each takes a few kilobytes while it is."""
_NARROW = 64
"""Up to so many rows at once, what is to be passed lies ready for all of them: numpy compares arrays of one shape much faster than a narrow one with a column."""


class _Questions(NamedTuple):
    """What the nodes of some trees ask, each question once though many trees ask it: columns, what is to be passed (questions × 1), and which question each
    node of each tree asks (nodes × trees), a node before its left subtree, that before the right one.
    """

    columns: npt.NDArray[np.int64]
    bounds: Floats
    asked_by: npt.NDArray[np.int64]


class Trees(msgspec.Struct, frozen=True, dict=True):
    """Full binary trees of equal depth, one a row: the columns that its inner nodes ask for, their thresholds, and what its leaves add.

    Node n has the children 2n + 1 (not above the threshold) and 2n + 2; of the leaves the leftmost is first.
    """

    columns: npt.NDArray[np.int64]
    thresholds: npt.NDArray[np.float64]
    leaves: npt.NDArray[np.float64]

    def scores(self, rows: Floats) -> Floats:
        """The log odds of each row (rows × columns)."""
        return self.scores_by(rows, 1)[:, 0]

    def scores_by(self, rows: Floats, groups: int) -> Floats:
        """The log odds of each row by each of so many groups of trees, equal in number, one behind the other (rows × groups).

        The answers to all questions are bits, eight rows a byte; a node's bits choose for all rows at once between those of its two subtrees.
        """
        if len(rows) > _AT_ONCE:
            return np.concatenate([self.scores_by(rows[start : start + _AT_ONCE], groups) for start in range(0, len(rows), _AT_ONCE)])
        columns, bounds, asked_by = self._questions
        count, width = len(rows), 1 << max(3, (len(rows) - 1).bit_length())
        padded = np.zeros((rows.shape[1], width), dtype=np.float32)
        padded[:, :count] = rows.T
        answers = padded.take(columns, axis=0) > (self._ready[width] if width <= _NARROW else bounds)
        asked = np.packbits(answers).reshape(len(columns), -1).take(asked_by, axis=0)
        path = [asked[0]]
        while len(asked) > 1:
            half = len(asked) // 2
            left, right = asked[1 : half + 1], asked[half + 1 :]
            asked = left ^ ((left ^ right) & asked[0])
            path.append(asked[0])
        steps = np.unpackbits(np.array(path)).reshape(len(path), -1, width)
        leaf = steps[0].astype(np.min_scalar_type(self.leaves.shape[1]), copy=False)
        for step in steps[1:]:
            leaf = 2 * leaf + step
        reached = self.leaves.ravel().take(np.arange(len(self.leaves)) * self.leaves.shape[1] + leaf[:, :count].T)
        scored: Floats = reached.reshape(count, groups, -1).sum(axis=2).astype(np.float32)
        return scored

    @cached_property
    def _questions(self) -> _Questions:
        """The questions of these trees.

        To be passed is the greatest single-precision number not above the threshold: single-precision numbers above either are the same.
        """
        order = _in_depth(0, self.columns.shape[1])
        thresholds = self.thresholds.T[order]
        nearest = thresholds.astype(np.float32)
        bounds = np.where(nearest > thresholds, np.nextafter(nearest, np.float32(-np.inf)), nearest)
        every = np.array([self.columns.T[order].ravel(), bounds.ravel()])
        questions, asked_by = np.unique(every, axis=1, return_inverse=True)
        return _Questions(questions[0].astype(np.int64), questions[1].astype(np.float32)[:, None], asked_by.reshape(bounds.shape))

    @cached_property
    def _ready(self) -> dict[int, Floats]:
        """What is to be passed, for as many rows as the key says."""
        bounds = self._questions.bounds
        return {width: bounds.repeat(width, axis=1) for width in (8, 16, 32, _NARROW)}


def _in_depth(node: int, nodes: int) -> list[int]:
    """A node and those below it, each before its left subtree, that before the right one."""
    return [node, *_in_depth(2 * node + 1, nodes), *_in_depth(2 * node + 2, nodes)] if node < nodes else []
