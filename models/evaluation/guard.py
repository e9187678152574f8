"""Whether a model that learned from further examples may take the place of the present one.

A shipped model has learned from every open style, so it cannot be tested on any. Each side is therefore trained once more without the guard styles
(`corpus/splits.yaml`), by the same recipe, and these twins read the guard styles. What the twin of a model found is kept beside the model, so that
the next one can be compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from analyzer.errors import ModelError
from analyzer.pipeline import Analyzer
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from corpus.reviewed import ReviewedRecord
from models.evaluation.evaluate import corpus_digest
from models.evaluation.intervals import resamples, scores
from models.evaluation.judgement import Judgement, of_gold
from models.evaluation.measures import MEASURES
from models.evaluation.systems import ModelSystem, Trainer
from models.training.settings import Settings
from models.training.train import fit

__all__ = ["Loss", "TwinReading", "load_reading", "losses", "read_guard", "save_reading", "trained_with"]

_FILE = "guard.json"
_DRAWS = 2000
_ERROR = 0.05
"""The chance to refuse a model that is no worse, over all measures together."""


class TwinReading(msgspec.Struct, frozen=True):
    """What a twin says of each record of the guard styles, by id; `digest` stands for those records."""

    digest: str
    judgements: dict[str, Judgement]


class Loss(msgspec.Struct, frozen=True):
    """A measure on which the candidate is worse beyond noise: the figures of both, and by how much at least (in the measure's own unit)."""

    key: str
    zh: str
    before: float
    after: float
    at_least: float


def read_guard(records: Sequence[LabelledRecord], pairs: Sequence[ContrastPair], guard: Sequence[str], train: Trainer) -> TwinReading:
    """Trains a twin on the other styles and has it read those of `guard`."""
    tested = [record for record in records if record.style in guard]
    system = train([record for record in records if record.style not in guard], [pair for pair in pairs if pair.written.style not in guard])
    return TwinReading(corpus_digest(tested), {record.id: system.judge(record) for record in tested})


def losses(records: Sequence[LabelledRecord], present: TwinReading, candidate: TwinReading) -> list[Loss]:
    """The measures with an aim on which the candidate loses, the largest first; by paired bootstrap over records (Efron 1979).

    A measure counts as lost where the upper end of the one-sided interval of the difference lies below none; the ends are Bonferroni's, so that
    all measures together refuse one of twenty candidates that are no worse. What only one of the two allows is not compared: who releases nothing has
    no share of right ones among the released. Raises ModelError where the two have read other records.
    """
    if present.digest != candidate.digest:
        raise ModelError(
            "与它比较的模型，当时所用的对照样式或语料与现在不同。", remedy="请用同样的 --add 文件重新训练它，或不写 --against。"
        )
    tested = [record for record in records if record.id in present.judgements]
    golds, weights = [of_gold(record) for record in tested], resamples(len(tested), _DRAWS)
    before, after = (scores(golds, [reading.judgements[record.id] for record in tested], weights) for reading in (present, candidate))
    measures = [measure for measure in MEASURES if measure.aim is not None and measure.key in before.keys() & after.keys()]
    found = []
    for measure in measures:
        better = (after[measure.key] - before[measure.key]) * (-1 if measure.lower else 1)
        highest = float(np.quantile(better[1:], 1 - _ERROR / len(measures)))
        if highest < 0:
            found.append(Loss(measure.key, measure.zh, float(before[measure.key][0]), float(after[measure.key][0]), -highest))
    return sorted(found, key=lambda loss: -loss.at_least)


def trained_with(
    added: Sequence[LabelledRecord],
    reviewed: Sequence[ReviewedRecord],
    settings: Settings,
    *,
    tell: Callable[[str], None] = lambda _: None,
) -> Trainer:
    """The default model, trained anew on what it is given and on some further examples; `tell` hears the stages."""
    return lambda records, pairs: ModelSystem(
        Analyzer(model=fit([*records, *added], pairs, settings, reviewed=reviewed, apart=True, tell=tell))
    )


def save_reading(reading: TwinReading, folder: Path) -> None:
    """Keeps what a model's twin found beside the model; the same reading gives the same bytes."""
    (folder / _FILE).write_bytes(msgspec.json.encode(reading, order="deterministic") + b"\n")


def load_reading(folder: Path) -> TwinReading:
    """What the twin of a model found; raises ModelError where the model was trained without `--add`, so that none is kept."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=TwinReading)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(
            "这个模型没有留下对照结果，无法与它比较。",
            where=str(folder / _FILE),
            remedy="--against 只能给用 mqa train --add 训练的模型；不写 --against 就与自带语料训练的模型比较。",
        ) from error
