"""Measures against their definitions, by hand and against the pairwise ones of the corpus."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from corpus.agreement import quadratic_kappa as pairwise_kappa
from models.evaluation.metrics import (
    boundary_f1,
    calibration_error,
    class_scores,
    confusion,
    macro_f1,
    pk,
    positive_f1,
    quadratic_kappa,
    reliability,
    window_diff,
)

grades = some.lists(some.tuples(some.integers(0, 4), some.integers(0, 4)), min_size=1, max_size=40)


def test_precision_recall_and_f1_by_hand() -> None:
    """Two of three a are found, one b is taken for a, one c is found as nothing at all."""
    counts = confusion("aaabc", "aabax", "abc")
    assert class_scores(counts).tolist() == [[2 / 3, 2 / 3, 2 / 3], [0, 0, 0], [0, 0, 0]]
    assert macro_f1(counts) == pytest.approx(2 / 9)


def test_a_class_that_the_gold_lacks_does_not_count() -> None:
    """The mean is over the classes of the gold."""
    assert macro_f1(confusion("aab", "aab", "abc")) == 1.0


def test_f1_of_a_flag() -> None:
    """One hit of two gold and two found; without any, all is well."""
    assert positive_f1(confusion((True, True, False), (True, False, True), (False, True))) == pytest.approx(0.5)
    assert positive_f1(confusion((False,), (False,), (False, True))) == 1.0


@given(grades)
def test_kappa_from_counts_is_kappa_from_pairs(pairs: list[tuple[int, int]]) -> None:
    """Two ways to the same number."""
    gold, found = [one for one, _ in pairs], [other for _, other in pairs]
    assert quadratic_kappa(confusion(gold, found, range(5))) == pytest.approx(pairwise_kappa(gold, found))


def test_segmentation_measures_by_hand() -> None:
    """Nothing is wrong in the gold itself; a boundary one place off costs less in Pk and WindowDiff than none at all."""
    gold, near, none = (0, 0, 0, 1, 1, 1), (0, 0, 1, 1, 1, 1), (0,) * 6
    for measure in (pk, window_diff):
        assert measure(gold, gold) == 0.0
        assert 0 < measure(gold, near) < 1
        assert measure(gold, none) > 0
    assert boundary_f1(np.array([1.0, 2.0, 2.0])) == 0.5


def test_calibration_error_by_hand() -> None:
    """Four that say 0.9 of which two are right are 0.4 off; two that say 0.1 and are wrong 0.1."""
    counts = reliability([0.9] * 4 + [0.1] * 2, [True, True, False, False, False, False])
    assert calibration_error(counts) == pytest.approx((4 * 0.4 + 2 * 0.1) / 6)
