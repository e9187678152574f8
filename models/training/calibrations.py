"""Learning how often the models are right: confidences in records of styles that a fold had not seen, against the gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from analyzer.classifying.calibration import CALIBRATED, Calibration, log_odds
from analyzer.classifying.features import Features
from analyzer.classifying.models import Models
from analyzer.interpreting.confidence import FLAGS, verdict
from analyzer.interpreting.meeting import cut_meeting, look_at_meeting
from analyzer.interpreting.talk import last_look
from analyzer.types.labels import Activity, Aspect, RecordType
from models.training.examples import Example

__all__ = ["HeldOut", "fit_calibration", "fit_calibrations"]

Floats = npt.NDArray[np.float64]

_PENALTY = 1e-3
_ACTIVITIES, _ASPECTS = tuple(Activity), tuple(Aspect)


class HeldOut(msgspec.Struct, frozen=True):
    """A record that `models` have not learned from, with its features and the numbers on its whole."""

    example: Example
    features: Features
    numbers: Mapping[str, float]
    models: Models


def fit_calibrations(held: Sequence[HeldOut]) -> dict[str, Calibration]:
    """A calibration for each of `CALIBRATED`."""
    said: dict[str, list[tuple[float, bool]]] = {name: [] for name in CALIBRATED}
    for one in held:
        for name, confidence, right in (*_of_sentences(one), *_of_whole(one)):
            said[name].append((confidence, right))
    return {
        name: fit_calibration(np.array([c for c, _ in rows]), np.array([r for _, r in rows], dtype=bool)) for name, rows in said.items()
    }


def fit_calibration(confidences: Floats, right: npt.NDArray[np.bool_]) -> Calibration:
    """Slope and shift of greatest likelihood, lightly held to 1 and 0 so that few records do not run away."""
    odds = log_odds(confidences)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        scores = parameters[0] * odds + parameters[1]
        slope = (1.0 / (1.0 + np.exp(-scores)) - right) / len(odds)
        away = parameters - np.array([1.0, 0.0])
        nll = float(np.logaddexp(0.0, np.where(right, -scores, scores)).mean() + _PENALTY * (away**2).sum())
        return nll, np.array([(slope * odds).sum(), slope.sum()]) + 2 * _PENALTY * away

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, bounds=[(0.0, None), (None, None)], method="L-BFGS-B").x
    return Calibration(round(float(found[0]), 4), round(float(found[1]), 4))


def _of_sentences(held: HeldOut) -> Iterator[tuple[str, float, bool]]:
    record = held.example.record
    if record.record_type is RecordType.TALK:
        aspects = last_look(held.features, held.models.talk)[:, :-1]
        for row, sentence in zip(aspects, held.example.sentences, strict=True):
            yield "aspect", float(row.max()), _ASPECTS[int(row.argmax())] is sentence.aspect
        return
    look = look_at_meeting(held.example.aligned, held.example.units, held.features, held.models.meeting)
    for cut in cut_meeting(look, held.models):
        for number in held.example.segment_of[cut.start : cut.end]:
            yield "activity", cut.confidence, _ACTIVITIES[cut.label] is held.example.segments[number].activity


def _of_whole(held: HeldOut) -> Iterator[tuple[str, float, bool]]:
    """A report is right as `models.evaluation.release.is_right` says, its band before deductions."""
    record = held.example.record
    found = verdict(record.record_type, held.models, held.numbers)
    grades = held.example.grades
    gold = grades["depth"] <= 1 if record.record_type is RecordType.TALK else grades["one_pot"] == 2
    yield FLAGS[record.record_type], found.flag_confidence, found.flagged == gold
    yield "report", found.confidence, found.flagged == gold and abs(found.band - grades["band"]) <= 1
