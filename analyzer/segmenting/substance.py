"""How much substance segments have: a linear model sees all their words, trees see how it is spread over their sentences and what stands beside them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import neighbours
from analyzer.classifying.features import Features, Units
from analyzer.classifying.linear import sigmoid
from analyzer.classifying.models import Reader
from analyzer.classifying.shapes import DENSE_NAMES

__all__ = ["GRADES", "segment_features", "substance_chances", "substance_rows"]

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

GRADES = ("1", "2")
"""The grades of substance that a segment may reach; each has its own trees."""
_LONG = 100
"""Characters are counted in hundreds."""


def segment_features(features: Features, edges: Indices) -> Features:
    """One row for each segment, from unit `edges[s]` to before `edges[s + 1]`: its hashes together, the mean and the greatest of its readable numbers, its
    length in units and in features.
    """
    starts = edges[:-1]
    offsets = features.offsets[edges]
    lengths, known = (edges[1:] - starts)[:, None], (offsets[1:] - offsets[:-1])[:, None]
    means = greatest = features.dense
    if len(starts) < len(means):  # else each segment is one unit
        means, greatest = np.add.reduceat(means, starts, axis=0) / lengths, np.maximum.reduceat(greatest, starts, axis=0)
    dense = np.concatenate([means, greatest, np.log2(lengths + 1) / 3, np.log2(known + 1) / 6], axis=1, dtype=np.float32)
    return Features(features.indices, offsets, dense, features.groups, features.squares)


def substance_rows(features: Features, activities: Floats, units: Units, edges: Indices, reader: Reader) -> Floats:
    """What trees know of each segment: the linear scores of the whole and of its sentences (greatest and mean), of the segments before and behind and of
    all, the mean activities and shapes of its sentences, its length in units and characters.
    """
    model = reader.linear["substance"]
    whole, alone = (model.scores(segment_features(features, some)) for some in (edges, np.arange(len(units) + 1)))
    starts, lengths = edges[:-1], np.diff(edges)[:, None]
    places = np.array(units)
    characters = (places[edges[1:] - 1, 1] - places[starts, 0])[:, None] / _LONG
    spread = np.concatenate([alone, activities, features.dense[:, : len(DENSE_NAMES)]], axis=1)
    means = np.add.reduceat(spread, starts, axis=0) / lengths
    beside = [neighbours(whole, -1), neighbours(whole, 1), (whole.sum(axis=0) / len(whole))[None].repeat(len(whole), axis=0)]
    found = [whole, np.maximum.reduceat(alone, starts, axis=0), means, *beside, lengths, characters, characters / lengths]
    return np.concatenate(found, axis=1, dtype=np.float32)


def substance_chances(features: Features, activities: Floats, units: Units, edges: Indices, reader: Reader) -> Floats:
    """The probabilities of each segment to reach each of `GRADES` (segments × grades)."""
    rows = substance_rows(features, activities, units, edges, reader)
    return sigmoid(reader.trees["substance"].scores_by(rows, len(GRADES)))
