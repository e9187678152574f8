"""Texts of the ledger: corpus records, whole once, then recombined from sentences of the same style and label."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from analyzer.parsing.claims import find_claims
from analyzer.types.labels import COUNTABLE, Activity, MeetingType, RecordType
from corpus.ledger.freshness import Freshness, Places
from corpus.ledger.people import people_of, words
from corpus.records import LabelledRecord

__all__ = ["Library", "Part", "Passage", "Text"]

_ENOUGH = 6
"""A style's pool is used where it has so many sentences for each place of a record; otherwise all styles' pool is."""
_BASES, _TRIES = 5, 4
_STALE = 30
"""After so many draws in a row without a fresh text, a deck is taken to be exhausted."""


class Passage(msgspec.Struct, frozen=True):
    """A sentence of the corpus with the record it comes from."""

    text: str
    record: int


class Part(msgspec.Struct, frozen=True):
    """A stretch of a text with one label: (activity, substance, lecturer) of a segment, (aspect, specific, generic) of a talk's sentence."""

    label: tuple[object, ...]
    passages: tuple[Passage, ...]

    @property
    def length(self) -> int:
        """Characters."""
        return sum(len(passage.text) for passage in self.passages)


class Text(msgspec.Struct, frozen=True):
    """A record's body before it has people; `base` is the record whose gold it keeps, `mixed` says that its sentences are of several.

    `fresh` is false where the stock gave nothing that is unlike every text before it.
    """

    base: LabelledRecord
    parts: tuple[Part, ...]
    mixed: bool
    fresh: bool = True

    def purposes(self) -> dict[Activity, tuple[int, int]]:
        """The countable purposes of a meeting, each with its best substance and its length in characters."""
        found: dict[Activity, tuple[int, int]] = {}
        for segment, part in zip(self.base.segments, self.parts, strict=False):
            if segment.activity in COUNTABLE:
                substance, length = found.get(segment.activity, (0, 0))
                found[segment.activity] = (max(substance, segment.substance), length + part.length)
        return found


class Library:
    """The corpus as a stock of texts. Memory is that of the corpus, whatever the size of the ledger."""

    def __init__(self, records: Iterable[LabelledRecord], rng: random.Random) -> None:
        self.records = tuple(record for record in records if record.trick is None and record.texts())
        self.people = tuple(people_of(record) for record in self.records)
        self._rng = rng
        self._pools: dict[tuple[object, ...], list[Passage]] = defaultdict(list)
        self._decks: dict[tuple[object, ...], list[Text]] = {}
        self._dealt: set[str] = set()
        self._stale: Counter[tuple[object, ...]] = Counter()
        self._freshness = Freshness()
        for number, record in enumerate(self.records):
            for part in self._whole(record, number):
                usable = [passage for passage in part.passages if not _tied(passage.text)]
                self._pools[(*part.label, record.style)] += usable
                self._pools[part.label] += usable

    @staticmethod
    def _whole(record: LabelledRecord, number: int) -> tuple[Part, ...]:
        if record.record_type is RecordType.TALK:
            return tuple(
                Part((sentence.aspect, sentence.specific, record.gold.generic), (Passage(sentence.text, number),))
                for sentence in record.sentences
            )
        return tuple(
            Part((segment.activity, segment.substance, segment.lecturer), tuple(Passage(text, number) for text in segment.sentences))
            for segment in record.segments
        )

    def stock(self, label: tuple[object, ...]) -> list[Passage]:
        """The sentences of all styles that have a label and name nobody."""
        return [passage for passage in self._pools[label] if not any(name in passage.text for name in self.people[passage.record])]

    def draw(self, key: str, style: str, fits: Callable[[LabelledRecord], bool]) -> Text:
        """A text of the style whose record fits; `key` names what fits. Where a style has no two such records, any style serves.

        Raises LookupError where the corpus has no such record.
        """
        deck = self._deck(key, style, fits)
        candidates = map(self._weighed, self._candidates(deck))
        best, places, seen = next(candidates)
        if self._stale[key, style] < _STALE and not self._freshness.is_fresh(seen):
            for candidate in candidates:
                if candidate[2] < seen:
                    best, places, seen = candidate
                if self._freshness.is_fresh(seen):
                    break
        fresh = self._freshness.is_fresh(seen)
        self._stale[key, style] = 0 if fresh else self._stale[key, style] + 1
        self._dealt.add("" if best.mixed else best.base.id)
        self._freshness.remember(places)
        deck.append(deck.pop(0))
        return msgspec.structs.replace(best, fresh=fresh)

    def _weighed(self, text: Text) -> tuple[Text, Places, int]:
        places = self._freshness.places(passage.text for part in text.parts for passage in part.passages)
        return text, places, self._freshness.seen(places)

    def _deck(self, key: str, style: str, fits: Callable[[LabelledRecord], bool]) -> list[Text]:
        deck = self._decks.get((key, style))
        if deck is None:
            texts = [Text(record, self._whole(record, number), mixed=False) for number, record in enumerate(self.records) if fits(record)]
            own = [text for text in texts if text.base.style == style]
            deck = own if len(own) > 1 else texts
            if not deck:
                raise LookupError(f"the corpus has no record for {key}")
            self._rng.shuffle(deck)
            self._decks[key, style] = deck
        return deck

    def _candidates(self, deck: list[Text]) -> Iterator[Text]:
        """Of the next records: the record itself, if it was not given out before and is tied to nothing; then recombinations from ever wider stock."""
        for base in deck[:_BASES]:
            if base.base.id not in self._dealt and not any(_tied(passage.text) for part in base.parts for passage in part.passages):
                yield base
            for attempt in range(_TRIES):
                yield self._mix(base, anywhere=attempt > 1)

    def _mix(self, text: Text, *, anywhere: bool) -> Text:
        needed = Counter[tuple[object, ...]]()
        for part in text.parts:
            needed[part.label] += len(part.passages)
        chosen: dict[tuple[object, ...], list[Passage]] = {}
        for label, count in needed.items():
            own = self._pools[(*label, text.base.style)]
            pool = self._pools[label] if anywhere or len(own) < _ENOUGH * count else own
            pool = pool or [passage for part in text.parts if part.label == label for passage in part.passages]
            chosen[label] = self._rng.sample(pool, count) if len(pool) >= count else self._rng.choices(pool, k=count)
        parts = tuple(
            Part(part.label, tuple(_ended(chosen[part.label].pop(), passage) for passage in part.passages)) for part in text.parts
        )
        return Text(text.base, parts, mixed=True)


def _tied(text: str) -> bool:
    """Whether a sentence claims a duty, or names what began within the year: it can't be put anywhere."""
    return bool(find_claims(text, 0, len(text), 0, MeetingType.OTHER)) or any(word in text for word in words()["recent"].split("|"))


def _ended(passage: Passage, place: Passage) -> Passage:
    """A passage that ends its line where the one in whose place it comes does so."""
    return Passage(passage.text.rstrip("\n") + ("\n" if place.text.endswith("\n") else ""), passage.record)
