"""Surface that must not predict labels: length, and the presence of a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

import msgspec

from analyzer.types.labels import RecordType
from corpus.records import LabelledRecord

__all__ = ["Cue", "LengthCue", "cues", "giveaway", "length_cues", "spearman"]

_MOST = 3
_SHORTEST_SAMPLE = 10
_PRECISION, _RECALL, _SUPPORT = 0.95, 0.5, 10


class LengthCue(msgspec.Struct, frozen=True):
    """How far length predicts the band of one style's records of a type: Spearman's rho."""

    style: str
    record_type: RecordType
    records: int
    rho: float


class Cue(msgspec.Struct, frozen=True):
    """A 3-gram that tells a class within a style: of `hits` units that have it, `precision` are of the class; `recall` of the class have it."""

    style: str
    task: str
    label: str
    gram: str
    hits: int
    precision: float
    recall: float


def giveaway(cue: Cue) -> bool:
    """Whether a cue alone gives the class away."""
    return cue.precision >= _PRECISION and cue.recall >= _RECALL and cue.hits >= _SUPPORT


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0, equal values sharing their mean."""
    places: dict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(sorted(values)):
        places[value].append(place)
    return [sum(places[value]) / len(places[value]) for value in values]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's rank correlation; 0 where one of the two doesn't vary."""
    first, second = _ranks(one), _ranks(other)
    mean = (len(one) - 1) / 2
    top = sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True))
    below = sum((a - mean) ** 2 for a in first) * sum((b - mean) ** 2 for b in second)
    return float(top / below**0.5) if below else 0.0


def length_cues(records: Iterable[LabelledRecord]) -> Iterator[LengthCue]:
    """Length of the body against band in each style, talks and meetings apart."""
    groups: dict[tuple[str, RecordType], list[LabelledRecord]] = defaultdict(list)
    for record in records:
        groups[record.style, record.record_type].append(record)
    for (style, kind), group in sorted(groups.items()):
        if len(group) >= _SHORTEST_SAMPLE:
            lengths = [float(sum(map(len, record.texts()))) for record in group]
            yield LengthCue(style, kind, len(group), spearman(lengths, [float(record.gold.band) for record in group]))


def _units(records: Iterable[LabelledRecord]) -> Iterator[tuple[str, str, Hashable, str]]:
    """What is classified, as (style, task, label, text): sentences of talks and meetings, and whole records."""
    for record in records:
        body = "".join(record.texts())
        if record.record_type is RecordType.TALK:
            yield record.style, "generic", record.gold.generic, body
            for sentence in record.sentences:
                yield record.style, "aspect", sentence.aspect, sentence.text
                yield record.style, "specific", sentence.specific, sentence.text
        else:
            yield record.style, "one_pot", record.gold.one_pot == 2, body
            for segment in record.segments:
                for text in segment.sentences:
                    yield record.style, "activity", segment.activity, text
                    yield record.style, "substance", segment.substance, text


def cues(records: Iterable[LabelledRecord]) -> list[Cue]:
    """The three most predictive 3-grams (by F1) of each class within each style, and all that give a class away."""
    tasks: dict[tuple[str, str], list[tuple[Hashable, str]]] = defaultdict(list)
    for style, task, label, text in _units(records):
        tasks[style, task].append((label, text))
    return [cue for (style, task), units in sorted(tasks.items()) for cue in _cues_of(style, task, units)]


def _cues_of(style: str, task: str, units: list[tuple[Hashable, str]]) -> Iterator[Cue]:
    sizes = Counter(label for label, _ in units)
    if len(sizes) < 2:
        return
    by_label: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for label, text in units:
        by_label[label].update({text[place : place + 3] for place in range(len(text) - 2)})
    everywhere: Counter[str] = Counter()
    for grams in by_label.values():
        everywhere.update(grams)
    for label, size in sorted(sizes.items(), key=lambda item: str(item[0])):
        found = [
            Cue(style, task, str(label), gram, everywhere[gram], count / everywhere[gram], count / size)
            for gram, count in by_label[label].items()
        ]
        found.sort(key=lambda cue: (-cue.precision * cue.recall / (cue.precision + cue.recall), cue.gram))
        yield from found[:_MOST]
        yield from filter(giveaway, found[_MOST:])
