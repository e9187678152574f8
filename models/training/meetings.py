"""Learning to read meetings: what each sentence does, what a whole stretch does, where a segment opens, and how much substance it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress, pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.candidates import weighed
from analyzer.classifying.context import in_context
from analyzer.classifying.features import Features
from analyzer.interpreting.meeting import (
    activities_alone,
    activities_in_context,
    activity_candidates,
    look_at_meeting,
)
from analyzer.segmenting.boundaries import boundary_features, likenesses
from analyzer.segmenting.decode import CutSegment
from analyzer.segmenting.marks import list_marks
from analyzer.segmenting.substance import GRADES, segment_features, substance_rows
from analyzer.types.labels import Activity
from models.training.examples import Example, picked, stacked
from models.training.folds import Fold, folds_over, held_out, held_out_of
from models.training.linear import one_of
from models.training.settings import Settings
from models.training.splices import splices

__all__ = ["gold_cuts", "learn_meetings", "transitions"]

_ACTIVITIES = tuple(Activity)
_SEGMENT_WEIGHT = 2.0
"""A whole segment teaches as much as two single sentences."""


def learn_meetings(meetings: Sequence[Example], settings: Settings) -> list[Fold]:
    """Folds whose readers have all parts of a meeting; the last one has learned from all meetings."""
    folds = folds_over([*meetings, *splices(meetings)], settings)
    for fold in folds:
        _activity(fold, "activity.alone", fold.units(lambda _, features: features))
        _stretch(fold)
        _substance(fold)
    first = held_out(folds, activities_alone)
    for fold in folds:
        _activity(fold, "activity", fold.units(lambda example, features: in_context(features, first[example.record.id])))
    second = held_out_of(folds, lambda example, features, reader: activities_in_context(features, first[example.record.id], reader))
    weighing = {
        example.record.id: activity_candidates(fold.features[example.record.id], first[example.record.id], second[example.record.id])
        for fold in folds
        for example in fold.held
    }
    for fold in folds:
        taught = [(example.record.id, example.taught) for example in fold.training]
        fold.weigh("activity.last", [weighing[name] for name, _ in taught], [mask for _, mask in taught], _labels(fold))
    last = held_out_of(
        folds, lambda example, _, reader: weighed(reader.trees["activity.last"], weighing[example.record.id], len(_ACTIVITIES))
    )
    _substance_trees(folds, last)
    for fold in folds:
        bounded = _bounded(fold)
        rows = stacked(_boundary_rows(example, fold.features[example.record.id], last[example.record.id]) for example in bounded)
        opens = np.concatenate([_opens(example) for example in bounded])
        first_units = np.concatenate([np.arange(len(example.units)) == 0 for example in bounded])
        fold.learn(
            "boundary", rows, opens[:, None], ("boundary",), strength=settings.boundary, balance=0.0, weights=(~first_units).astype(float)
        )
    edges = held_out_of(folds, lambda example, features, reader: look_at_meeting(example.aligned, example.units, features, reader).edges)
    for fold in folds:
        bounded = _bounded(fold)
        opens = np.concatenate([_opens(example)[1:] for example in bounded])
        fold.grow("edge", [edges[example.record.id][1:] for example in bounded], opens)
    return folds


def gold_cuts(example: Example) -> list[CutSegment]:
    """The labelled segments of a meeting as ranges of units."""
    segments = example.segments
    return [
        CutSegment(start, end, _ACTIVITIES.index(segments[example.segment_of[start]].activity), 1.0)
        for start, end in pairwise(_edges(example).tolist())
    ]


def transitions(meetings: Sequence[Example]) -> npt.NDArray[np.float32]:
    """Log ratios of one activity to follow another (activities × activities), smoothed."""
    counts = np.full((len(_ACTIVITIES), len(_ACTIVITIES)), 0.5)
    for example in meetings:
        labels = [cut.label for cut in gold_cuts(example)]
        for before, after in zip(labels, labels[1:], strict=False):
            counts[before, after] += 1
    conditional = counts / counts.sum(axis=1, keepdims=True)
    prior = counts.sum(axis=0) / counts.sum()
    ratios: npt.NDArray[np.float32] = np.log(conditional / prior[None, :]).astype(np.float32)
    return ratios


def _bounded(fold: Fold) -> list[Example]:
    """The examples that teach where segments begin: whole meetings and splices of them."""
    return [example for example in fold.training if example.whole or example.spliced]


def _boundary_rows(example: Example, features: Features, activities: npt.NDArray[np.float32]) -> Features:
    return boundary_features(features, activities, likenesses(features)[:, 0], list_marks(example.aligned.text, example.units))


def _opens(example: Example) -> npt.NDArray[np.bool_]:
    return np.concatenate([[True], example.segment_of[1:] != example.segment_of[:-1]])


def _labels(fold: Fold) -> npt.NDArray[np.int64]:
    numbers = [(example, number) for example in fold.training for number in example.segment_of[example.taught]]
    return np.array([_ACTIVITIES.index(example.segments[number].activity) for example, number in numbers])


def _activity(fold: Fold, part: str, rows: Features) -> None:
    fold.learn(part, rows, one_of(_labels(fold), len(_ACTIVITIES)), _ACTIVITIES, strength=fold.settings.activity)


def _stretch(fold: Fold) -> None:
    """Whole segments and their single sentences are both examples, as the decoder weighs stretches of every length."""
    units, pooled = fold.units(lambda _, features: features), fold.whole(lambda example, features: _pooled(features, _edges(example)))
    whole = np.array([cut.label for example in fold.records for cut in gold_cuts(example)])
    labels = np.concatenate([_labels(fold), whole])
    weights = np.concatenate([np.ones(len(units.dense)), np.full(len(whole), _SEGMENT_WEIGHT)])
    targets = one_of(labels, len(_ACTIVITIES))
    fold.learn("stretch", stacked((units, pooled)), targets, _ACTIVITIES, strength=fold.settings.stretch, balance=0.5, weights=weights)


def _pooled(features: Features, edges: npt.NDArray[np.int64]) -> Features:
    """Segments as rows: hashes together and mean numbers, as the decoder's prefix sums see them."""
    dense = np.array([features.dense[start:end].mean(axis=0) for start, end in pairwise(edges.tolist())], dtype=np.float32)
    return Features(features.indices, features.offsets[edges], dense, dense[:, :0], features.squares)


