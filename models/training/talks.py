"""Learning to read talks: each sentence for itself, in the light of its neighbours, whether it states a fact, then the talk's kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import in_context
from analyzer.classifying.features import Features
from analyzer.interpreting.talk import aspect_candidates, fact_rows, first_look, kind_rows, last_look, record_features, second_look
from analyzer.types.labels import Aspect, TalkKind
from corpus.records import LabelledRecord, LabelledSentence
from corpus.reviewed import CheckedSentence
from models.training.examples import Example
from models.training.folds import Fold, folds_over, held_out, held_out_of
from models.training.linear import one_of
from models.training.settings import Settings

__all__ = ["learn_talks"]

_ASPECTS, _KINDS = tuple(Aspect), tuple(TalkKind)


def learn_talks(talks: Sequence[Example], settings: Settings) -> list[Fold]:
    """Folds whose readers have all parts of a talk; the last one has learned from all talks."""
    folds = folds_over(talks, settings)
    for fold in folds:
        _sentences(fold, fold.units(lambda _, features: features), ".alone")
    first = held_out(folds, first_look)
    for fold in folds:
        _sentences(fold, fold.units(lambda example, features: in_context(features, first[example.record.id])), "")
    second = held_out_of(folds, lambda example, features, reader: second_look(features, first[example.record.id], reader))
    rows, weighing = {}, {}
    for fold in folds:
        for example in fold.held:
            looks = fold.features[example.record.id], first[example.record.id], second[example.record.id]
            rows[example.record.id], weighing[example.record.id] = fact_rows(*looks), aspect_candidates(*looks)
    for fold in folds:
        taught = [(example.record.id, example.taught) for example in fold.training]
        fold.grow("fact", [rows[name][mask] for name, mask in taught], np.array([sentence.specific for sentence in _taught(fold)]))
        aspects = np.array([_ASPECTS.index(sentence.aspect) for sentence in _taught(fold)])
        fold.weigh("aspect.last", [weighing[name] for name, _ in taught], [mask for _, mask in taught], aspects)
    last = held_out(folds, last_look)
    for fold in folds:
        whole = fold.whole(lambda example, features: record_features(features, last[example.record.id]))
        fold.learn("kind", whole, _kinds(fold), _KINDS, strength=settings.kind)
    known = held_out_of(folds, lambda example, features, reader: kind_rows(features, last[example.record.id], reader))
    for fold in folds:
        fold.grow("kind", [known[example.record.id] for example in fold.records], _kinds(fold))
    return folds


def _sentences(fold: Fold, rows: Features, suffix: str) -> None:
    sentences = _taught(fold)
    aspects = np.array([_ASPECTS.index(sentence.aspect) for sentence in sentences])
    specific = np.array([[sentence.specific] for sentence in sentences])
    fold.learn(f"aspect{suffix}", rows, one_of(aspects, len(_ASPECTS)), _ASPECTS, strength=fold.settings.aspect)
    fold.learn(f"specific{suffix}", rows, specific, ("specific",), strength=fold.settings.specific)


def _kinds(fold: Fold) -> npt.NDArray[np.bool_]:
    """The kinds of the whole talks (talks × kinds)."""
    records = [example.record for example in fold.records if isinstance(example.record, LabelledRecord)]
    return one_of(np.array([_KINDS.index(record.gold.talk_kind or TalkKind.RITUAL) for record in records]), len(_KINDS))


def _taught(fold: Fold) -> list[LabelledSentence | CheckedSentence]:
    return [sentence for example in fold.training for sentence, taught in zip(example.sentences, example.taught, strict=True) if taught]
