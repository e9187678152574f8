"""The worst mistakes, quoted: what a system was surest of and got wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from corpus.records import LabelledRecord, labelled_text
from models.evaluation.judgement import Judgement, of_gold
from models.evaluation.release import is_right

__all__ = ["Mistake", "mistakes"]

_SHOWN = 50
_WHOLE = 20
"""At most this many of the shown ones are on whole records."""
_PARTS = {"aspects": "谈话方面", "activities": "环节类别"}
_QUOTED = 120


class Mistake(msgspec.Struct, frozen=True):
    """A decision that differs from the labeller's: `part` says on what, `quote` holds the sentence or the record's opening."""

    record: str
    part: str
    gold: str
    found: str
    confidence: float
    quote: str


def mistakes(records: Sequence[LabelledRecord], founds: Sequence[Judgement]) -> list[Mistake]:
    """At most 50, on whole records first, by falling confidence."""
    both = list(zip(records, founds, strict=True))
    whole = sorted((one for record, found in both for one in _of_whole(record, found)), key=lambda one: (-one.confidence, one.record))
    single = sorted((one for record, found in both for one in _of_sentences(record, found)), key=lambda one: (-one.confidence, one.record))
    shown = whole[:_WHOLE]
    return shown + single[: _SHOWN - len(shown)]


def _of_whole(record: LabelledRecord, found: Judgement) -> Iterator[Mistake]:
    gold = of_gold(record)
    if not is_right(gold, found):
        text = "".join(record.texts())
        yield Mistake(record.id, "整份记录", _verdict(gold), _verdict(found), found.confidence or 0.0, text[:_QUOTED].strip())


def _verdict(judgement: Judgement) -> str:
    if judgement.generic is not None:
        return f"{judgement.band}档，{'泛泛' if judgement.generic else '不泛泛'}，深度{judgement.depth}"
    return f"{judgement.band}档，一会多用{judgement.one_pot}"


def _of_sentences(record: LabelledRecord, found: Judgement) -> Iterator[Mistake]:
    gold = of_gold(record)
    text, units = labelled_text(record)
    for part, name in _PARTS.items():
        ones, others = getattr(gold, part), getattr(found, part)
        if ones is None or others is None:
            continue
        for unit, one, other, confidence in zip(units, ones, others, found.confidences or (), strict=True):
            if one != other:
                yield Mistake(record.id, name, one, other, confidence, text[unit.span.start : unit.span.end][:_QUOTED])
