"""What tells that a unit opens a segment."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import around, neighbours
from analyzer.classifying.features import Features
from analyzer.classifying.shapes import DENSE_NAMES
from analyzer.segmenting.spans import SpanScores

__all__ = ["boundary_features", "edge_rows", "likeness_before"]

Floats = npt.NDArray[np.float32]

_READABLE = 0.25
"""The weight of marks and of the shapes of the unit before, that of a unit's own shapes in the linear models."""

_REACHES = (3, 6)
"""How long the stretches before and behind are that are compared, in units."""


def boundary_features(features: Features, activities: Floats, likeness: Floats, marks: Floats) -> Features:
    """The features with more dense columns: how far the activities (units × classes) of the units before and behind lie apart, over one unit and
    over two; which lexicon groups are new and which go on; how alike the words are to those of the unit before (`likeness_before`); the activities on both sides; the
    shapes of the unit before; how the text marks its lists (`list_marks`).
    """
    before = neighbours(activities, -1)
    near = np.abs(activities - before).sum(axis=1, keepdims=True)
    wide = np.abs(activities + neighbours(activities, 1) - before - neighbours(activities, -2)).sum(axis=1, keepdims=True) / 2
    groups = neighbours(features.groups, -1)
    fresh = np.maximum(features.groups - groups, 0).sum(axis=1, keepdims=True) / 4
    kept = np.minimum(features.groups, groups).sum(axis=1, keepdims=True) / 4
    shapes = neighbours(features.dense[:, : len(DENSE_NAMES)], -1) * _READABLE
    found = [features.dense, near, wide, fresh, kept, likeness[:, None], activities, before, shapes, marks * _READABLE]
    dense = np.concatenate(found, axis=1, dtype=np.float32)
    return features.with_dense(dense)


def edge_rows(features: Features, activities: Floats, alone: Floats, spans: SpanScores, likeness: Floats, marks: Floats) -> Floats:
    """What trees know of each unit: the linear score of a boundary (`alone`, one a unit) at it and around, how much the activities of the unit and
    of the stretches before and behind have in common, the marks of lists around, the shapes on both sides, the likeness of the words.
    """
    count = len(activities)
    before, behind = _stretches(spans, count)
    near = activities * neighbours(activities, -1)
    common = [np.sqrt(both).sum(axis=1)[:, None] for both in (near, *(before * behind))]
    shapes = features.dense[:, : len(DENSE_NAMES)]
    sides = [shapes, neighbours(shapes, -1), likeness[:, None], np.full((count, 1), count)]
    return np.hstack([around(alone[:, None], 2), *common, around(marks, 1), *sides]).astype(np.float32)


def _stretches(spans: SpanScores, count: int) -> tuple[Floats, Floats]:
    """For each of `_REACHES` and each unit, the activities of the stretch before the unit and of that from it on, as far as the text goes
    (reaches × units × classes); zeros where it is empty.
    """
    units, reach = np.arange(count), np.array(_REACHES)[:, None]
    starts = np.stack([np.maximum(units - reach, 0), np.broadcast_to(units, (len(_REACHES), count))])
    ends = np.stack([np.broadcast_to(units, (len(_REACHES), count)), np.minimum(units + reach, count)])
    there = ends > starts
    found = np.zeros((*there.shape, spans.classes), dtype=np.float32)
    found[there] = spans.of(starts[there], ends[there])
    return found[0], found[1]


def likeness_before(features: Features) -> Floats:
    """The cosine of each unit's hashed row and that of the unit before; 0 at the first."""
    units = np.repeat(np.arange(len(features.dense)), np.diff(features.offsets))
    width = features.indices.max(initial=0) + 1
    own = units * width + features.indices
    both = np.sort(np.concatenate([own, own + width]), kind="stable")
    shared = np.searchsorted(own, both[1:][both[1:] == both[:-1]])
    common = np.bincount(units[shared], weights=features.squares[shared], minlength=len(features.dense))
    lengths = 1.0 / features.scales
    cosine = np.zeros(len(features.dense), dtype=np.float32)
    cosine[1:] = common[1:] / (lengths[1:] * lengths[:-1])
    return cosine
