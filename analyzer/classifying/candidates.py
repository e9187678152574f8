"""A last look at each unit that weighs its likeliest classes one beside the other.

The looks before it score each class by itself, with weights of its own. Here trees see a class as such: how likely it is at the unit, at its
neighbours and in the whole text, by both looks, and what stands above it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import means_of, neighbours
from analyzer.classifying.linear import sigmoid
from analyzer.classifying.trees import Trees

__all__ = ["Candidates", "candidates", "weighed"]

Floats = npt.NDArray[np.float32]

_MOST = 3
"""How many classes of a unit are weighed; the right one is hardly ever beyond."""
_REACH, _FAR = 2, 5
"""How many units before and behind are looked at one by one, and together."""
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
    steps = [step for step in range(-_REACH, _REACH + 1) if step]
    sides = [neighbours(look, step) for look in (first, second) for step in steps]
    stretches = [mean for look in (first, second) for mean in means_of(look, (-_FAR, 0), (1, 1 + _FAR))]
    by_class = np.array([first, second, *sides, *stretches]).reshape(-1, count * classes)
    found = (-second).argsort(axis=1, kind="stable")[:, :_MOST]
    place = _places(found, classes)
    best = second.ravel().take(place[:, :2])
    unit = np.concatenate([of_units, best, best[:, :1] - best[:, 1:], np.full((count, 1), count)], axis=1, dtype=np.float32)
    whole = [row.take(found.ravel())[:, None] for row in (second.sum(axis=0) / count, second.max(axis=0))]
    rank = np.arange(found.shape[1])[None].repeat(count, axis=0).reshape(-1, 1)
    own = [by_class.take(place.ravel(), axis=1).T, *whole]
    rows = np.concatenate([*own, unit.repeat(found.shape[1], axis=0), found.reshape(-1, 1), rank], axis=1, dtype=np.float32)
    return Candidates(found, rows.reshape(*found.shape, -1))


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
