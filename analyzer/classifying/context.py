"""A second look at each unit that knows what the first look made of its neighbours.

Stacked generalisation (Wolpert 1992): in training, the first look at a style comes from models that have not seen it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features

__all__ = ["around", "in_context", "neighbours"]

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
    return np.concatenate([neighbours(rows, distance) if distance else rows for distance in range(-reach, reach + 1)], axis=1)


def neighbours(rows: Floats, distance: int) -> Floats:
    """For each unit the row of the unit `distance` behind (before, if negative); zeros where there is none."""
    found = np.zeros(rows.shape, dtype=rows.dtype)
    if distance < 0:
        found[-distance:] = rows[:distance]
    else:
        found[:-distance] = rows[distance:]
    return found
