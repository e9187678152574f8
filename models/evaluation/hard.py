"""Contrast pairs and adversarial records: does a system follow the one edit that counts, and is it taken in by tricks?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from corpus.pairs import ContrastPair, Flip
from corpus.records import LabelledRecord, Trick
from models.evaluation.judgement import Judgement, of_gold

__all__ = ["Share", "false_alarms", "flips_followed", "tricks_caught"]

_ALARMS = frozenset(("generic_talk", "one_pot", "keyword_stuffing", "grader_instruction", "boilerplate", "off_topic"))


class Share(msgspec.Struct, frozen=True):
    """`hits` of `count` cases."""

    hits: int
    count: int

    @property
    def value(self) -> float:
        """As a number from 0 to 1."""
        return self.hits / self.count if self.count else 0.0


def flips_followed(pairs: Sequence[ContrastPair], judged: Mapping[str, Judgement]) -> dict[str, Share]:
    """By flip, the pairs of which a system has the label right on both sides; `judged` is by the id of the record."""
    found = {}
    for flip in Flip:
        own = [pair for pair in pairs if pair.written.flip is flip]
        found[str(flip)] = _share(_side(pair, pair.base, judged) and _side(pair, pair.edited, judged) for pair in own)
    found["all"] = Share(sum(share.hits for share in found.values()), sum(share.count for share in found.values()))
    return found


def _side(pair: ContrastPair, record: LabelledRecord, judged: Mapping[str, Judgement]) -> bool:
    gold, found = of_gold(record), judged[record.id]
    flip = pair.written.flip
    if flip is Flip.SPECIFIC:
        place = slice(pair.written.edit.at, pair.written.edit.at + max(pair.written.edit.count, len(pair.written.edit.new)))
        return (gold.specific or ())[place] == (found.specific or ())[place]
    if flip is Flip.GENERIC:
        return gold.generic == found.generic
    if flip is Flip.ONE_POT:
        return found.one_pot is not None and (gold.one_pot == 2) == (found.one_pot == 2)
    return found.findings is not None and ("empty_claim" in (gold.findings or ())) == ("empty_claim" in found.findings)


def tricks_caught(records: Sequence[LabelledRecord], judged: Mapping[str, Judgement]) -> dict[str, Share]:
    """By trick, the cheats that are flagged (a finding that the labeller has too) or sent to a person for any reason."""
    found = {}
    for trick in Trick:
        own = [record for record in records if record.trick is trick]
        if trick is not Trick.HONEST_PLAIN and own:
            found[str(trick)] = _share(_caught(record, judged[record.id]) for record in own)
    found["all"] = Share(sum(share.hits for share in found.values()), sum(share.count for share in found.values()))
    return found


def _caught(record: LabelledRecord, found: Judgement) -> bool:
    return bool(found.review) or bool(set(map(str, record.gold.findings)) & (found.findings or frozenset()))


def false_alarms(records: Sequence[LabelledRecord], judged: Mapping[str, Judgement]) -> Share:
    """The honest plain records that a system accuses of something grave or of a trick without the labeller."""
    own = [record for record in records if record.trick is Trick.HONEST_PLAIN]
    return _share(bool(_accused(judged[record.id]) - set(map(str, record.gold.findings))) for record in own)


def _accused(found: Judgement) -> set[str]:
    kinds = set(found.findings or ()) & _ALARMS
    return kinds if found.one_pot == 2 else kinds - {"one_pot"}


def _share(hits: Iterable[bool]) -> Share:
    values = list(hits)
    return Share(sum(values), len(values))
