"""Measures from counts, each with its usual definition.

A confusion matrix has a row for each gold class and a column for each found one; one column more may stand for «no class».
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

__all__ = [
    "BINS", "boundary_f1", "calibration_error", "class_scores", "confusion", "macro_f1", "mean", "pk", "positive_f1", "quadratic_kappa",
    "reliability", "window_diff",
]  # fmt: skip

Counts = npt.NDArray[np.float64]

BINS = 15
"""Bins of equal width for reliability (Guo et al. 2017, On calibration of modern neural networks)."""


def confusion(gold: Sequence[Hashable], found: Sequence[Hashable], classes: Sequence[Hashable]) -> Counts:
    """Classes × (classes + 1): how often each gold class was found as each class, last what is found as none of them."""
    number = {name: index for index, name in enumerate(classes)}
    counts = np.zeros((len(classes), len(classes) + 1))
    for one, other in zip(gold, found, strict=True):
        counts[number[one], number.get(other, len(classes))] += 1
    return counts


def class_scores(counts: Counts) -> Counts:
    """Precision, recall, F1 of each class (classes × 3); 0 where there is nothing to divide by."""
    size = len(counts)
    hits, gold, found = np.diag(counts[:, :size]), counts.sum(axis=1), counts[:, :size].sum(axis=0)
    each = [_share(hits, found), _share(hits, gold), _share(2 * hits, gold + found)]
    return np.stack(each, axis=1)


def macro_f1(counts: Counts) -> float:
    """The mean F1 of the classes that the gold has."""
    there = counts.sum(axis=1) > 0
    return float(class_scores(counts)[there, 2].mean()) if there.any() else 0.0


def positive_f1(counts: Counts) -> float:
    """F1 of the second of two classes; 1 where it neither is nor is found."""
    hits, marked = counts[1, 1], counts[1].sum() + counts[:, 1].sum()
    return float(2 * hits / marked) if marked else 1.0


def quadratic_kappa(counts: Counts) -> float:
    """Cohen's kappa of grades with quadratic weights (Cohen 1968); 1 where chance alone already agrees wholly."""
    square = counts[:, : len(counts)]
    steps = np.arange(len(square))
    weights = (steps[:, None] - steps[None, :]) ** 2
    total = square.sum()
    chance = square.sum(axis=1)[:, None] * square.sum(axis=0)[None, :] / total if total else square
    expected = (weights * chance).sum()
    return float(1 - (weights * square).sum() / expected) if expected else 1.0


def boundary_f1(counts: Counts) -> float:
    """F1 of places, from hits, gold places and found places."""
    return float(2 * counts[0] / (counts[1] + counts[2])) if counts[1] + counts[2] else 1.0


def mean(counts: Counts) -> float:
    """A mean, from a sum and how many there are."""
    return float(counts[0] / counts[1]) if counts[1] else 0.0


def pk(gold: Sequence[int], found: Sequence[int]) -> float:
    """Beeferman's Pk for one text: segment numbers of the same sequence of sentences; the window is half the mean gold segment."""
    window = _window(gold)
    places = range(len(gold) - window)
    wrong = sum((gold[i] == gold[i + window]) != (found[i] == found[i + window]) for i in places)
    return wrong / len(places) if places else 0.0


def window_diff(gold: Sequence[int], found: Sequence[int]) -> float:
    """Pevzner and Hearst's WindowDiff (2002) for one text: as Pk, but the numbers of boundaries in the window must agree."""
    window = _window(gold)
    places = range(len(gold) - window)
    wrong = sum(_boundaries(gold[i : i + window + 1]) != _boundaries(found[i : i + window + 1]) for i in places)
    return wrong / len(places) if places else 0.0


def _window(gold: Sequence[int]) -> int:
    return max(1, round(len(gold) / (2 * len(set(gold))))) if gold else 1


def _boundaries(segments: Sequence[int]) -> int:
    return sum(before != after for before, after in zip(segments, segments[1:], strict=False))


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> Counts:
    """Bins × 3: how many, the sum of their confidences, how many are right."""
    counts = np.zeros((BINS, 3))
    bins = np.minimum((np.array(confidences, dtype=float) * BINS).astype(int), BINS - 1)
    np.add.at(counts, bins, np.stack([np.ones(len(bins)), np.array(confidences, dtype=float), np.array(right, dtype=float)], axis=1))
    return counts


def calibration_error(counts: Counts) -> float:
    """Expected calibration error: how far confidence and share of right ones lie apart, weighed by how many there are."""
    return float(np.abs(counts[:, 1] - counts[:, 2]).sum() / max(counts[:, 0].sum(), 1.0))


def _share(part: Counts, whole: Counts) -> Counts:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
