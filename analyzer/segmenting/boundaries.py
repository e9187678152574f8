"""What tells that a unit opens a segment."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import neighbours
from analyzer.classifying.features import DENSE_NAMES, Features

__all__ = ["boundary_features"]

Floats = npt.NDArray[np.float32]

_READABLE = 0.25
"""The weight of the shapes of the unit before, that of a unit's own shapes in the linear models."""


def boundary_features(features: Features, activities: Floats) -> Features:
    """The features with more dense columns: how far the activities (units × classes) of the units before and behind lie apart, over one unit and
    over two; which lexicon groups are new and which go on; the activities on both sides; the shapes of the unit before.
    """
    before = neighbours(activities, -1)
    near = np.abs(activities - before).sum(axis=1, keepdims=True)
    wide = np.abs(activities + neighbours(activities, 1) - before - neighbours(activities, -2)).sum(axis=1, keepdims=True) / 2
    groups = neighbours(features.groups, -1)
    fresh = np.maximum(features.groups - groups, 0).sum(axis=1, keepdims=True) / 4
    kept = np.minimum(features.groups, groups).sum(axis=1, keepdims=True) / 4
    shapes = neighbours(features.dense[:, : len(DENSE_NAMES)], -1) * _READABLE
    dense = np.hstack([features.dense, near, wide, fresh, kept, activities, before, shapes]).astype(np.float32)
    return Features(features.indices, features.offsets, dense, features.groups, features.squares)
