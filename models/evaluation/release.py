"""Which reports may stand without a person, and how many of those are right.

A report is **right** where its main decision is (a talk: the generic flag; a meeting: one-pot 2 or not; these decide the cap of the grade) and its
band is at most one off the labeller's. It is **settled** where it has no review reason, its confidence included. **Coverage at a precision** is the
largest share of all records that can be released, the surest first and none that has a review reason apart from doubt, while at least that share
of the released are right; records that are never released stay in the denominator.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.scoring.review import is_doubt
from models.evaluation.judgement import Judgement

__all__ = ["PRECISIONS", "coverage", "curve", "is_right", "ranked", "settled"]

Counts = npt.NDArray[np.float64]

PRECISIONS = {"coverage_95": 0.95, "coverage_90": 0.90}
"""The precisions at which coverage is given."""


def is_right(gold: Judgement, found: Judgement) -> bool:
    """Whether the main decision agrees and the band lies at most one off."""
    if gold.band is None or found.band is None or abs(gold.band - found.band) > 1:
        return False
    if gold.generic is not None:
        return gold.generic == found.generic
    return (gold.one_pot == 2) == (found.one_pot == 2)


def settled(found: Judgement) -> bool:
    """Whether nothing asks for a person."""
    return not found.review


def ranked(golds: Sequence[Judgement], founds: Sequence[Judgement]) -> Counts:
    """Records × 3: confidence, whether doubt alone could hold the report back, whether it is right."""
    return np.array(
        [
            [found.confidence or 0.0, float(all(map(is_doubt, found.review))), float(is_right(gold, found))]
            for gold, found in zip(golds, founds, strict=True)
        ]
    )


def curve(rows: Counts, weights: Counts) -> tuple[Counts, Counts]:
    """The coverage–risk curve of `ranked` rows, each counted `weights` times: coverage, and the share that is wrong, the surest first.

    Reports of the same confidence are released together.
    """
    may = rows[:, 1] > 0
    order = np.flatnonzero(may)[np.argsort(-rows[may, 0], kind="stable")]
    released = np.cumsum(weights[order])
    right = np.cumsum(weights[order] * rows[order, 2])
    confidences = rows[order, 0]
    last = np.append(confidences[1:] != confidences[:-1], True) & (released > 0) if len(order) else np.zeros(0, dtype=bool)
    return released[last] / max(weights.sum(), 1e-9), 1 - right[last] / released[last]


def coverage(rows: Counts, weights: Counts, precision: float) -> float:
    """The largest coverage at which at least `precision` of the released are right; 0 where there is none."""
    covered, risk = curve(rows, weights)
    enough = covered[risk <= 1 - precision + 1e-9]
    return float(enough.max()) if len(enough) else 0.0
