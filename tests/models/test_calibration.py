"""Calibration keeps the order of confidences and makes them honest."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from analyzer.classifying.calibration import AS_SAID
from models.evaluation.metrics import calibration_error, reliability
from models.training.calibrations import fit_calibration

chances = some.floats(0.001, 0.999)


@given(chances, chances, some.floats(0.0, 3.0), some.floats(-2.0, 2.0))
def test_the_order_stays(one: float, other: float, slope: float, shift: float) -> None:
    """What was surer is never less sure afterwards."""
    calibration = type(AS_SAID)(slope, shift)
    low, high = sorted((one, other))
    assert calibration.of(low) <= calibration.of(high) + 1e-12


@given(chances)
def test_without_calibration_a_confidence_stays(confidence: float) -> None:
    """Slope 1 and shift 0 change nothing."""
    assert abs(AS_SAID.of(confidence) - confidence) < 1e-6


def test_the_overconfident_is_taken_at_its_record() -> None:
    """Says 0.95 and is right three times of four: afterwards it says about 0.75."""
    chance = np.random.default_rng(0)
    said = chance.uniform(0.5, 0.99, 2000)
    right = chance.uniform(size=2000) < 0.5 + (said - 0.5) / 2
    calibration = fit_calibration(said, right)
    honest = [calibration.of(one) for one in said]
    before, after = calibration_error(reliability(said.tolist(), right.tolist())), calibration_error(reliability(honest, right.tolist()))
    assert after < 0.05 < before
