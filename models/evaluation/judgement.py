"""What a labeller, a model or a baseline says of a record, in one shape: on the sentences as they were labelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from analyzer.types.report import MeetingPart, Report, TalkPart
from analyzer.types.span import Span
from corpus.records import LabelledRecord, labelled_text

__all__ = ["Judgement", "of_gold", "of_report", "segment_starts"]

Part = TypeVar("Part", TalkPart, MeetingPart)


class Judgement(msgspec.Struct, frozen=True):
    """Labels of the sentences and of the whole; None is what is not judged, an empty string a sentence that was not read.

    `segments` numbers the segment of each sentence; `edges` are the places in the text where a segment opens, the first left out.
    `confidences` belong to the sentences, `confidence` to the whole, 0 where it is not judged; `findings` are those that cost something, and `one_pot`.
    """

    aspects: tuple[str, ...] | None = None
    specific: tuple[bool, ...] | None = None
    activities: tuple[str, ...] | None = None
    substances: tuple[int, ...] | None = None
    segments: tuple[int, ...] | None = None
    edges: frozenset[int] | None = None
    depth: int | None = None
    kind: str | None = None
    generic: bool | None = None
    one_pot: int | None = None
    band: int | None = None
    findings: frozenset[str] | None = None
    confidences: tuple[float, ...] | None = None
    confidence: float | None = None
    review: tuple[str, ...] = ()

    def reordered(self, order: Sequence[int]) -> Judgement:
        """The same with the sentences `order` alone, in that order."""
        return msgspec.structs.replace(
            self,
            aspects=None if self.aspects is None else tuple(self.aspects[i] for i in order),
            specific=None if self.specific is None else tuple(self.specific[i] for i in order),
            activities=None if self.activities is None else tuple(self.activities[i] for i in order),
            substances=None if self.substances is None else tuple(self.substances[i] for i in order),
            confidences=None if self.confidences is None else tuple(self.confidences[i] for i in order),
            segments=None,
            edges=None,
        )


def of_gold(record: LabelledRecord) -> Judgement:
    """What the labeller says."""
    _, units = labelled_text(record)
    gold = record.gold
    whole = Judgement(band=gold.band, findings=frozenset(map(str, gold.findings)))
    if record.sentences:
        return msgspec.structs.replace(
            whole,
            aspects=tuple(str(sentence.aspect) for sentence in record.sentences),
            specific=tuple(sentence.specific for sentence in record.sentences),
            depth=gold.depth,
            kind=str(gold.talk_kind),
            generic=gold.generic,
        )
    numbers = tuple(unit.segment for unit in units)
    return msgspec.structs.replace(
        whole,
        activities=tuple(str(record.segments[number].activity) for number in numbers),
        substances=tuple(record.segments[number].substance for number in numbers),
        segments=numbers,
        edges=segment_starts(record, numbers),
        one_pot=gold.one_pot,
    )


def of_report(record: LabelledRecord, report: Report) -> Judgement:
    """What a report says: each labelled sentence gets the part of the report that shares most characters with it.

    Of a record that is not judged, or judged as the other type, the whole counts as in the middle: depth 1, one-pot 0, band 3.
    """
    _, units = labelled_text(record)
    findings = frozenset(found.kind for found in report.findings if found.severity != "info" or found.kind == "one_pot")
    whole = Judgement(band=report.band or 3, findings=findings, confidence=report.confidence or 0.0, review=report.review)
    if record.sentences:
        sentences = [_most(unit.span, report.sentences) for unit in units]
        return msgspec.structs.replace(
            whole,
            aspects=tuple(part.aspect if part else "" for part in sentences),
            specific=tuple(bool(part and part.specific) for part in sentences),
            confidences=tuple(part.confidence if part else 0.0 for part in sentences),
            depth=report.talk.depth if report.talk else 1,
            kind=report.talk.kind if report.talk else "",
            generic=bool(report.talk and report.talk.generic),
        )
    parts = [_most(unit.span, report.segments) for unit in units]
    places = list(report.segments)
    return msgspec.structs.replace(
        whole,
        activities=tuple(part.activity if part else "" for part in parts),
        substances=tuple(part.substance if part else 1 for part in parts),
        confidences=tuple(part.confidence if part else 0.0 for part in parts),
        segments=tuple(places.index(part) if part else -1 for part in parts),
        edges=frozenset(part.start for part in report.segments[1:]),
        one_pot=report.meeting.one_pot if report.meeting else 0,
    )


def segment_starts(record: LabelledRecord, segments: Sequence[int]) -> frozenset[int]:
    """The places in the text where a sentence opens another segment than the one before."""
    _, units = labelled_text(record)
    return frozenset(units[i].span.start for i in range(1, len(units)) if segments[i] != segments[i - 1])


def _most(span: Span, parts: Sequence[Part]) -> Part | None:
    shared = [(min(part.end, span.end) - max(part.start, span.start), -part.start, part) for part in parts]
    best = max(shared, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None
