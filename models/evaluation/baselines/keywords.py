"""Counting keywords (思想、工作、生活……), as a hurried reader would: it learns nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import yaml

from analyzer.types.labels import COUNTABLE
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from models.evaluation.judgement import Judgement, segment_starts

__all__ = ["NAME", "train"]

NAME = "数关键词"
_NUMBER = re.compile("[0-9一二三四五六七八九十]{1,4}[月日号点元万人户次台年岁]")
_ALL_SAID = 3
"""A talk that names this many of the five aspects passes for a full one."""


class Keywords:
    """Words by class, from `keywords.yaml`."""

    def __init__(self, words: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self.aspects, self.activities = words["aspects"], words["activities"]

    def judge(self, record: LabelledRecord) -> Judgement:
        """Each sentence is of the class whose words it has most, a sentence without any of the class before it."""
        texts = record.texts()
        if record.sentences:
            aspects = _labels(texts, self.aspects, "formality")
            specific = tuple(_NUMBER.search(text) is not None for text in texts)
            named = sum(any(word in text for text in texts for word in self.aspects[aspect]) for aspect in ("thought", "work", "life"))
            full = named >= _ALL_SAID
            return Judgement(
                aspects=aspects, specific=specific, depth=named, kind="care" if full else "ritual", generic=not full, band=1 + named
            )
        activities = _labels(texts, self.activities, "procedure")
        segments = [0]
        for before, after in zip(activities, activities[1:], strict=False):
            segments.append(segments[-1] + (before != after))
        purposes = set(activities) & set(map(str, COUNTABLE))
        pot = 2 if len(purposes) >= 3 else 0
        return Judgement(
            activities=activities,
            substances=tuple(2 if _NUMBER.search(text) else 1 for text in texts),
            segments=tuple(segments),
            edges=segment_starts(record, segments),
            one_pot=pot,
            band=2 if pot else 4,
        )


def train(_records: Sequence[LabelledRecord], _pairs: Sequence[ContrastPair]) -> Keywords:
    """Reads the word list."""
    source = resources.files("models.evaluation.baselines").joinpath("keywords.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(source)
    return Keywords(words)


def _labels(texts: Sequence[str], words: Mapping[str, Sequence[str]], first: str) -> tuple[str, ...]:
    found, before = [], first
    for text in texts:
        hits = {name: sum(text.count(word) for word in own) for name, own in words.items()}
        best = max(hits, key=lambda name: hits[name])
        before = best if hits[best] else before
        found.append(before)
    return tuple(found)
