"""A second look at each unit that knows what the first look made of its neighbours.

Stacked generalisation (Wolpert 1992): in training, the first look at a style comes from models that have not seen it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features

__all__ = ["around", "in_context", "means_of", "neighbours"]

Floats = npt.NDArray[np.float32]

REACH = 2
"""How many units before and behind are seen."""


def in_context(features: Features, first: Floats) -> Features:
    """The features with more dense columns: the first look (units × classes) at the units before and behind, and its mean over the text."""
    (count, classes), own = first.shape, features.dense.shape[1]
    dense = np.zeros((count, own + (2 * REACH + 1) * classes), dtype=np.float32)
    dense[:, :own] = features.dense
    seen = dense[:, own:].reshape(count, -1, classes)
    for distance in range(1, REACH + 1):
        seen[distance:, 2 * distance - 2] = first[:-distance]
        seen[:-distance, 2 * distance - 1] = first[distance:]
    seen[:, -1] = first.sum(axis=0) / count
    return features.with_dense(dense)


def around(rows: Floats, reach: int) -> Floats:
    """For each unit its own row and those of the units up to `reach` before and behind, side by side."""
    found = np.zeros((len(rows), 2 * reach + 1, rows.shape[1]), dtype=rows.dtype)
    for number, distance in enumerate(range(-reach, reach + 1)):
        if distance < 0:
            found[-distance:, number] = rows[:distance]
        else:
            found[: -distance or None, number] = rows[distance:]
    return found.reshape(len(rows), -1)


def means_of(rows: Floats, *reaches: tuple[int, int]) -> Floats:
    """For each reach (start, end) and each unit the mean row of the units from `start` to `end` (exclusive) places behind it, as far as the text goes
    (reaches × units × columns); zeros where there are none.
    """
    count = len(rows)
    sums = np.zeros((count + 1, rows.shape[1]))
    rows.cumsum(axis=0, out=sums[1:])
    steps = np.array(reaches).T[:, :, None]
    low, high = np.minimum(np.maximum(np.arange(count) + steps, 0), count)
    found: Floats = ((sums.take(high, axis=0) - sums.take(low, axis=0)) / np.maximum(high - low, 1)[:, :, None]).astype(np.float32)
    return found


def neighbours(rows: Floats, distance: int) -> Floats:
    """For each unit the row of the unit `distance` behind (before, if negative); zeros where there is none."""
    found = np.zeros(rows.shape, dtype=rows.dtype)
    if distance < 0:
        found[-distance:] = rows[:distance]
    else:
        found[:-distance] = rows[distance:]
    return found
