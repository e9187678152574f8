"""A last look at each unit that weighs its likeliest classes one beside the other.

The looks before it score each class by itself, with weights of its own. Here trees see a class as such: how likely it is at the unit, at its
neighbours and in the whole text, by both looks, and what stands above it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import neighbours
from analyzer.classifying.trees import Trees

__all__ = ["Candidates", "candidates", "weighed"]

Floats = npt.NDArray[np.float32]

_MOST = 3
"""How many classes of a unit are weighed; the right one is hardly ever beyond."""
_REACH, _FAR = 2, 5
"""How many units before and behind are looked at one by one, and together."""
_LEFT_OUT = 0.002
"""What a class that is no candidate weighs."""


class Candidates(NamedTuple):
    """The likeliest classes of each unit, likeliest first (`classes`, units × candidates), and what is known of each (`rows`, units × candidates ×
    columns).
    """

    classes: npt.NDArray[np.int64]
    rows: Floats


def candidates(first: Floats, second: Floats, of_units: Floats) -> Candidates:
    """The candidates by the second look at each unit (units × classes), after the first one; `of_units` is what else is known of a unit (units × columns)."""
    steps = [step for step in range(-_REACH, _REACH + 1) if step]
    sides = [neighbours(look, step) for look in (first, second) for step in steps]
    stretches = [side for look in (first, second) for side in _stretches(look)]
    whole = [np.broadcast_to(row, second.shape) for row in (second.mean(axis=0), second.max(axis=0))]
    found = np.argsort(-second, axis=1, kind="stable")[:, :_MOST]
    by_class = np.stack([first, second, *sides, *stretches, *whole], axis=2)
    own = np.take_along_axis(by_class, found[:, :, None], axis=1)
    best = np.take_along_axis(second, found[:, :2], axis=1)
    unit = np.hstack([of_units, best, best[:, :1] - best[:, 1:], np.full((len(best), 1), len(best))])
    shared = np.broadcast_to(unit[:, None, :], (*found.shape, unit.shape[1]))
    rank = np.broadcast_to(np.arange(found.shape[1])[None, :, None], (*found.shape, 1))
    return Candidates(found, np.concatenate([own, shared, found[:, :, None], rank], axis=2).astype(np.float32))


def weighed(trees: Trees, found: Candidates, classes: int) -> Floats:
    """The probabilities of the classes of each unit (units × classes), as the trees weigh the candidates."""
    flat = found.rows.reshape(-1, found.rows.shape[2])
    chances = 1.0 / (1.0 + np.exp(-trees.scores(flat).reshape(found.classes.shape)))
    everything = np.full((len(chances), classes), _LEFT_OUT, dtype=np.float32)
    np.put_along_axis(everything, found.classes, chances, axis=1)
    summed: Floats = everything / everything.sum(axis=1, keepdims=True)
    return summed


def _stretches(look: Floats) -> tuple[Floats, Floats]:
    """The means over the units before each, and over those behind."""
    units = np.arange(len(look))
    sums = np.vstack([np.zeros((1, look.shape[1])), np.cumsum(look, axis=0, dtype=np.float64)])
    low, high = np.maximum(units - _FAR, 0), np.minimum(units + 1 + _FAR, len(look))
    before = (sums[units] - sums[low]) / np.maximum(units - low, 1)[:, None]
    behind = (sums[high] - sums[units + 1]) / np.maximum(high - units - 1, 1)[:, None]
    return before.astype(np.float32), behind.astype(np.float32)
