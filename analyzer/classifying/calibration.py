"""From what a model says to how often it is right when it says so.

Logistic calibration (Platt 1999; a temperature with a shift): the log odds of a confidence are stretched and shifted by two numbers, learned on styles
that the model had not seen. Why this and not another: docs/decisions/0011-calibration.md.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["AS_SAID", "CALIBRATED", "Calibration", "log_odds", "logistic"]

CALIBRATED = ("aspect", "activity", "generic", "one_pot", "report")
"""The confidences that are calibrated: of a sentence's aspect, a segment's activity, the two flags, and the report as a whole."""

_EDGE = 1e-4


class Calibration(msgspec.Struct, frozen=True):
    """`slope` 1 and `shift` 0 leave confidences as they are; `slope` is never negative, so that their order stays."""

    slope: float
    shift: float

    def of(self, confidence: float) -> float:
        """A confidence 0–1 as a calibrated probability."""
        kept = min(max(confidence, _EDGE), 1.0 - _EDGE)
        return logistic(self.slope * math.log(kept / (1.0 - kept)) + self.shift)


AS_SAID = Calibration(1.0, 0.0)
"""For what is not calibrated."""


def logistic(odds: float) -> float:
    """The probability with these log odds."""
    return (1.0 + math.tanh(odds / 2)) / 2


def log_odds(confidences: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """ln(p / (1 − p)) of many, away from 0 and 1."""
    kept = np.clip(confidences, _EDGE, 1 - _EDGE)
    odds: npt.NDArray[np.float64] = np.log(kept / (1 - kept))
    return odds
