"""What tells that a unit opens a segment."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import around, means_of, neighbours
from analyzer.classifying.features import Features
from analyzer.classifying.shapes import DENSE_NAMES
from analyzer.segmenting.spans import SpanScores
from analyzer.types.labels import Activity

__all__ = ["boundary_features", "edge_rows", "likenesses"]

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

_READABLE = 0.25
"""The weight of marks and of the shapes of the unit before, that of a unit's own shapes in the linear models."""

_REACHES = (3, 6)
"""How long the stretches before and behind are whose activities are compared, in units."""

_BLOCKS = (1, 2, 4)
"""How many units before and behind are compared by their words, each twice the one before."""

_WIDTH = 512
"""Into how many sums (a power of two) the features of a unit are folded where words are compared; what falls together by chance is noise."""

_NEAR = 3
"""Over how many units before and behind an activity is looked for."""

_ACTIVITIES = tuple(Activity)
_PROCEDURE = _ACTIVITIES.index(Activity.PROCEDURE)
_ITEMS = [_ACTIVITIES.index(Activity.BUSINESS), _ACTIVITIES.index(Activity.BRANCH_AFFAIRS)]
"""What often follows itself, item by item."""


def boundary_features(features: Features, activities: Floats, likeness: Floats, marks: Floats) -> Features:
    """The features with more dense columns: how far the activities (units × classes) of the units before and behind lie apart, over one unit and
    over two; which lexicon groups are new and which go on; how alike the words are to those of the unit before (units, of `likenesses`); the activities on both sides; the
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


def edge_rows(
    features: Features,
    looks: tuple[Floats, Floats],
    alone: Floats,
    spans: SpanScores,
    likeness: Floats,
    chains: Floats,
    marks: Floats,
    layout: Floats,
) -> Floats:
    """What trees know of each unit: the linear score of a boundary (`alone`, one a unit) at it and around, how much the activities of the unit and
    of the stretches before and behind have in common, what both looks say of the activities about the unit, the marks of lists around, the shapes on
    both sides, the likeness of the words (`likenesses`), which words come, go on and end around (`lexical_chains`), the paragraphs (`layout`).
    """
    count = len(marks)
    first, second = looks
    before, behind = _stretches(spans, count)
    near = second * neighbours(second, -1)
    common = np.sqrt(np.concatenate([near[None], before * behind])).sum(axis=2).T
    shapes = features.dense[:, : len(DENSE_NAMES)]
    sides = [shapes, neighbours(shapes, -1), likeness, around(chains, 1), np.full((count, 1), count), layout]
    found = [around(alone[:, None], 2), common, _turns(first), *_told(second), around(marks, 1), *sides]
    return np.concatenate(found, axis=1, dtype=np.float32)


def _told(activities: Floats) -> list[Floats]:
    """How sure the activities of each unit are, whether its first is that of the unit before, how likely procedure is around it, how likely items are."""
    first = activities.argmax(axis=1)
    unsure = -(activities * np.log(activities + 1e-9)).sum(axis=1)
    items = activities[:, _ITEMS]
    same = np.concatenate([[False], first[1:] == first[:-1]])
    sure = np.array([activities.max(axis=1), unsure, same]).T
    return [sure, around(activities[:, [_PROCEDURE]], 1), items, neighbours(items, -1)]


def _turns(activities: Floats) -> Floats:
    """Of the unit's own activity: how likely it is here, was anywhere before, was just before, is behind, and above the second; of the activity just
    before: how likely it is here and behind; of that from here on: how likely it was just before and is (units × 9).
    """
    units = np.arange(len(activities))
    before, behind, here = means_of(activities, (-_NEAR, 0), (1, 1 + _NEAR), (0, _NEAR))
    ever = neighbours(np.maximum.accumulate(activities, axis=0), -1)
    own, old, new = activities.argmax(axis=1), before.argmax(axis=1), here.argmax(axis=1)
    two = np.sort(activities, axis=1)[:, -2:]
    columns = (
        two[:, 1],
        ever[units, own],
        before[units, own],
        behind[units, own],
        two[:, 1] - two[:, 0],
        activities[units, old],
        behind[units, old],
        before[units, new],
        here[units, new],
    )
    return np.array(columns, dtype=np.float32).T


def _stretches(spans: SpanScores, count: int) -> tuple[Floats, Floats]:
    """For each of `_REACHES` and each unit, the activities of the stretch before the unit and of that from it on, as far as the text goes
    (reaches × units × classes); zeros before the first.
    """
    units = np.arange(count)
    starts = np.concatenate([*(np.maximum(units - reach, 0) for reach in _REACHES), *(units for _ in _REACHES)])
    ends = np.concatenate([*(np.maximum(units, 1) for _ in _REACHES), *(np.minimum(units + reach, count) for reach in _REACHES)])
    found = spans.of(starts, ends).reshape(2, len(_REACHES), count, spans.classes)
    found[0, :, 0] = 0.0
    return found[0], found[1]


def likenesses(features: Features) -> Floats:
    """The cosines of the words of one, two and four units before and behind each place (units × 3); 0 at the first."""
    count, margin = len(features.dense), _BLOCKS[-1]
    owners = np.repeat((np.arange(count) + margin) * _WIDTH, np.diff(features.offsets))
    folded = np.bincount(owners + features.indices % _WIDTH, weights=np.sqrt(features.squares), minlength=(count + 2 * margin) * _WIDTH)
    block = folded.astype(np.float32).reshape(-1, _WIDTH)
    found = np.zeros((count, len(_BLOCKS)), dtype=np.float32)
    for column, reach in enumerate(_BLOCKS):
        if reach > 1:
            block = block[: -reach // 2] + block[reach // 2 :]
        lengths = np.einsum("ij,ij->i", block, block)
        before, behind = (slice(first, first + count) for first in (margin - reach, margin))
        common = np.einsum("ij,ij->i", block[before], block[behind])
        found[:, column] = common / np.sqrt(np.maximum(lengths[before] * lengths[behind], 1e-18))
    return found
