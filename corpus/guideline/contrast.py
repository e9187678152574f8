"""A contrast pair must flip what it says it flips."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.types.labels import FindingKind, RecordType
from corpus.guideline.problem import Place, Problem
from corpus.pairs import ContrastPair, Flip
from corpus.records import LabelledRecord

__all__ = ["check_pair", "flipped"]

_TALKS = (Flip.GENERIC, Flip.SPECIFIC)


def _label(record: LabelledRecord, flip: Flip) -> object:
    if flip is Flip.GENERIC:
        return record.gold.generic
    if flip is Flip.ONE_POT:
        return record.gold.one_pot
    return FindingKind.EMPTY_CLAIM in record.gold.findings


def flipped(pair: ContrastPair) -> bool:
    """Whether the label differs between base and edited record; of `specific`, whether the edited stretch has another number of specific sentences."""
    if pair.written.flip is Flip.SPECIFIC:
        return sum(one.specific for one in pair.base.sentences) != sum(one.specific for one in pair.edited.sentences)
    return _label(pair.base, pair.written.flip) != _label(pair.edited, pair.written.flip)


def check_pair(place: Place, pair: ContrastPair) -> Iterator[Problem]:
    """Whether a pair is of the right type of record, names its edit, changes the text and flips the label."""
    flip = pair.written.flip
    if (pair.base.record_type is RecordType.TALK) != (flip in _TALKS):
        yield Problem(
            place, "pair_type", f"flip={flip} 用在了{pair.base.record_type.zh}上。", "generic、specific 用于谈话，one_pot、claim 用于会议。"
        )
    elif not flipped(pair):
        yield Problem(place, "pair_flip", f"改动前后 {flip} 没有变。", "请改改动或标注；两边必须一正一反。")
    if pair.base.texts() == pair.edited.texts() and pair.base.header == pair.edited.header:
        yield Problem(place, "pair_text", "改动前后文字相同。", "请写出改动。")
    if not pair.written.what.strip():
        yield Problem(place, "pair_what", "没有写明改了什么。", "请补上 what。")
