"""Always the commonest label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from models.evaluation.judgement import Judgement, of_gold

__all__ = ["NAME", "train"]

NAME = "多数类"
_T = TypeVar("_T")


class Majority:
    """Knows the commonest labels of its training records."""

    def __init__(self, records: Sequence[LabelledRecord]) -> None:
        golds = [of_gold(record) for record in records]
        talks = [gold for gold in golds if gold.generic is not None]
        meetings = [gold for gold in golds if gold.one_pot is not None]
        self.aspect = _commonest(aspect for gold in talks for aspect in gold.aspects or ())
        self.specific = _commonest(specific for gold in talks for specific in gold.specific or ())
        self.talk = Judgement(
            depth=_commonest(gold.depth for gold in talks),
            kind=_commonest(gold.kind for gold in talks),
            generic=_commonest(gold.generic for gold in talks),
            band=_commonest(gold.band for gold in talks),
        )
        self.activity = _commonest(activity for gold in meetings for activity in gold.activities or ())
        self.substance = _commonest(substance for gold in meetings for substance in gold.substances or ())
        self.meeting = Judgement(one_pot=_commonest(gold.one_pot for gold in meetings), band=_commonest(gold.band for gold in meetings))

    def judge(self, record: LabelledRecord) -> Judgement:
        """The same for every talk and for every meeting; a meeting is one segment."""
        size = len(record.texts())
        if record.sentences:
            return msgspec.structs.replace(self.talk, aspects=(self.aspect,) * size, specific=(self.specific,) * size)
        sentences = {"activities": (self.activity,) * size, "substances": (self.substance,) * size}
        return msgspec.structs.replace(self.meeting, segments=(0,) * size, edges=frozenset(), **sentences)


def train(records: Sequence[LabelledRecord], _pairs: Sequence[ContrastPair]) -> Majority:
    """Counts labels."""
    return Majority(records)


def _commonest(labels: Iterable[_T]) -> _T:
    return Counter(labels).most_common(1)[0][0]
