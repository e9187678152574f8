"""What a record's text says: facts and probabilities, no points."""

from __future__ import annotations

import msgspec

from analyzer.types.labels import Activity, Aspect, Lecturer, TalkKind
from analyzer.types.span import Span

__all__ = ["MeetingReading", "Purpose", "Reading", "Segment", "Sentence", "TalkReading"]


class Sentence(msgspec.Struct, frozen=True):
    """One sentence or dialogue turn of a talk: what it is about, and whether it states a fact of this person."""

    span: Span
    aspect: Aspect
    specific: bool
    specific_probability: float
    confidence: float


class Segment(msgspec.Struct, frozen=True):
    """A stretch of a meeting that serves one purpose; `sentences` are its parts in order.

    `substance` is 0–2, `substance_expected` its expectation under the model.
    """

    span: Span
    activity: Activity
    substance: int
    substance_expected: float
    confidence: float
    sentences: tuple[Span, ...]
    lecturer: Lecturer | None = None


class Purpose(msgspec.Struct, frozen=True):
    """A countable purpose of a meeting with the best `substance` among its segments."""

    activity: Activity
    substance: int
    spans: tuple[Span, ...]


class TalkReading(msgspec.Struct, frozen=True):
    """The whole talk: depth 0–3, kind, and the probability that the generic flag is right."""

    depth: int
    kind: TalkKind
    generic: bool
    confidence: float


class MeetingReading(msgspec.Struct, frozen=True):
    """The whole meeting: one-pot grade 0–2 and its countable purposes."""

    one_pot: int
    purposes: tuple[Purpose, ...]
    confidence: float


class Reading(msgspec.Struct, frozen=True):
    """Either `sentences` and `talk`, or `segments` and `meeting`.

    `dimensions` are the rated dimensions 0.0–4.0 as expected values, by key; `band` is the judgement on the whole, 1–5, before any cap;
    `confidence` is the probability that its band is right to within one, `boilerplate` that most of what is said would fit anybody.
    `padding` are the sentences that were set aside before reading: repetitions, keywords, slogans, words to whoever grades.
    """

    band: int
    confidence: float
    dimensions: tuple[tuple[str, float], ...]
    boilerplate: float
    sentences: tuple[Sentence, ...] = ()
    segments: tuple[Segment, ...] = ()
    talk: TalkReading | None = None
    meeting: MeetingReading | None = None
    padding: frozenset[Span] = frozenset()

    def dimension(self, key: str) -> float:
        """The expected rating of one dimension."""
        return dict(self.dimensions)[key]
