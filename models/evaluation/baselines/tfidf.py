"""TF-IDF of character 1–3-grams and logistic regression, on single sentences and on whole documents: what surface alone gives."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import msgspec
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord, labelled_text
from models.evaluation.judgement import Judgement, of_gold, segment_starts

__all__ = ["NAME", "train"]

NAME = "TF-IDF+逻辑回归"


class _Labels:
    """One set of texts with several labellings; the vectors are shared."""

    def __init__(self, texts: Sequence[str], labels: dict[str, Sequence[Hashable]]) -> None:
        self.vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=3, max_features=20_000, sublinear_tf=True)
        rows = self.vectors.fit_transform(texts)
        self.models = {part: _classifier().fit(rows, list(own)) for part, own in labels.items()}

    def read(self, texts: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        rows = self.vectors.transform(texts)
        return {part: tuple(model.predict(rows).tolist()) for part, model in self.models.items()}


def _classifier() -> Any:
    return OneVsRestClassifier(LogisticRegression(C=8.0, solver="liblinear", class_weight="balanced", random_state=0))


class Tfidf:
    """Learned from records; a meeting is cut where the label of its sentences changes."""

    def __init__(self, records: Sequence[LabelledRecord]) -> None:
        talks = [record for record in records if record.sentences]
        meetings = [record for record in records if record.segments]
        self.sentences = _Labels(_texts(talks), {part: _flat(talks, part) for part in ("aspects", "specific")})
        self.talks = _Labels(_whole(talks), {part: _each(talks, part) for part in ("depth", "kind", "generic", "band")})
        self.units = _Labels(_texts(meetings), {part: _flat(meetings, part) for part in ("activities", "substances")})
        self.meetings = _Labels(_whole(meetings), {part: _each(meetings, part) for part in ("one_pot", "band")})

    def judge(self, record: LabelledRecord) -> Judgement:
        """Labels of the sentences one by one, of the whole from its words."""
        texts = record.texts()
        if record.sentences:
            whole = {part: values[0] for part, values in self.talks.read(_whole([record])).items()}
            return msgspec.convert({**self.sentences.read(texts), **whole}, Judgement)
        whole = {part: values[0] for part, values in self.meetings.read(_whole([record])).items()}
        sentences = self.units.read(texts)
        segments = [0]
        for before, after in zip(sentences["activities"], sentences["activities"][1:], strict=False):
            segments.append(segments[-1] + (before != after))
        return msgspec.convert({**sentences, **whole, "segments": segments, "edges": segment_starts(record, segments)}, Judgement)


def train(records: Sequence[LabelledRecord], _pairs: Sequence[ContrastPair]) -> Tfidf:
    """Learns all parts."""
    return Tfidf(records)


def _texts(records: Sequence[LabelledRecord]) -> list[str]:
    return [text for record in records for text in record.texts()]


def _whole(records: Sequence[LabelledRecord]) -> list[str]:
    return [labelled_text(record)[0] for record in records]


def _flat(records: Sequence[LabelledRecord], part: str) -> list[Hashable]:
    return [label for record in records for label in getattr(of_gold(record), part)]


def _each(records: Sequence[LabelledRecord], part: str) -> list[Hashable]:
    return [getattr(of_gold(record), part) for record in records]