def _substance(fold: Fold) -> None:
    checked = _checked(fold)
    rows = [segment_features(fold.features[example.record.id], _edges(example)) for example in checked]
    alone = [msgspec.structs.replace(row, groups=row.dense[:, :0]) for row in rows]
    learned = stacked(picked(row, example.checked_segments) for row, example in zip(alone, checked, strict=True))
    fold.learn("substance", learned, _reached(checked), GRADES, strength=fold.settings.substance)


def _substance_trees(folds: Sequence[Fold], activities: Mapping[str, npt.NDArray[np.float32]]) -> None:
    rows = held_out_of(
        folds,
        lambda example, features, reader: substance_rows(features, activities[example.record.id], example.units, _edges(example), reader),
    )
    for fold in folds:
        checked = _checked(fold)
        known = [rows[example.record.id][example.checked_segments] for example in checked]
        fold.grow("substance", known, _reached(checked))


def _checked(fold: Fold) -> list[Example]:
    """The examples whose segments teach substance."""
    return [example for example in fold.training if example.checked_segments.any()]


def _reached(checked: Sequence[Example]) -> npt.NDArray[np.bool_]:
    """Which of the grades each of their checked segments reaches (segments × grades)."""
    substances = np.array([segment.substance for example in checked for segment in compress(example.segments, example.checked_segments)])
    reached: npt.NDArray[np.bool_] = substances[:, None] >= np.array(list(map(int, GRADES)))
    return reached


def _edges(example: Example) -> npt.NDArray[np.int64]:
    """Where the labelled segments begin, and how many units there are."""
    return np.append(np.flatnonzero(_opens(example)), len(example.units))
