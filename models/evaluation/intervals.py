"""Figures with 95 % intervals, by bootstrap over records (Efron 1979); two systems are compared on the same resamples (paired)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from models.evaluation.judgement import Judgement
from models.evaluation.measures import MEASURES, counts_of
from models.evaluation.release import PRECISIONS, coverage, ranked

__all__ = ["Figure", "differences", "figures", "resamples", "scores"]

Counts = npt.NDArray[np.float64]
Draws = dict[str, Counts]
"""By measure: the figure on all records, then on each resample."""

_SEED = 0
_QUANTILES = (0.025, 0.975)


class Figure(msgspec.Struct, frozen=True):
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def resamples(records: int, draws: int) -> Counts:
    """Weights (draws + 1 × records): first each record once, then as often as it is drawn."""
    chance = np.random.default_rng(_SEED)
    drawn = [np.bincount(chance.integers(0, records, records), minlength=records) for _ in range(draws)]
    return np.array([np.ones(records), *drawn], dtype=float)


def scores(golds: Sequence[Judgement], founds: Sequence[Judgement], weights: Counts) -> Draws:
    """Every measure that gold and judgements allow, on each row of weights."""
    found: Draws = {}
    for measure in MEASURES:
        counts = counts_of(measure, golds, founds)
        if counts is not None:
            summed = (weights @ counts.reshape(len(counts), -1)).reshape(len(weights), *counts.shape[1:])
            found[measure.key] = np.array([measure.score(one) for one in summed])
    if all(one.confidence is not None for one in founds):
        rows = ranked(golds, founds)
        for key, precision in PRECISIONS.items():
            found[key] = np.array([coverage(rows, one, precision) for one in weights])
    return found


def figures(draws: Draws) -> dict[str, Figure]:
    """The figures with their intervals."""
    return {key: _figure(values) for key, values in draws.items()}


def differences(one: Draws, other: Draws) -> dict[str, Figure]:
    """How much higher `one` scores than `other`, for the measures that both have; the two come from the same weights."""
    return {key: _figure(values - other[key]) for key, values in one.items() if key in other}


def _figure(values: Counts) -> Figure:
    low, high = np.quantile(values[1:] if len(values) > 1 else values, _QUANTILES)
    return Figure(float(values[0]), float(low), float(high))
