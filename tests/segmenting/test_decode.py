"""The decoder's cut is the best of all cuts."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from analyzer.classifying.features import Features
from analyzer.classifying.linear import LinearModel, shares
from analyzer.segmenting.decode import DecodingWeights, decode
from analyzer.segmenting.spans import SpanScores

WEIGHTS = DecodingWeights(unit=0.7, stretch=0.5, boundary=0.9, transition=0.6, opening=0.0)
UNITS, CLASSES, COLUMNS = 5, 3, 20

Floats = npt.NDArray[np.float32]


def _scores(seed: int) -> tuple[Floats, SpanScores, Floats, Floats]:
    """What a decoder is given: activities, stretches, boundaries and transitions, drawn at random."""
    chance = np.random.default_rng(seed)
    dense = chance.normal(size=(UNITS, 2)).astype(np.float32)
    features = Features(np.arange(COLUMNS), np.array([0, 3, 7, 12, 15, COLUMNS]), dense, dense[:, :0], np.ones(COLUMNS, dtype=np.float32))
    model = LinearModel(
        ("a", "b", "c"), chance.normal(size=(COLUMNS, CLASSES)).astype(np.float32), chance.normal(size=(2, CLASSES)).astype(np.float32)
    )
    activities = shares(chance.normal(size=(UNITS, CLASSES)).astype(np.float32))
    boundary = chance.normal(size=UNITS).astype(np.float32)
    return activities, SpanScores(model, features), boundary, chance.normal(size=(CLASSES, CLASSES)).astype(np.float32)


@pytest.mark.parametrize("seed", range(5))
def test_no_cut_is_better(seed: int) -> None:
    """Among all cuts and labels of a few units, by the sum of what the decoder weighs."""
    activities, spans, boundary, transitions = _scores(seed)

    def worth(edges: tuple[int, ...], labels: tuple[int, ...]) -> float:
        total = 0.0
        for number, (start, end) in enumerate(pairwise(edges)):
            stretch = spans.of(np.array([start]), np.array([end]))[0, labels[number]]
            total += WEIGHTS.unit * float(np.log(activities[start:end, labels[number]]).sum()) + WEIGHTS.stretch * (end - start) * float(
                np.log(stretch)
            )
            opens = -np.logaddexp(0.0, -boundary[start]) if start else 0.0
            total += WEIGHTS.boundary * float(opens - np.logaddexp(0.0, boundary[start + 1 : end]).sum())
            total += WEIGHTS.transition * float(transitions[labels[number - 1], labels[number]]) if number else 0.0
        return total

    cuts = decode(activities, spans, boundary, transitions, WEIGHTS)
    found = worth((0, *(cut.end for cut in cuts)), tuple(cut.label for cut in cuts))
    best = max(
        worth((0, *inner, UNITS), labels)
        for size in range(UNITS)
        for inner in combinations(range(1, UNITS), size)
        for labels in product(range(CLASSES), repeat=size + 1)
    )
    assert found == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_the_rarer_boundaries_are_the_fewer_are_cut(seed: int) -> None:
    """What is added to every boundary moves the number of segments its way, from one segment to as many as there are units."""
    cuts = [len(decode(*_scores(seed), msgspec.structs.replace(WEIGHTS, opening=opening))) for opening in (-50.0, -2.0, 0.0, 2.0, 50.0)]
    assert cuts == sorted(cuts)
    assert (cuts[0], cuts[-1]) == (1, UNITS)
