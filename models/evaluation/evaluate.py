"""One evaluation: every system reads every record of every fold, and what it says is counted."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import msgspec
import numpy as np

from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.meanings import load_meanings
from analyzer.policies import load_policy, policy_version
from analyzer.workers import worker_pool
from corpus.records import LabelledRecord
from models.evaluation.errors import Mistake, mistakes
from models.evaluation.folds import StyleFold
from models.evaluation.hard import Share, false_alarms, flips_followed, tricks_caught
from models.evaluation.intervals import Figure, differences, figures, resamples, scores
from models.evaluation.judgement import Judgement, of_gold
from models.evaluation.measures import MEASURES, counts_of, labels_of
from models.evaluation.metrics import confusion, macro_f1, reliability
from models.evaluation.release import curve, is_right, ranked
from models.evaluation.robustness import CHANGES, changed
from models.evaluation.systems import Trainer
from models.training.settings import Settings
from models.training.train import MODEL_VERSION

__all__ = ["Evaluation", "SystemResult", "corpus_digest", "evaluate"]

_LENGTHS = (4, 8, 13)
"""Up to how many sentences records are told apart, from those that have more."""
_LOSSES = {"aspect_macro_f1": "aspects", "activity_macro_f1": "activities"}


class SystemResult(msgspec.Struct, frozen=True):
    """What one system reached: figures by measure, what it lies above the first system (empty for that one), confusion matrices by measure, flips."""

    name: str
    figures: dict[str, Figure]
    above_first: dict[str, Figure]
    confusions: dict[str, list[list[float]]]
    flips: dict[str, Share]


class Evaluation(msgspec.Struct, frozen=True):
    """A whole run. What is told of one system only is told of the first: by style, by number of sentences, curves, tricks, robustness, mistakes.

    `coverage_risk` has (share of records released, share of those that is wrong); `reliability` by part (count, sum of confidences, right) a bin;
    `losses` the macro-F1 lost by change and measure; `digest` stands for corpus and settings; `encoder` names the directory of the one that the
    second system reads with, empty where none does.
    """

    split: str
    digest: str
    records: int
    systems: list[SystemResult]
    by_style: dict[str, dict[str, float]]
    by_length: dict[str, dict[str, float]]
    coverage_risk: list[tuple[float, float]]
    reliability: dict[str, list[list[float]]]
    tricks: dict[str, Share]
    false_alarms: Share
    losses: dict[str, dict[str, float]]
    mistakes: list[Mistake]
    encoder: str = ""


def corpus_digest(records: Sequence[LabelledRecord]) -> str:
    """Stands for the records, the settings of training, the lexicon, the meanings and the default policy: what a table of figures depends on."""
    said = b"".join(msgspec.json.encode(record) for record in records)
    shaped = f"{MODEL_VERSION}|{lexicon().version}|{load_meanings().version}|{policy_version(load_policy())}".encode()
    return hashlib.sha256(said + msgspec.json.encode(Settings()) + shaped).hexdigest()[:16]


def evaluate(
    folds: Sequence[StyleFold],
    trainers: Mapping[str, Trainer],
    *,
    split: str,
    draws: int = 1000,
    workers: int = 1,
    encoder: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Trains each system on each fold's records and has it read the others; the first system is the one that is looked at closely.

    `workers` processes share the folds; the figures are the same for any number of them.
    """
    tested = sorted((record for fold in folds for record in fold.tested), key=lambda record: record.style)
    pairs = [pair for fold in folds for pair in fold.pairs]
    first = next(iter(trainers))
    judged: dict[str, dict[str, Judgement]] = {name: {} for name in trainers}
    rewritten: dict[str, dict[str, Judgement]] = {name: {} for name in CHANGES}
    works = [(fold, name) for name in trainers for fold in folds]
    with worker_pool(min(workers, len(works))) as pool:
        readings = [pool.submit(_read, fold, trainers[name], name == first) for fold, name in works]
        for (fold, name), reading in zip(works, readings, strict=True):
            own, changes = reading.result()
            tell(f"评测 {fold.style} · {name}")
            judged[name] |= own
            for change, others in changes.items():
                rewritten[change] |= others
    golds = [of_gold(record) for record in tested]
    weights = resamples(len(tested), draws)
    by_system = {name: [own[record.id] for record in tested] for name, own in judged.items()}
    drawn = {name: scores(golds, founds, weights) for name, founds in by_system.items()}
    founds = by_system[first]
    covered, risk = curve(ranked(golds, founds), np.ones(len(golds)))
    return Evaluation(
        split=split,
        digest=corpus_digest(tested),
        records=len(tested),
        systems=[
            SystemResult(
                name,
                figures(drawn[name]),
                {} if name == first else differences(drawn[name], drawn[first]),
                _confusions(golds, by_system[name]),
                flips_followed(pairs, judged[name]),
            )
            for name in trainers
        ],
        by_style=_grouped(tested, judged[first], lambda record: record.style),
        by_length=_grouped(sorted(tested, key=_sentences), judged[first], _length),
        coverage_risk=[(round(float(one), 4), round(float(other), 4)) for one, other in zip(covered, risk, strict=True)],
        reliability=_reliability(golds, founds),
        tricks=tricks_caught(tested, judged[first]),
        false_alarms=false_alarms(tested, judged[first]),
        losses={change: _losses(tested, judged[first], rewritten[change]) for change in CHANGES},
        mistakes=mistakes(tested, founds),
        encoder=encoder,
    )


