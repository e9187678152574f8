"""From what the stages found to the published report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from analyzer.errors import InputError
from analyzer.scoring.grade import grade
from analyzer.scoring.review import review_reasons
from analyzer.types.document import Document
from analyzer.types.finding import Finding
from analyzer.types.policy import Policy
from analyzer.types.reading import Reading
from analyzer.types.record import Record
from analyzer.types.report import (
    SCHEMA_VERSION,
    Evidence,
    MeetingPart,
    MeetingSummary,
    NotJudged,
    PurposePart,
    RecordClaim,
    Report,
    ReportField,
    ReportFinding,
    ReportRecord,
    ReportSource,
    TalkPart,
    TalkSummary,
    Versions,
)
from analyzer.types.span import Span

__all__ = ["not_judged", "publish"]


def publish(
    document: Document, record: Record, reading: Reading, findings: Sequence[Finding], policy: Policy, versions: Versions
) -> Report:
    """The report of a record that was judged."""
    graded = grade(findings, reading, policy)
    place = _placer(document.text)
    quote = _quoter(document.text, place)
    talk, meeting = reading.talk, reading.meeting
    return Report(
        schema=SCHEMA_VERSION,
        source=_source(document, record),
        record=_record(document, record, quote),
        text=document.text,
        segments=tuple(
            MeetingPart(
                *place(part.span),
                str(part.activity),
                part.substance,
                part.lecturer and str(part.lecturer),
                _rounded(part.confidence),
            )
            for part in reading.segments
        ),
        sentences=tuple(
            TalkPart(*place(part.span), str(part.aspect), part.specific, _rounded(part.confidence)) for part in reading.sentences
        ),
        talk=None if talk is None else TalkSummary(talk.depth, str(talk.kind), talk.generic, _rounded(talk.confidence)),
        meeting=None
        if meeting is None
        else MeetingSummary(
            meeting.one_pot,
            tuple(PurposePart(str(purpose.activity), purpose.substance) for purpose in meeting.purposes),
            tuple(dict.fromkeys(claim.duty for claim in record.claims)),
            _rounded(meeting.confidence),
        ),
        dimensions=graded.dimensions,
        score=graded.score,
        band=graded.band,
        confidence=_rounded(reading.confidence),
        review=review_reasons(document, record, reading, findings, policy),
        findings=tuple(
            ReportFinding(
                str(found.kind),
                str(found.severity),
                found.message,
                found.advice,
                found.rule,
                points,
                tuple(map(quote, found.evidence)),
                caps,
            )
            for found, points, caps in zip(findings, graded.points, graded.caps, strict=True)
        ),
        notices=document.notices,
        not_judged=None,
        versions=versions,
        band_note=graded.note,
    )


def not_judged(document: Document, record: Record, reason: InputError, versions: Versions) -> Report:
    """The report of a record that is not judged: no score, no band, the reason with its place, and what to do."""
    said = f"{reason.where}：{reason.problem}" if reason.where else reason.problem
    return Report(
        schema=SCHEMA_VERSION,
        source=_source(document, record),
        record=_record(document, record, _quoter(document.text, _placer(document.text))),
        text=document.text,
        segments=(),
        sentences=(),
        talk=None,
        meeting=None,
        dimensions={},
        score=None,
        band=None,
        confidence=None,
        review=(said,),
        findings=(),
        notices=document.notices,
        not_judged=NotJudged(reason.code, said, reason.remedy),
        versions=versions,
    )


def _source(document: Document, record: Record) -> ReportSource:
    return ReportSource(document.source.name, record.index, document.source.reader, document.source.sha256, document.offset)


def _record(document: Document, record: Record, quote: Callable[[Span], Evidence]) -> ReportRecord:
    value = record.value
    return ReportRecord(
        id=value("id") or f"{document.source.sha256[:12]}-{record.index}",
        type=str(record.type),
        meeting_type=record.meeting_type and str(record.meeting_type),
        title=value("title"),
        date=value("date"),
        start=value("start"),
        end=value("end"),
        branch=value("branch"),
        fields={field.key: ReportField(field.value, None if field.span is None else quote(field.span)) for field in record.fields},
        claims=tuple(RecordClaim(claim.duty, claim.count, claim.hours, claim.ticked) for claim in (record.own, *record.claims)),
    )


def _rounded(probability: float) -> float:
    return round(float(probability), 4)


def _placer(text: str) -> Callable[[Span], tuple[int, int, int, int]]:
    """Turns a place into its start and end in code points, then in UTF-16 units."""
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return lambda span: (span.start, span.end, span.start, span.end)
    astral = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda span: (span.start, span.end, span.start + bisect_left(astral, span.start), span.end + bisect_left(astral, span.end))


def _quoter(text: str, place: Callable[[Span], tuple[int, int, int, int]]) -> Callable[[Span], Evidence]:
    return lambda span: Evidence(*place(span), span.of(text))
