"""What may stand without a person, and what that costs."""

from __future__ import annotations

import numpy as np

from models.evaluation.intervals import differences, figures, resamples, scores
from models.evaluation.judgement import Judgement
from models.evaluation.release import coverage, curve, is_right, ranked, settled

TALK = Judgement(generic=True, depth=1, band=2)
DOUBT = "把握不足（0.60），请人工判断"


def test_a_report_is_right_with_its_flag_and_a_near_band() -> None:
    """One band off is near, two are not; a wrong flag is wrong whatever the band."""
    assert is_right(TALK, Judgement(generic=True, depth=0, band=1))
    assert not is_right(TALK, Judgement(generic=True, depth=1, band=4))
    assert not is_right(TALK, Judgement(generic=False, depth=2, band=2))
    assert is_right(Judgement(one_pot=1, band=3), Judgement(one_pot=0, band=4))
    assert not is_right(Judgement(one_pot=2, band=2), Judgement(one_pot=1, band=2))


def test_any_review_reason_holds_a_report_back() -> None:
    """Doubt may be outweighed by a lower threshold, a suspicion may not."""
    assert settled(Judgement())
    assert not settled(Judgement(review=(DOUBT,)))
    golds = [TALK] * 2
    founds = [
        Judgement(generic=True, band=2, confidence=0.6, review=(DOUBT,)),
        Judgement(generic=True, band=2, confidence=0.9, review=("疑似堆砌",)),
    ]
    assert ranked(golds, founds).tolist() == [[0.6, 1.0, 1.0], [0.9, 0.0, 1.0]]


def test_coverage_counts_what_is_never_released() -> None:
    """Nine of ten are right among the surest; the one with a suspicion stays in the denominator."""
    rows = np.array([[0.9 - n / 100, 1.0, float(n != 5)] for n in range(10)] + [[0.99, 0.0, 1.0]])
    weights = np.ones(len(rows))
    assert coverage(rows, weights, 0.90) == 10 / 11
    assert coverage(rows, weights, 0.95) == 5 / 11
    covered, risk = curve(rows, weights)
    assert covered[-1] == 10 / 11
    assert risk[-1] == 1 - 9 / 10


def test_reports_of_one_confidence_are_released_together() -> None:
    """No order among equals may choose the right ones first."""
    rows = np.array([[0.8, 1.0, 1.0], [0.8, 1.0, 0.0]])
    assert coverage(rows, np.ones(2), 0.9) == 0.0


def test_intervals_hold_their_value_and_pairs_are_paired() -> None:
    """The same draws give the same interval; a system against itself differs by nothing on every draw."""
    golds = [Judgement(generic=n % 2 == 0, band=1 + n % 5) for n in range(30)]
    founds = [Judgement(generic=n % 3 == 0, band=1 + n % 4) for n in range(30)]
    weights = resamples(30, 200)
    drawn = scores(golds, founds, weights)
    for figure in figures(drawn).values():
        assert figure.low <= figure.value <= figure.high
    for figure in differences(drawn, drawn).values():
        assert (figure.value, figure.low, figure.high) == (0.0, 0.0, 0.0)
    assert figures(scores(golds, founds, resamples(30, 200))) == figures(drawn)
