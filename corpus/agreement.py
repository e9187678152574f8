"""How far two labellings of the same records agree: the ceiling that models are held against."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from analyzer.types.labels import FindingKind, RecordType
from corpus.records import LabelledRecord, load_records
from corpus.splits import RECORDS, sealed_styles

__all__ = ["SECOND", "Agreement", "agreement", "boundary_f1", "kappa", "labelled_again", "load_second", "quadratic_kappa", "twice_labelled"]

SECOND = Path(__file__).parent / "second"
"""The folder of the second labelling: records as in `corpus/records`, labelled by somebody who did not see the first labels."""
_T = TypeVar("_T", bound=Hashable)


def kappa(first: Sequence[_T], second: Sequence[_T], distance: Callable[[_T, _T], float] = lambda one, other: float(one != other)) -> float:
    """Cohen's kappa; with a `distance` other than 0 and 1 the weighted one (Cohen 1968). 1 where chance alone already agrees wholly."""
    ones, others = Counter(first), Counter(second)
    observed = sum(distance(one, other) for one, other in zip(first, second, strict=True))
    expected = sum(ones[one] * others[other] * distance(one, other) for one in ones for other in others) / max(len(first), 1)
    return 1 - observed / expected if expected else 1.0


def quadratic_kappa(first: Sequence[int], second: Sequence[int]) -> float:
    """Kappa of grades with quadratic weights."""
    return kappa(first, second, lambda one, other: float((one - other) ** 2))


def boundary_f1(first: Sequence[set[int]], second: Sequence[set[int]]) -> float:
    """F1 of exact inner boundaries over all texts; places are positions in the text, the first segment's start does not count."""
    hits = sum(len(one & other) for one, other in zip(first, second, strict=True))
    marked = sum(len(one) + len(other) for one, other in zip(first, second, strict=True))
    return 2 * hits / marked if marked else 1.0


class Agreement(msgspec.Struct, frozen=True):
    """One measure over `units` records, sentences or boundaries; `measure` is kappa, quadratic kappa, or F1."""

    task: str
    measure: str
    units: int
    value: float


def load_second(folder: Path = SECOND, *, release: bool = False) -> Iterator[LabelledRecord]:
    """The second labelling of styles that are not sealed (of all, for a release), in the order of file and line."""
    closed = frozenset() if release else sealed_styles()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = msgspec.json.decode(line, type=LabelledRecord)
            if record.style not in closed:
                yield record


def twice_labelled(second: Path = SECOND, records: Path = RECORDS) -> list[tuple[LabelledRecord, LabelledRecord]]:
    """The records of the corpus that have two labellings, as (first, second); raises ValueError where the two have different texts."""
    return labelled_again(load_records(folder=records), second)


def labelled_again(records: Iterable[LabelledRecord], second: Path = SECOND) -> list[tuple[LabelledRecord, LabelledRecord]]:
    """Those of the records that have a second labelling, with it; raises ValueError where the two have different texts."""
    by_id = {record.id: record for record in records}
    pairs = [(by_id[record.id], record) for record in load_second(second) if record.id in by_id]
    for one, other in pairs:
        if "".join(one.texts()) != "".join(other.texts()):
            raise ValueError(f"{one.id}: the second labelling has another text")
    return pairs


def _spans(record: LabelledRecord) -> list[tuple[int, int, int]]:
    """The sentences as (start in the body, end, number of the segment)."""
    numbers = [0] * len(record.sentences) + [number for number, segment in enumerate(record.segments) for _ in segment.sentences]
    found, place = [], 0
    for text, number in zip(record.texts(), numbers, strict=True):
        found.append((place, place + len(text), number))
        place += len(text)
    return found


def _aligned(one: LabelledRecord, other: LabelledRecord) -> Iterator[tuple[int, int, int, int]]:
    """Each sentence of one with that of the other in which its middle lies: (sentence, segment, sentence, segment)."""
    spans = _spans(other)
    starts = [start for start, _, _ in spans]
    for number, (start, end, segment) in enumerate(_spans(one)):
        found = max(bisect_right(starts, (start + end) // 2) - 1, 0)
        yield number, segment, found, spans[found][2]


def _boundaries(record: LabelledRecord) -> set[int]:
    first: dict[int, int] = {}
    for start, _, segment in _spans(record):
        first.setdefault(segment, start)
    return set(first.values()) - {0}


def agreement(pairs: Sequence[tuple[LabelledRecord, LabelledRecord]]) -> list[Agreement]:
    """Every measure that the records allow, sentences first."""
    talks = [pair for pair in pairs if pair[0].record_type is RecordType.TALK]
    meetings = [pair for pair in pairs if pair[0].record_type is RecordType.MEETING]
    sentences = [(a.sentences[i], b.sentences[j]) for a, b in talks for i, _, j, _ in _aligned(a, b)]
    segments = [(a.segments[i], b.segments[j]) for a, b in meetings for _, i, _, j in _aligned(a, b)]
    found = [
        _kappa("谈话方面", [(one.aspect, other.aspect) for one, other in sentences]),
        _kappa("是否具体", [(one.specific, other.specific) for one, other in sentences]),
        _kappa("环节类别", [(one.activity, other.activity) for one, other in segments]),
        _weighted("实质", [(one.substance, other.substance) for one, other in segments]),
    ]
    marks = [(_boundaries(a), _boundaries(b)) for a, b in meetings]
    ones, others = [one for one, _ in marks], [other for _, other in marks]
    found.append(Agreement("环节起点", "F1", sum(map(len, ones)), boundary_f1(ones, others)))
    found += [
        _kappa("泛泛谈话", [(a.gold.generic, b.gold.generic) for a, b in talks]),
        _kappa("谈话类别", [(a.gold.talk_kind, b.gold.talk_kind) for a, b in talks]),
        _weighted("谈话深度", [(a.gold.depth or 0, b.gold.depth or 0) for a, b in talks]),
        _weighted("一会多用", [(a.gold.one_pot or 0, b.gold.one_pot or 0) for a, b in meetings]),
        _weighted("谈话档次", [(a.gold.band, b.gold.band) for a, b in talks]),
        _weighted("会议档次", [(a.gold.band, b.gold.band) for a, b in meetings]),
        _kappa("问题（记录×类别）", [(kind in a.gold.findings, kind in b.gold.findings) for a, b in pairs for kind in FindingKind]),
    ]
    return [one for one in found if one.units]


def _kappa(task: str, pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    both = list(pairs)
    return Agreement(task, "κ", len(both), kappa([one for one, _ in both], [other for _, other in both]))


def _weighted(task: str, pairs: Iterable[tuple[int, int]]) -> Agreement:
    both = list(pairs)
    return Agreement(task, "二次加权 κ", len(both), quadratic_kappa([one for one, _ in both], [other for _, other in both]))
