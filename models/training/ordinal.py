"""Fitting the ordinal models: cumulative logits with signed weights, by bounded maximum likelihood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from analyzer.classifying.ordinal import OrdinalModel

__all__ = ["fit_ordinal"]

Floats = npt.NDArray[np.float64]


def fit_ordinal(
    rows: Sequence[Mapping[str, float]],
    grades: Sequence[int],
    signs: Mapping[str, int],
    *,
    lowest: int,
    highest: int,
    as_often: bool = False,
    penalty: float = 0.02,
) -> OrdinalModel:
    """An ordinal model for `grades` in `lowest`…`highest`; weights keep their `signs` (1, −1, 0 for free).

    `as_often` cuts where each grade comes as often as in `grades`, otherwise where the next grade becomes likelier than not.
    """
    names = tuple(signs)
    numbers = np.array([[row[name] for name in names] for row in rows])
    target = np.array(grades)[:, None] > np.arange(lowest, highest)[None, :]
    steps = highest - lowest

    def unpack(parameters: Floats) -> tuple[Floats, Floats]:
        thresholds = parameters[len(names)] + np.concatenate([[0.0], np.cumsum(parameters[len(names) + 1 :])])
        return parameters[: len(names)], thresholds

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights, thresholds = unpack(parameters)
        margins = (numbers @ weights)[:, None] - thresholds[None, :]
        chances = 1.0 / (1.0 + np.exp(-margins))
        nll = np.logaddexp(0.0, np.where(target, -margins, margins)).mean()
        slope = (chances - target) / target.size
        by_weight = (slope.sum(axis=1)[:, None] * numbers).sum(axis=0) + 2 * penalty * weights / len(rows)
        by_threshold = -slope.sum(axis=0)
        by_step = np.concatenate([[by_threshold.sum()], [by_threshold[k:].sum() for k in range(1, steps)]])
        return float(nll + penalty * (weights**2).sum() / len(rows)), np.concatenate([by_weight, by_step])

    bounds = (
        [{1: (0.0, None), -1: (None, 0.0), 0: (None, None)}[signs[name]] for name in names] + [(None, None)] + [(0.05, None)] * (steps - 1)
    )
    start = np.concatenate([np.zeros(len(names)), [-1.0], np.full(steps - 1, 1.0)])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2000})
    weights, thresholds = unpack(found.x)
    cuts = _cuts(numbers @ weights, np.array(grades), range(lowest, highest)) if as_often else thresholds
    return OrdinalModel(names, _rounded(weights), _rounded(thresholds), _rounded(cuts), lowest)


def _rounded(values: Floats) -> tuple[float, ...]:
    return tuple(np.round(values, 6).tolist())


def _cuts(strengths: Floats, grades: npt.NDArray[np.int64], below: range) -> Floats:
    """Rising strengths that part the records in the shares in which `grades` parts them, one behind each grade of `below`."""
    return np.array([np.quantile(strengths, (grades <= grade).mean()) for grade in below])