def _read(fold: StyleFold, trainer: Trainer, closely: bool) -> tuple[dict[str, Judgement], dict[str, dict[str, Judgement]]]:
    """What a system says of a fold's records and edited ones, and if looked at `closely`, of the records rewritten in every way."""
    system = trainer(fold.learned, fold.learned_pairs)
    judged = {record.id: system.judge(record) for record in (*fold.tested, *(pair.edited for pair in fold.pairs))}
    rewritten: dict[str, dict[str, Judgement]] = {}
    for change in CHANGES if closely else ():
        others = [(record.id, changed(change, record)) for record in fold.tested]
        rewritten[change] = {name: system.judge(other.record).reordered(other.order) for name, other in others}
    return judged, rewritten


def _sentences(record: LabelledRecord) -> int:
    return len(record.texts())


def _length(record: LabelledRecord) -> str:
    """The words for its number of sentences."""
    group = bisect_left(_LENGTHS, _sentences(record))
    low = _LENGTHS[group - 1] + 1 if group else 1
    return f"{low}–{_LENGTHS[group]}句" if group < len(_LENGTHS) else f"{low}句以上"


def _grouped(
    records: Sequence[LabelledRecord], judged: Mapping[str, Judgement], group: Callable[[LabelledRecord], str]
) -> dict[str, dict[str, float]]:
    """The figures of each group of records; those of a group stand together."""
    return {name: _of_records(list(own), judged) for name, own in groupby(records, key=group)}


def _of_records(records: Sequence[LabelledRecord], judged: Mapping[str, Judgement]) -> dict[str, float]:
    golds = [of_gold(record) for record in records]
    values = scores(golds, [judged[record.id] for record in records], np.ones((1, len(golds))))
    return {"records": float(len(golds)), **{key: float(value[0]) for key, value in values.items()}}


def _confusions(golds: Sequence[Judgement], founds: Sequence[Judgement]) -> dict[str, list[list[float]]]:
    tables = {}
    for measure in MEASURES:
        counts = counts_of(measure, golds, founds) if measure.classes else None
        if counts is not None:
            tables[measure.key] = counts.sum(axis=0).tolist()
    return tables


def _reliability(golds: Sequence[Judgement], founds: Sequence[Judgement]) -> dict[str, list[list[float]]]:
    judged = [(found.confidence, is_right(gold, found)) for gold, found in zip(golds, founds, strict=True) if found.confidence]
    tables = {"report": reliability([confidence for confidence, _ in judged], [right for _, right in judged])}
    for part in ("aspects", "activities"):
        confidences, right = [], []
        for gold, found in zip(golds, founds, strict=True):
            ones, others = labels_of(gold, part), labels_of(found, part)
            if ones is not None and others is not None:
                confidences += list(found.confidences or ())
                right += [one == other for one, other in zip(ones, others, strict=True)]
        tables[part] = reliability(confidences, right)
    return {part: table.tolist() for part, table in tables.items()}


def _losses(records: Sequence[LabelledRecord], before: Mapping[str, Judgement], after: Mapping[str, Judgement]) -> dict[str, float]:
    lost = {}
    for measure in MEASURES:
        part = _LOSSES.get(measure.key)
        if part is None:
            continue
        figures_of = []
        for judged in (before, after):
            gold, found = [], []
            for record in records:
                ones, others = labels_of(of_gold(record), part), labels_of(judged[record.id], part)
                if ones is not None and others is not None:
                    gold += list(ones)
                    found += list(others)
            figures_of.append(macro_f1(confusion(gold, found, measure.classes)))
        lost[measure.key] = round(figures_of[0] - figures_of[1], 4)
    return lost
