"""How much of each class the corpus has, and how much it ought to have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from analyzer.types.labels import Activity, Aspect, RecordType
from corpus.fragments import Fragment
from corpus.guideline.boundary import is_boundary_case
from corpus.guideline.written import Corpus
from corpus.pairs import Flip
from corpus.records import LabelledRecord, Trick

__all__ = ["Balance", "Shortage", "measure", "shortages"]

_STYLES, _TALKS, _MEETINGS, _SENTENCES = 12, 25, 25, 12_000
_OF_A_CLASS, _STYLES_OF_A_CLASS, _PAIRS, _ADVERSARIAL = 400, 8, 500, 150
_ONE_BOUNDARY_CASE_IN = 6
_KINDS = ("talk", "meeting", "adversarial")


class Balance(msgspec.Struct, frozen=True):
    """Counts: records by (style, kind), sentences by (class, style), bands by (style, kind, band); kinds are talk, meeting, adversarial, pair.

    `boundary` are the records by style that one sentence or segment keeps on their side: by their labels, or as a pair shows by its edit.
    """

    records: dict[tuple[str, str], int]
    sentences: dict[tuple[str, str], int]
    bands: dict[tuple[str, str, int], int]
    tricks: dict[Trick, int]
    flips: dict[str, int]
    boundary: dict[str, int]

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles that have records."""
        return tuple(sorted({style for style, _ in self.records}))

    def of_class(self, name: str) -> dict[str, int]:
        """Sentences of one class by style."""
        return {style: count for (label, style), count in self.sentences.items() if label == name and count}

    def written(self, style: str) -> int:
        """Records of one style, without pairs."""
        return sum(self.records.get((style, kind), 0) for kind in _KINDS)

    @property
    def labelled(self) -> int:
        """Labelled sentences in all."""
        return sum(self.sentences.values())


class Shortage(msgspec.Struct, frozen=True):
    """Something of which there is too little."""

    what: str
    there: int
    needed: int


def _classes(record: LabelledRecord) -> Iterator[str]:
    for sentence in record.sentences:
        yield f"aspect:{sentence.aspect}"
    for segment in record.segments:
        for _ in segment.sentences:
            yield f"activity:{segment.activity}"


def measure(corpus: Corpus) -> Balance:
    """The balance of what was read; sentences of pairs are counted where the edit brings new ones."""
    records: Counter[tuple[str, str]] = Counter()
    sentences: Counter[tuple[str, str]] = Counter()
    bands: Counter[tuple[str, str, int]] = Counter()
    for record in (written.record for written in corpus.records):
        kind = "adversarial" if record.trick else str(record.record_type)
        records[record.style, kind] += 1
        bands[record.style, kind, record.gold.band] += 1
        sentences.update((name, record.style) for name in _classes(record))
    for _, pair in corpus.pairs:
        records[pair.base.style, "pair"] += 1
        old = Counter(pair.base.texts())
        for name, text in zip(_classes(pair.edited), pair.edited.texts(), strict=True):
            old[text] -= 1
            if old[text] < 0:
                sentences[name, pair.base.style] += 1
    sentences.update((_class_of(fragment), fragment.style) for _, fragment in corpus.fragments)
    flipped = {pair.base.id for _, pair in corpus.pairs if pair.written.flip in (Flip.GENERIC, Flip.ONE_POT)}
    boundary = Counter(
        written.record.style for written in corpus.records if written.record.id in flipped or is_boundary_case(written.record)
    )
    return Balance(
        dict(records),
        dict(sentences),
        dict(bands),
        dict(Counter(written.record.trick for written in corpus.records if written.record.trick)),
        dict(Counter(str(pair.written.flip) for _, pair in corpus.pairs)),
        dict(boundary),
    )


def _class_of(fragment: Fragment) -> str:
    return f"aspect:{fragment.aspect}" if fragment.record_type is RecordType.TALK else f"activity:{fragment.activity}"


def shortages(balance: Balance) -> list[Shortage]:
    """What is below the required minima."""
    return [shortage for shortage in _required(balance) if shortage.there < shortage.needed]


def _required(balance: Balance) -> Iterable[Shortage]:
    full = [
        style
        for style in balance.styles
        if balance.records.get((style, "talk"), 0) >= _TALKS and balance.records.get((style, "meeting"), 0) >= _MEETINGS
    ]
    yield Shortage(f"写满{_TALKS}篇谈话、{_MEETINGS}篇会议的样式", len(full), _STYLES)
    yield Shortage("标注句", balance.labelled, _SENTENCES)
    by_class: dict[str, dict[str, int]] = defaultdict(dict)
    for (name, style), count in balance.sentences.items():
        by_class[name][style] = count
    for name in [*(f"aspect:{aspect}" for aspect in Aspect), *(f"activity:{activity}" for activity in Activity)]:
        yield Shortage(f"{name} 的句子", sum(by_class[name].values()), _OF_A_CLASS)
        yield Shortage(f"{name} 的样式", len(by_class[name]), _STYLES_OF_A_CLASS)
    for style in balance.styles:
        needed = -(-balance.written(style) // _ONE_BOUNDARY_CASE_IN)
        yield Shortage(f"{style} 的边界例", balance.boundary.get(style, 0), needed)
    yield Shortage("对照组", sum(balance.flips.values()), _PAIRS)
    yield Shortage("对抗样本", sum(balance.tricks.values()), _ADVERSARIAL)
