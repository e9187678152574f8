"""Fitting all linear parts on a set of examples, and reading other examples with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features
from analyzer.classifying.linear import LinearModel
from analyzer.classifying.models import Models
from analyzer.classifying.ordinal import OrdinalModel
from analyzer.interpreting.meeting import segment_features
from analyzer.interpreting.talk import record_features
from analyzer.segmenting.boundaries import boundary_features
from analyzer.segmenting.decode import CutSegment
from analyzer.segmenting.spans import SpanScores
from analyzer.types.labels import Activity, Aspect, RecordType, TalkKind
from models.training.examples import Example, stacked
from models.training.linear import fit_linear, rarity_of

__all__ = ["Settings", "fit_parts", "gold_cuts"]

_ASPECTS, _ACTIVITIES, _KINDS = tuple(Aspect), tuple(Activity), tuple(TalkKind)


class Settings(msgspec.Struct, frozen=True):
    """Everything that shapes a training run; it is written into the card."""

    aspect: float = 8.0
    specific: float = 8.0
    kind: float = 4.0
    activity: float = 16.0
    boundary: float = 2.0
    substance: float = 8.0
    dense: float = 0.5
    decode_activity: float = 1.0
    decode_boundary: float = 1.0
    decode_transition: float = 0.3
    decode_segment: float = 0.0


def gold_cuts(example: Example) -> list[CutSegment]:
    """The labelled segments of a meeting as ranges of units."""
    numbers = example.segment_of
    starts = [0, *(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist()]
    ends = [*starts[1:], len(numbers)]
    segments = example.record.segments
    return [
        CutSegment(start, end, _ACTIVITIES.index(segments[numbers[start]].activity), 1.0) for start, end in zip(starts, ends, strict=True)
    ]


def fit_parts(
    examples: Sequence[Example], settings: Settings, ordinal: Mapping[str, OrdinalModel], version: str, *, inner: bool = True
) -> Models:
    """The linear parts trained on all examples; `ordinal` is taken as it is.

    With `inner` the boundary model sees activities that were read by models of the other styles, as it will in use.
    """
    talks = [example for example in examples if example.record.record_type is RecordType.TALK]
    meetings = [example for example in examples if example.record.record_type is RecordType.MEETING]
    rarity = rarity_of(stacked(example.features for example in examples))
    sentences = stacked(example.features for example in talks)
    aspects = np.array([_ASPECTS.index(sentence.aspect) for example in talks for sentence in example.record.sentences])
    specific = np.array([int(sentence.specific) for example in talks for sentence in example.record.sentences])
    records = stacked(record_features(example.features) for example in talks)
    kinds = np.array([_KINDS.index(example.record.gold.talk_kind) for example in talks if example.record.gold.talk_kind])
    activity = _fit_activity(meetings, rarity, settings)
    segments = stacked(segment_features(example.features, gold_cuts(example)) for example in meetings)
    substance = np.array([segment.substance for example in meetings for segment in example.record.segments])
    linear = {
        "aspect": fit_linear(sentences, aspects, _ASPECTS, rarity, strength=settings.aspect, dense_scale=settings.dense),
        "specific": fit_linear(sentences, specific, ("specific",), rarity, strength=settings.specific, dense_scale=settings.dense),
        "kind": fit_linear(records, kinds, _KINDS, rarity, strength=settings.kind, dense_scale=settings.dense),
        "activity": activity,
        "boundary": _fit_boundary(meetings, activity, rarity, settings, inner=inner),
        "substance": fit_linear(segments, substance, ("0", "1", "2"), rarity, strength=settings.substance, dense_scale=settings.dense),
    }
    decoding = {name: getattr(settings, f"decode_{name}") for name in ("activity", "boundary", "transition", "segment")}
    return Models(linear, dict(ordinal), _transitions(meetings), decoding, version)


def _fit_activity(meetings: Sequence[Example], rarity: npt.NDArray[np.float32], settings: Settings) -> LinearModel:
    """Whole segments and their single sentences are both examples; a segment counts as much as its sentences together."""
    parts: list[Features] = []
    labels: list[int] = []
    weights: list[float] = []
    for example in meetings:
        cuts = gold_cuts(example)
        whole = _pooled(example.features, cuts)
        parts += [example.features, whole]
        for cut in cuts:
            labels += [cut.label] * (cut.end - cut.start)
            weights += [1.0] * (cut.end - cut.start)
        labels += [cut.label for cut in cuts]
        weights += [2.0] * len(cuts)
    return fit_linear(
        stacked(parts),
        np.array(labels),
        _ACTIVITIES,
        rarity,
        strength=settings.activity,
        dense_scale=settings.dense,
        weights=np.array(weights),
    )


def _pooled(features: Features, cuts: Sequence[CutSegment]) -> Features:
    """Segments as rows: summed hashes and mean numbers, as the decoder's prefix sums see them."""
    edges = np.array([cut.start for cut in cuts] + [cuts[-1].end])
    dense = np.array([features.dense[cut.start : cut.end].mean(axis=0) for cut in cuts], dtype=np.float32)
    groups = np.array([features.groups[cut.start : cut.end].mean(axis=0) for cut in cuts], dtype=np.float32)
    return Features(features.indices, features.offsets[edges], dense, groups)


def _fit_boundary(
    meetings: Sequence[Example], activity: LinearModel, rarity: npt.NDArray[np.float32], settings: Settings, *, inner: bool
) -> LinearModel:
    readers = dict.fromkeys({example.record.style for example in meetings}, activity)
    if inner and len(readers) > 1:
        for style in readers:
            readers[style] = _fit_activity([example for example in meetings if example.record.style != style], rarity, settings)
    rows, labels = [], []
    for example in meetings:
        features = boundary_features(example.features, SpanScores(readers[example.record.style], example.features))
        opens = np.zeros(len(features.dense), dtype=np.int64)
        opens[[cut.start for cut in gold_cuts(example)]] = 1
        rows.append(features)
        labels.append(opens)
    return fit_linear(
        stacked(rows), np.concatenate(labels), ("boundary",), rarity, strength=settings.boundary, dense_scale=settings.dense, balanced=False
    )


def _transitions(meetings: Sequence[Example]) -> npt.NDArray[np.float32]:
    """Log ratios of one activity to follow another, smoothed."""
    counts = np.full((len(_ACTIVITIES), len(_ACTIVITIES)), 0.5)
    for example in meetings:
        labels = [cut.label for cut in gold_cuts(example)]
        for before, after in zip(labels, labels[1:], strict=False):
            counts[before, after] += 1
    conditional = counts / counts.sum(axis=1, keepdims=True)
    prior = counts.sum(axis=0) / counts.sum()
    ratios: npt.NDArray[np.float32] = np.log(conditional / prior[None, :]).astype(np.float32)
    return ratios
