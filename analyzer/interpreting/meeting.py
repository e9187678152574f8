"""Reading a meeting: its segments, then the whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.context import in_context
from analyzer.classifying.features import Features, Units, featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.linear import shares, sigmoid
from analyzer.classifying.models import Models, Reader
from analyzer.classifying.padding import is_padding
from analyzer.interpreting.confidence import verdict
from analyzer.interpreting.lecturer import find_lecturer
from analyzer.interpreting.purposes import FEWEST_CROWDED, MEETING_EVIDENCE, countable_purposes, meeting_evidence
from analyzer.segmenting.boundaries import boundary_features
from analyzer.segmenting.decode import CutSegment, DecodingWeights, decode
from analyzer.segmenting.marks import list_marks
from analyzer.segmenting.spans import SpanScores
from analyzer.text.alignment import AlignedText
from analyzer.text.hashing import HashedText
from analyzer.text.sentences import split_sentences
from analyzer.types.labels import Activity, MeetingDimension, RecordType
from analyzer.types.reading import MeetingReading, Reading, Segment
from analyzer.types.record import Record
from analyzer.types.span import Span

__all__ = [
    "MEETING_EVIDENCE",
    "activities_alone",
    "activities_in_context",
    "cut_meeting",
    "meeting_numbers",
    "read_meeting",
    "segment_features",
]

Floats = npt.NDArray[np.float32]

_ACTIVITIES = tuple(Activity)


def read_meeting(aligned: AlignedText, record: Record, models: Models) -> Reading:
    """The reading of a meeting; its body has at least one word."""
    start, end = aligned.forth(record.body)
    units = split_sentences(aligned.text, start, end)
    padding = is_padding(aligned.text, units)
    told = [unit for unit, filled in zip(units, padding, strict=True) if not filled] or units
    features = models.meeting.vocabulary.known(featurize(HashedText(aligned.text), told, lexicon()))
    features = models.encoded(features, aligned.text, told, RecordType.MEETING)
    cuts, segments = _segments(aligned, told, features, models)
    purposes = countable_purposes(segments, record)
    numbers = meeting_evidence(segments, purposes, features, cuts, record, len(units) - len(told))
    segments = _filled_up(segments, [aligned.back(*unit) for unit in units if unit not in told])
    grade = models.ordinal["one_pot"].grade(numbers) if len(purposes) >= FEWEST_CROWDED else 0
    found = verdict(RecordType.MEETING, models, numbers)
    meeting = MeetingReading(grade, purposes, models.calibrated("one_pot", found.flag_confidence))
    dimensions = tuple((str(key), models.ordinal[f"meeting.{key}"].expected(numbers)) for key in MeetingDimension)
    stock = max(float(models.ordinal["meeting.boilerplate"].above(numbers)[0]), float(padding.mean()))
    band = models.ordinal["meeting.band"].grade(numbers)
    return Reading(band, models.calibrated("report", found.confidence), dimensions, stock, segments=segments, meeting=meeting)


def _filled_up(segments: tuple[Segment, ...], padding: Sequence[Span]) -> tuple[Segment, ...]:
    """The segments with each padding sentence in the segment before it, that of the opening in the first one."""
    if not padding:
        return segments
    starts = [segment.span.start for segment in segments]
    owners = [max(0, bisect_right(starts, span.start) - 1) for span in padding]
    found = []
    for number, segment in enumerate(segments):
        own = tuple(sorted((*segment.sentences, *(span for span, owner in zip(padding, owners, strict=True) if owner == number))))
        whole = Span(own[0].start, max(span.end for span in own))
        found.append(msgspec.structs.replace(segment, span=whole, sentences=own))
    return tuple(found)


def meeting_numbers(
    aligned: AlignedText, units: Units, features: Features, record: Record, models: Models, padding: int
) -> dict[str, float]:
    """The evidence on the whole of a meeting that is cut into `units` already, beside `padding` ones that are left out."""
    cuts, segments = _segments(aligned, units, features, models)
    return meeting_evidence(segments, countable_purposes(segments, record), features, cuts, record, padding)


def _segments(aligned: AlignedText, units: Units, features: Features, models: Models) -> tuple[list[CutSegment], tuple[Segment, ...]]:
    cuts = cut_meeting(features, list_marks(aligned.text, units), models)
    chances = sigmoid(models.meeting.linear["substance"].scores(segment_features(features, cuts)))
    return cuts, tuple(_segment(aligned, units, cut, row, models) for cut, row in zip(cuts, chances, strict=True))


def activities_alone(features: Features, reader: Reader) -> Floats:
    """What each unit says of its activity for itself (units × activities)."""
    return shares(reader.linear["activity.alone"].scores(features))


def activities_in_context(features: Features, reader: Reader) -> Floats:
    """What each unit says of its activity in the light of its neighbours (units × activities)."""
    return shares(reader.linear["activity"].scores(in_context(features, activities_alone(features, reader))))


def cut_meeting(features: Features, marks: Floats, models: Models) -> list[CutSegment]:
    """The segments of a meeting as ranges of units; `marks` are those of its lists (units × 3)."""
    linear = models.meeting.linear
    activities = activities_in_context(features, models.meeting)
    boundary = linear["boundary"].scores(boundary_features(features, activities, marks))[:, 0]
    weights = DecodingWeights(**models.settings)
    return decode(activities, SpanScores(linear["stretch"], features), boundary, models.transitions, weights)


def segment_features(features: Features, cuts: list[CutSegment]) -> Features:
    """One row for each segment: its hashes together, the mean and the greatest of its readable numbers, its length in units and in features."""
    edges = np.array([cut.start for cut in cuts] + [cuts[-1].end])
    rows = []
    for cut in cuts:
        block = features.dense[cut.start : cut.end]
        known = features.offsets[cut.end] - features.offsets[cut.start]
        rows.append(np.concatenate([block.mean(axis=0), block.max(axis=0), [np.log2(len(block) + 1) / 3, np.log2(known + 1) / 6]]))
    return Features(features.indices, features.offsets[edges], np.array(rows, dtype=np.float32), features.groups, features.squares)


def _segment(aligned: AlignedText, units: Units, cut: CutSegment, above: Floats, models: Models) -> Segment:
    activity = _ACTIVITIES[cut.label]
    first, last = units[cut.start][0], units[cut.end - 1][1]
    words = aligned.text[first:last]
    expected = float(above[0] + min(above[0], above[1]))
    grade = min(2, round(expected)) if activity is not Activity.PROCEDURE else min(1, round(expected))
    return Segment(
        span=aligned.back(first, last),
        activity=activity,
        substance=grade,
        substance_expected=expected,
        confidence=models.calibrated("activity", cut.confidence),
        sentences=tuple(aligned.back(*unit) for unit in units[cut.start : cut.end]),
        lecturer=find_lecturer(words) if activity is Activity.PARTY_LECTURE else None,
    )
