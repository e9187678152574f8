"""Which calibration makes confidences honest? Four of them, each learned on all styles but one and judged on that one.

The confidences are those of models that had not seen the style. Printed for each kind of confidence: expected calibration error (15 bins), Brier
score; for the report as a whole also the share of records released at a calibrated 0.9, and how many of those are right.

    python benchmarks/calibration.py            prints the table
    python benchmarks/calibration.py --write    and puts it into docs/decisions/0011-calibration.md
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from sklearn.isotonic import IsotonicRegression

from analyzer.classifying.calibration import log_odds
from analyzer.classifying.models import Models
from analyzer.pipeline import Analyzer
from analyzer.rendering.blocks import with_block
from models.evaluation.folds import StyleFold, style_folds
from models.evaluation.judgement import of_gold
from models.evaluation.metrics import calibration_error, reliability
from models.evaluation.release import is_right
from models.evaluation.systems import ModelSystem
from models.training.calibrations import fit_calibration
from models.training.settings import Settings
from models.training.train import fit

PAGE = Path(__file__).parents[1] / "docs" / "decisions" / "0011-calibration.md"
RELEASED = 0.9
GRID = np.linspace(0.0, 1.0, 41)

Floats = npt.NDArray[np.float64]
Curve = Callable[[Floats], Floats]
Said = dict[str, dict[str, tuple[Floats, Floats]]]
"""By part and style: confidences, and whether each was right."""


def as_said(_confidences: Floats, _right: Floats) -> Curve:
    """No calibration."""
    return lambda given: given


def temperature(confidences: Floats, right: Floats) -> Curve:
    """One number that divides the log odds (Guo et al. 2017)."""
    odds, sign = log_odds(confidences), np.where(right > 0, 1.0, -1.0)
    found = minimize_scalar(lambda power: np.logaddexp(0.0, -sign * odds * np.exp(power)).mean(), bounds=(-4, 3), method="bounded").x
    return lambda given: 1 / (1 + np.exp(-log_odds(given) * np.exp(found)))


def logistic(confidences: Floats, right: Floats) -> Curve:
    """Two numbers, slope and shift of the log odds (Platt 1999): what ships."""
    found = fit_calibration(confidences, right > 0)
    return lambda given: np.array([found.of(one) for one in given])


def isotonic(confidences: Floats, right: Floats) -> Curve:
    """A rising step function (Zadrozny and Elkan 2002)."""
    curve: Curve = IsotonicRegression(out_of_bounds="clip").fit(confidences, right).predict
    return curve


def conformal(confidences: Floats, right: Floats) -> Curve:
    """Inductive Venn–Abers (Vovk and Petej 2014): isotonic with the case added as right and as wrong, the two merged, on a grid of 41."""
    known = np.quantile(confidences, GRID)
    merged = []
    for one in known:
        wrong, true = (isotonic(np.append(confidences, one), np.append(right, label))(np.array([one]))[0] for label in (0.0, 1.0))
        merged.append(true / (1 - wrong + true))
    return lambda given: np.interp(given, known, merged)


METHODS = {"不校准": as_said, "温度": temperature, "逻辑斯蒂": logistic, "保序": isotonic, "保形（Venn–Abers）": conformal}
PARTS = {"report": "整份报告", "aspects": "谈话方面（逐句）", "activities": "环节类别（逐句）"}


def said(folds: Sequence[StyleFold], models: Mapping[str, Models]) -> Said:
    """What the models of each style's fold say of it, with their calibrations taken off."""
    found: Said = defaultdict(dict)
    for fold in folds:
        system = ModelSystem(Analyzer(model=msgspec.structs.replace(models[fold.style], calibrations={})))
        rows: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        for record in fold.tested:
            gold, judged = of_gold(record), system.judge(record)
            if not judged.confidence:
                continue
            rows["report"].append((judged.confidence, is_right(gold, judged)))
            part = "aspects" if record.sentences else "activities"
            right = [one == other for one, other in zip(getattr(gold, part), getattr(judged, part) or (), strict=False)]
            rows[part] += list(zip(judged.confidences or (), right, strict=False))
        for part, pairs in rows.items():
            found[part][fold.style] = (np.array([c for c, _ in pairs]), np.array([float(r) for _, r in pairs]))
    return found


def table(found: Said) -> str:
    """The comparison as a Markdown table."""
    lines = ["| 把握 | 方法 | ECE | Brier | 0.9 以上的比例 | 其中判对 |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    for part, name in PARTS.items():
        styles = found[part]
        for method, learn in METHODS.items():
            given, right = [], []
            for style, (confidences, truth) in styles.items():
                others = [other for own, other in styles.items() if own != style]
                curve = learn(np.concatenate([one for one, _ in others]), np.concatenate([one for _, one in others]))
                given.append(np.clip(curve(confidences), 0.0, 1.0))
                right.append(truth)
            sure, true = np.concatenate(given), np.concatenate(right)
            error = calibration_error(reliability(sure.tolist(), (true > 0).tolist()))
            high = sure >= RELEASED
            kept = f"{true[high].mean():.3f}" if high.any() else "–"
            lines.append(f"| {name} | {method} | {error:.3f} | {((sure - true) ** 2).mean():.3f} | {high.mean():.2f} | {kept} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Trains a model for each style, measures and prints."""
    folds = style_folds(None)
    made = table(said(folds, {fold.style: fit(fold.learned, fold.learned_pairs, Settings()) for fold in folds}))
    sys.stdout.write(made)
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), "calibration", made), encoding="utf-8")


if __name__ == "__main__":
    main()
