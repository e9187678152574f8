"""How likely each unit is to open a segment."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features
from analyzer.classifying.linear import softmax
from analyzer.classifying.models import Models
from analyzer.segmenting.spans import SpanScores

__all__ = ["WINDOW", "boundary_features", "boundary_scores"]

Floats = npt.NDArray[np.float32]

WINDOW = 3
"""How many units on each side are compared."""


def boundary_scores(features: Features, spans: SpanScores, models: Models) -> Floats:
    """Log odds (units) that each unit opens a segment; the first one's is not used. `spans` reads the activities."""
    scores: Floats = models.linear["boundary"].scores(boundary_features(features, spans))[:, 0]
    return scores


def boundary_features(features: Features, spans: SpanScores) -> Features:
    """The features with four more numbers: how far the activities differ between the stretches before and behind each unit, and whether the
    unit's own lexicon groups are new."""
    count = len(features.dense)
    places = np.arange(count)
    near = _difference(spans, places, 1)
    wide = _difference(spans, places, WINDOW)
    before = np.vstack([np.zeros_like(features.groups[:1]), features.groups[:-1]])
    fresh = np.maximum(features.groups - before, 0).sum(axis=1, keepdims=True) / 4
    kept = np.minimum(features.groups, before).sum(axis=1, keepdims=True) / 4
    return Features(
        features.indices, features.offsets, np.hstack([features.dense, near, wide, fresh, kept]).astype(np.float32), features.groups
    )


def _difference(spans: SpanScores, places: npt.NDArray[np.int64], width: int) -> Floats:
    """Total variation between the class probabilities of up to `width` units before and behind each place; 1 at the first."""
    count = len(places)
    after = softmax(spans.of(places, np.minimum(places + width, count)))
    before = np.zeros_like(after)
    before[1:] = softmax(spans.of(np.maximum(places[1:] - width, 0), places[1:]))
    distance: Floats = np.abs(after - before).sum(axis=1, keepdims=True) / 2
    return distance
