"""The best cut of a meeting into segments: a semi-Markov Viterbi search over whole candidate stretches.

Sarawagi & Cohen (2004), Semi-Markov conditional random fields; here the parts are trained apart and weighed by `DecodingWeights`.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.segmenting.spans import SpanScores

__all__ = ["LONGEST", "CutSegment", "DecodingWeights", "decode"]

Floats = npt.NDArray[np.float32]

LONGEST = 40
"""No segment is longer than this many units; longer stretches come out as neighbours of one activity."""


class DecodingWeights(msgspec.Struct, frozen=True):
    """How much counts what each unit says for itself, what a whole stretch says, the places of boundaries, and the order of activities.

    `opening` is added to the log odds of every boundary: as boundaries are rarer where the model is used than where it learned, by the difference of
    the log odds (Saerens, Latinne & Decaestecker 2002).
    """

    unit: float
    stretch: float
    boundary: float
    transition: float
    opening: float


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
    stretches = _stretches(activities, spans, boundary + weights.opening, weights)
    onward: npt.NDArray[np.float64] = (weights.transition * transitions).astype(np.float64)
    count, classes = activities.shape
    best = np.full((count + 1, classes), -np.inf)
    arrive = np.zeros((count + 1, classes))
    for start, gains in enumerate(stretches):
        reached = best[start + 1 : start + 1 + len(gains)]
        np.maximum(reached, gains + arrive[start], out=reached)
        np.maximum.reduce(reached[0][:, None] + onward, axis=0, out=arrive[start + 1])
    return _trace(best, arrive, stretches, onward, spans)


def _stretches(activities: Floats, spans: SpanScores, boundary: Floats, weights: DecodingWeights) -> list[npt.NDArray[np.float64]]:
    """For each start, what every stretch adds that begins there (lengths from one unit × classes)."""
    count, classes = activities.shape
    places = np.arange(count)
    lengths = np.minimum(count - places, LONGEST)
    edges = lengths.cumsum()
    starts = places.repeat(lengths)
    ends = np.arange(1, len(starts) + 1) - (edges - lengths - places).repeat(lengths)
    units = np.concatenate([np.zeros((1, classes)), np.log(activities).cumsum(axis=0)])
    closed = np.concatenate([[0.0], (-np.logaddexp(0.0, boundary)).cumsum()])
    opened = np.concatenate([[0.0], -np.logaddexp(0.0, -boundary[1:])])
    gains = (
        weights.unit * (units.take(ends, axis=0) - units.take(starts, axis=0))
        + weights.stretch * np.log(spans.of(starts, ends)) * (ends - starts)[:, None]
    )
    gains += weights.boundary * (closed.take(ends) - closed.take(starts + 1) + opened.take(starts))[:, None]
    return [gains[begin:end] for begin, end in pairwise([0, *edges.tolist()])]


def _trace(
    best: npt.NDArray[np.float64],
    arrive: npt.NDArray[np.float64],
    stretches: list[npt.NDArray[np.float64]],
    onward: npt.NDArray[np.float64],
    spans: SpanScores,
) -> list[CutSegment]:
    """The stretches that lead to the best end, in order."""
    end = len(best) - 1
    label = int(best[end].argmax())
    cuts = []
    while end > 0:
        first = max(0, end - LONGEST)
        gains = [stretches[start][end - start - 1, label] for start in range(first, end)]
        start = first + int((arrive[first:end, label] + gains).argmax())
        cuts.append((start, end, label))
        label = int((best[start] + onward[:, label]).argmax())
        end = start
    cuts.reverse()
    chances = spans.of(np.array([cut[0] for cut in cuts]), np.array([cut[1] for cut in cuts]))
    return [CutSegment(start, stop, label, float(chances[number, label])) for number, (start, stop, label) in enumerate(cuts)]
