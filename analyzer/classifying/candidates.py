"""A last look at each unit that weighs its likeliest classes one beside the other.

The looks before it score each class by itself, with weights of its own. Here trees see a class as such: how likely it is at the unit, at its
neighbours and in the whole text, by both looks, and what stands above it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import means_of
from analyzer.classifying.linear import sigmoid
from analyzer.classifying.trees import Trees

__all__ = ["Candidates", "candidates", "weighed"]

Floats = npt.NDArray[np.float32]

_MOST = 3
"""How many classes of a unit are weighed; the right one is hardly ever beyond."""
_REACH, _FAR = 2, 5
"""How many units before and behind are looked at one by one, and together."""
_STEPS = np.array([[_REACH + step] for step in range(-_REACH, _REACH + 1) if step])
"""Where those begin that are looked at one by one, among units with as many before and behind."""
_LEFT_OUT = 0.002
"""What a class that is no candidate weighs: about as often as it is right, over the number of such classes."""


class Candidates(NamedTuple):
    """The likeliest classes of each unit, likeliest first (`classes`, units × candidates), and what is known of each (`rows`, units × candidates ×
    columns).
    """

    classes: npt.NDArray[np.int64]
    rows: Floats


def candidates(first: Floats, second: Floats, of_units: Floats) -> Candidates:
    """The candidates by the second look at each unit (units × classes), after the first one; `of_units` is what else is known of a unit (units × columns)."""
    count, classes = second.shape
    looks = np.zeros((2, count + 2 * _REACH, classes), dtype=np.float32)
    looks[0, _REACH:-_REACH], looks[1, _REACH:-_REACH] = first, second
    sides = looks.take(np.arange(count) + _STEPS, axis=1)
    means = means_of(np.hstack([first, second]), (-_FAR, 0), (1, 1 + _FAR)).reshape(-1, count, 2, classes)
    by_class = np.concatenate([part.reshape(-1, count * classes) for part in (first, second, sides, means.transpose(2, 0, 1, 3))])
    found = (-second).argsort(axis=1, kind="stable")[:, :_MOST]
    place = _places(found, classes)
    best = second.ravel().take(place[:, :2])
    whole = np.array([np.add.reduce(second, axis=0) / count, np.maximum.reduce(second, axis=0)])
    unit = np.concatenate([of_units, best, best[:, :1] - best[:, 1:], np.full((count, 1), count)], axis=1, dtype=np.float32)
    own, everything = len(by_class), len(by_class) + len(whole)
    rows = np.empty((*found.shape, everything + unit.shape[1] + 2), dtype=np.float32)
    rows[:, :, :own] = by_class.take(place, axis=1).transpose(1, 2, 0)
    rows[:, :, own:everything] = whole.take(found, axis=1).transpose(1, 2, 0)
    rows[:, :, everything:-2] = unit[:, None]
    rows[:, :, -2], rows[:, :, -1] = found, np.arange(found.shape[1])
    return Candidates(found, rows)


def weighed(trees: Trees, found: Candidates, classes: int) -> Floats:
    """The probabilities of the classes of each unit (units × classes), as the trees weigh the candidates."""
    flat = found.rows.reshape(-1, found.rows.shape[2])
    chances = sigmoid(trees.scores(flat)).reshape(found.classes.shape)
    everything = np.full((len(chances), classes), _LEFT_OUT, dtype=np.float32)
    everything.put(_places(found.classes, classes), chances)
    summed: Floats = everything / everything.sum(axis=1, keepdims=True)
    return summed


def _places(found: npt.NDArray[np.int64], classes: int) -> npt.NDArray[np.int64]:
    """Where the classes found for each unit stand among all numbers of a look."""
    return (np.arange(len(found)) * classes)[:, None] + found
