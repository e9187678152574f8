"""Ordinal judgements from a few readable numbers, monotone where the guideline is.

A cumulative logit model: P(y > k) = sigmoid(w·x − θ_k), with rising θ. Each weight has the sign that its number must have, so that more
evidence never lowers a judgement (McCullagh 1980, regression models for ordinal data).
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import mul

import msgspec

from analyzer.classifying.calibration import logistic

__all__ = ["OrdinalModel"]


class OrdinalModel(msgspec.Struct, frozen=True):
    """Weights by name of the number, thresholds between the grades; the lowest grade is `lowest`.

    A grade is given where the strength of the evidence passes a cut. The cuts of a band lie where as many records get each band as people gave
    it, so that the best and the worst, which an expectation shies away from, are given as often as they are due; other cuts are the thresholds.
    """

    names: tuple[str, ...]
    weights: tuple[float, ...]
    thresholds: tuple[float, ...]
    cuts: tuple[float, ...]
    lowest: int

    def strength(self, numbers: Mapping[str, float]) -> float:
        """The weighted sum of the evidence."""
        strength: float = sum(map(mul, self.weights, map(numbers.__getitem__, self.names)))
        return strength

    def above(self, numbers: Mapping[str, float]) -> list[float]:
        """P(y > k) for each threshold k, falling."""
        strength = self.strength(numbers)
        return [logistic(strength - threshold) for threshold in self.thresholds]

    def expected(self, numbers: Mapping[str, float]) -> float:
        """The expected grade."""
        return self.lowest + sum(self.above(numbers))

    def within_one(self, numbers: Mapping[str, float], *, highest: int) -> float:
        """The probability that the true grade lies at most one off the found one, that cut at `highest`."""
        falling = [1.0, *self.above(numbers), 0.0]
        place = min(highest, self.grade(numbers)) - self.lowest
        return falling[max(0, place - 1)] - falling[min(len(falling) - 1, place + 2)]

    def grade(self, numbers: Mapping[str, float]) -> int:
        """The grade whose cuts the strength lies between."""
        strength = self.strength(numbers)
        return self.lowest + sum(strength > cut for cut in self.cuts)
