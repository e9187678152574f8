"""The measures of an evaluation: what is counted in each record, and how the counts become a figure.

Counts of records add up, so that an interval costs one product of a matrix of weights with them (`models.evaluation.intervals`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.types.labels import Activity, Aspect, FindingKind, TalkKind
from models.evaluation.judgement import Judgement
from models.evaluation.metrics import (
    boundary_f1,
    calibration_error,
    confusion,
    macro_f1,
    mean,
    pk,
    positive_f1,
    quadratic_kappa,
    reliability,
    window_diff,
)
from models.evaluation.release import is_right, settled

__all__ = ["MEASURES", "Measure", "counts_of", "labels_of"]

Counts = npt.NDArray[np.float64]


class Measure(msgspec.Struct, frozen=True):
    """One figure: `count` gives a record's counts (None where gold or judgement do not have it), `score` the figure of their sum.

    `aim` is what the project wants to reach; `lower` is true where less is better. `classes` are those of a confusion matrix, else empty.
    """

    key: str
    zh: str
    count: Callable[[Judgement, Judgement], Counts | None]
    score: Callable[[Counts], float]
    aim: float | None = None
    lower: bool = False
    classes: tuple[str, ...] = ()


def labels_of(judgement: Judgement, part: str) -> Sequence[Hashable] | None:
    """The labels of a part of a judgement, one for the whole or one for each sentence."""
    value = getattr(judgement, part)
    return value if value is None or isinstance(value, tuple) else (value,)


def counts_of(measure: Measure, golds: Sequence[Judgement], founds: Sequence[Judgement]) -> Counts | None:
    """The counts of each record (records × …); records that the measure does not concern count nothing, None where none is concerned."""
    rows = [measure.count(gold, found) for gold, found in zip(golds, founds, strict=True)]
    shape = next((row.shape for row in rows if row is not None), None)
    return None if shape is None else np.stack([np.zeros(shape) if row is None else row for row in rows])


def _matrix(part: str, classes: Sequence[Hashable], gold: Judgement, found: Judgement) -> Counts | None:
    ones, others = labels_of(gold, part), labels_of(found, part)
    return None if ones is None or others is None else confusion(ones, others, classes)


def _hits(gold: frozenset[Hashable] | None, found: frozenset[Hashable] | None) -> Counts | None:
    return None if gold is None or found is None else np.array([len(gold & found), len(gold), len(found)], dtype=float)


def _cut(measure: Callable[[Sequence[int], Sequence[int]], float], gold: Judgement, found: Judgement) -> Counts | None:
    return None if gold.segments is None or found.segments is None else np.array([measure(gold.segments, found.segments), 1.0])


def _trust(part: str, gold: Judgement, found: Judgement) -> Counts | None:
    ones, others = labels_of(gold, part), labels_of(found, part)
    if ones is None or others is None or found.confidences is None:
        return None
    return reliability(found.confidences, [one == other for one, other in zip(ones, others, strict=True)])


def _trust_whole(gold: Judgement, found: Judgement) -> Counts | None:
    return reliability([found.confidence], [is_right(gold, found)]) if found.confidence else None


def _judged(_gold: Judgement, found: Judgement) -> Counts | None:
    return None if found.confidence is None else np.array([float(found.confidence > 0), 1.0])


def _released(_gold: Judgement, found: Judgement) -> Counts | None:
    return None if found.confidence is None else np.array([float(settled(found)), 1.0])


def _right_released(gold: Judgement, found: Judgement) -> Counts | None:
    return np.array([float(is_right(gold, found)), 1.0]) if found.confidence is not None and settled(found) else None


def _kappa(key: str, zh: str, part: str, grades: Sequence[int], aim: float | None = None, only: str = "band") -> Measure:
    def count(gold: Judgement, found: Judgement) -> Counts | None:
        return None if getattr(gold, only) is None else _matrix(part, grades, gold, found)

    return Measure(key, zh, count, quadratic_kappa, aim, classes=tuple(map(str, grades)))


def _classes(key: str, zh: str, part: str, names: Sequence[str], aim: float | None = None) -> Measure:
    return Measure(key, zh, partial(_matrix, part, names), macro_f1, aim, classes=tuple(map(str, names)))


def _flag(key: str, zh: str, part: str, aim: float | None = None) -> Measure:
    return Measure(key, zh, partial(_matrix, part, (False, True)), positive_f1, aim, classes=("否", "是"))


def _is_pot(gold: Judgement, found: Judgement) -> Counts | None:
    if gold.one_pot is None or found.one_pot is None:
        return None
    return confusion((gold.one_pot == 2,), (found.one_pot == 2,), (False, True))


MEASURES = (
    _classes("aspect_macro_f1", "谈话方面 宏F1", "aspects", tuple(map(str, Aspect)), 0.68),
    _flag("specific_f1", "具体 F1", "specific", 0.90),
    _kappa("depth_qwk", "谈话深度 QWK", "depth", range(4), 0.85),
    _flag("generic_f1", "泛泛谈话 F1", "generic", 0.95),
    _classes("kind_macro_f1", "谈话类别 宏F1", "kind", tuple(map(str, TalkKind))),
    _classes("activity_macro_f1", "环节类别 宏F1（逐句）", "activities", tuple(map(str, Activity)), 0.85),
    Measure("boundary_f1", "环节起点 F1（精确到句）", lambda gold, found: _hits(gold.edges, found.edges), boundary_f1, 0.90),
    Measure("pk", "Pk", partial(_cut, pk), mean, 0.06, lower=True),
    Measure("window_diff", "WindowDiff", partial(_cut, window_diff), mean, lower=True),
    _kappa("substance_qwk", "实质 QWK（逐句）", "substances", range(3), 0.85),
    Measure("one_pot_2_f1", "一锅炖 F1", _is_pot, positive_f1, 0.92, classes=("否", "是")),
    _kappa("one_pot_qwk", "一会多用 QWK", "one_pot", range(3)),
    _kappa("band_qwk", "档次 QWK", "band", range(1, 6), 0.80),
    _kappa("talk_band_qwk", "谈话档次 QWK", "band", range(1, 6), only="depth"),
    _kappa("meeting_band_qwk", "会议档次 QWK", "band", range(1, 6), only="one_pot"),
    Measure("findings_f1", f"问题 F1（记录×{len(FindingKind)}类）", lambda gold, found: _hits(gold.findings, found.findings), boundary_f1),
    Measure("aspect_ece", "谈话方面 ECE", partial(_trust, "aspects"), calibration_error, lower=True),
    Measure("activity_ece", "环节类别 ECE", partial(_trust, "activities"), calibration_error, lower=True),
    Measure("report_ece", "报告 ECE", _trust_whole, calibration_error, 0.05, lower=True),
    Measure("judged", "给出评价的比例", _judged, mean),
    Measure("released", "不需人看即放行的比例", _released, mean),
    Measure("released_right", "其中判对的比例", _right_released, mean, 0.95),
)
"""Every figure that is a function of summed counts, with the aim of the project where it has one."""
