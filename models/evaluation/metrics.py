"""Measures, each with its usual definition."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["binary_f1", "macro_f1", "pk"]


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1 of the classes that the gold has."""
    scores = [_f1(sum(g == f == name for g, f in zip(gold, found, strict=True)), found.count(name), gold.count(name)) for name in set(gold)]
    return float(np.mean(scores)) if scores else 0.0


def binary_f1(gold: Sequence[bool], found: Sequence[bool]) -> float:
    """F1 of the positive class."""
    return _f1(sum(g and f for g, f in zip(gold, found, strict=True)), sum(found), sum(gold))


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 1.0


def pk(gold: Sequence[int], found: Sequence[int]) -> float:
    """Beeferman's Pk for one text: segment numbers of the same sequence of sentences; the window is half the mean gold segment."""
    count = len(gold)
    window = max(1, round(count / (2 * len(set(gold)))))
    if count <= window:
        return 0.0
    wrong = sum((gold[i] == gold[i + window]) != (found[i] == found[i + window]) for i in range(count - window))
    return wrong / (count - window)
