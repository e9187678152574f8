"""The best cut of a meeting into segments: a semi-Markov Viterbi search over whole candidate stretches.

Sarawagi & Cohen (2004), Semi-Markov conditional random fields; here the parts are trained apart and weighed by `DecodingWeights`.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.segmenting.spans import SpanScores

__all__ = ["LONGEST", "CutSegment", "DecodingWeights", "decode"]

Floats = npt.NDArray[np.float32]

LONGEST = 40
"""No segment is longer than this many units; longer stretches come out as neighbours of one activity."""


class DecodingWeights(msgspec.Struct, frozen=True):
    """How much counts what each unit says for itself, what a whole stretch says, the places of boundaries, and the order of activities."""

    unit: float
    stretch: float
    boundary: float
    transition: float


class CutSegment(msgspec.Struct, frozen=True):
    """Units `start` to `end` (exclusive) of class number `label`, with the label's probability."""

    start: int
    end: int
    label: int
    confidence: float


def decode(activities: Floats, spans: SpanScores, boundary: Floats, transitions: Floats, weights: DecodingWeights) -> list[CutSegment]:
    """The best segments of all units, in order.

    `activities` are the probabilities of each unit (units × classes), `boundary` the log odds (units) that a unit opens a segment, `transitions`
    (classes × classes) log ratios of one class to follow another.
    """
    count, classes = activities.shape
    shortest = np.minimum(np.arange(1, count + 1), LONGEST)
    edges = np.concatenate([[0], np.cumsum(shortest)])
    ends = np.repeat(np.arange(1, count + 1), shortest)
    starts = ends - (np.arange(1, len(ends) + 1) - edges[ends - 1])
    units = np.vstack([np.zeros((1, classes)), np.cumsum(np.log(activities), axis=0)])
    closed = np.concatenate([[0.0], np.cumsum(-np.logaddexp(0.0, boundary))])
    opened = np.where(starts > 0, -np.logaddexp(0.0, -boundary[starts]), 0.0)
    gains = weights.unit * (units[ends] - units[starts]) + weights.stretch * np.log(spans.of(starts, ends)) * (ends - starts)[:, None]
    gains += weights.boundary * (closed[ends] - closed[starts + 1] + opened)[:, None]
    best = np.full((count + 1, classes), -np.inf)
    back_unit = np.zeros((count + 1, classes), dtype=np.int64)
    back_label = np.zeros((count + 1, classes), dtype=np.int64)
    arrive = np.zeros((count + 1, classes))
    came_from = np.zeros((count + 1, classes), dtype=np.int64)
    columns = np.arange(classes)
    for end in range(1, count + 1):
        here = slice(edges[end - 1], edges[end])
        totals = arrive[starts[here]] + gains[here]
        pick = totals.argmax(axis=0)
        best[end] = totals[pick, columns]
        back_unit[end] = starts[here][pick]
        back_label[end] = came_from[back_unit[end], columns]
        following = best[end][:, None] + weights.transition * transitions
        came_from[end] = following.argmax(axis=0)
        arrive[end] = following.max(axis=0)
    return _trace(best, back_unit, back_label, spans)


def _trace(
    best: npt.NDArray[np.float64], back_unit: npt.NDArray[np.int64], back_label: npt.NDArray[np.int64], spans: SpanScores
) -> list[CutSegment]:
    end = len(best) - 1
    label = int(best[end].argmax())
    cuts = []
    while end > 0:
        start = int(back_unit[end, label])
        cuts.append((start, end, label))
        label = int(back_label[end, label])
        end = start
    cuts.reverse()
    chances = spans.of(np.array([cut[0] for cut in cuts]), np.array([cut[1] for cut in cuts]))
    return [CutSegment(start, stop, label, float(chances[number, label])) for number, (start, stop, label) in enumerate(cuts)]
