"""Reading a meeting: its segments, then the whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.candidates import Candidates, candidates, weighed
from analyzer.classifying.context import in_context, neighbours
from analyzer.classifying.features import Features, Units, featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.linear import shares
from analyzer.classifying.models import Models, Reader
from analyzer.classifying.padding import is_padding
from analyzer.classifying.shapes import DENSE_NAMES
from analyzer.classifying.words import owners_of, words_of
from analyzer.interpreting.confidence import verdict
from analyzer.interpreting.lecturer import find_lecturer
from analyzer.interpreting.purposes import FEWEST_CROWDED, MEETING_EVIDENCE, countable_purposes, meeting_evidence
from analyzer.segmenting.boundaries import boundary_features, edge_rows, likenesses
from analyzer.segmenting.chains import lexical_chains
from analyzer.segmenting.decode import CutSegment, DecodingWeights, decode
from analyzer.segmenting.layout import layout
from analyzer.segmenting.marks import list_marks
from analyzer.segmenting.spans import SpanScores
from analyzer.segmenting.substance import substance_chances
from analyzer.text.alignment import AlignedText
from analyzer.text.sentences import split_sentences
from analyzer.types.labels import Activity, MeetingDimension, RecordType
from analyzer.types.reading import MeetingReading, Reading, Segment
from analyzer.types.record import Record
from analyzer.types.span import Span

__all__ = [
    "MEETING_EVIDENCE",
    "MeetingLook",
    "activities_alone",
    "activities_in_context",
    "activity_candidates",
    "cut_meeting",
    "look_at_meeting",
    "meeting_numbers",
    "read_meeting",
]

Floats = npt.NDArray[np.float32]

_ACTIVITIES = tuple(Activity)


def read_meeting(aligned: AlignedText, record: Record, models: Models) -> Reading:
    """The reading of a meeting; its body has at least one word."""
    start, end = aligned.forth(record.body)
    units = split_sentences(aligned.text, start, end)
    padding = is_padding(aligned.text, units)
    kept = [unit for unit, filled in zip(units, padding, strict=True) if not filled]
    aside = [aligned.back(*unit) for unit, filled in zip(units, padding, strict=True) if filled]
    told = kept or units
    features = models.meeting.vocabulary.known(featurize(aligned.hashed, told, lexicon()))
    features = models.encoded(features, aligned.text, told, RecordType.MEETING)
    cuts, segments = _segments(aligned, told, features, models)
    purposes = countable_purposes(segments, record)
    numbers = meeting_evidence(segments, purposes, features, cuts, record, len(units) - len(told))
    segments = _filled_up(segments, aside) if kept else segments
    grade = models.ordinal["one_pot"].grade(numbers) if len(purposes) >= FEWEST_CROWDED else 0
    found = verdict(RecordType.MEETING, models, numbers)
    meeting = MeetingReading(grade, purposes, models.calibrated("one_pot", found.flag_confidence))
    dimensions = tuple((str(key), models.ordinal[f"meeting.{key}"].expected(numbers)) for key in MeetingDimension)
    stock = max(models.ordinal["meeting.boilerplate"].above(numbers)[0], len(aside) / len(units))
    band = models.ordinal["meeting.band"].grade(numbers)
    confidence = models.calibrated("report", found.confidence)
    return Reading(band, confidence, dimensions, stock, segments=segments, meeting=meeting, padding=frozenset(aside))


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
    look = look_at_meeting(aligned, units, features, models.meeting)
    cuts = cut_meeting(look, models)
    edges = np.array([*(cut.start for cut in cuts), len(units)])
    chances = substance_chances(features, look.activities, units, edges, models.meeting)
    return cuts, tuple(_segment(aligned, units, cut, some, much, models) for cut, (some, much) in zip(cuts, chances.tolist(), strict=True))


def activities_alone(features: Features, reader: Reader) -> Floats:
    """What each unit says of its activity for itself (units × activities)."""
    return shares(reader.linear["activity.alone"].scores(features))


def activities_in_context(features: Features, alone: Floats, reader: Reader) -> Floats:
    """What each unit says of its activity in the light of its neighbours (units × activities); `alone` is what they say for themselves."""
    return shares(reader.linear["activity"].scores(in_context(features, alone)))


class MeetingLook(NamedTuple):
    """What the models make of the units before they are cut: the activities (units × classes), those of whole stretches, the linear score of a
    boundary at each unit, and what the trees that place boundaries know of it.
    """

    activities: Floats
    spans: SpanScores
    boundary: Floats
    edges: Floats


def activity_candidates(features: Features, alone: Floats, second: Floats) -> Candidates:
    """The likeliest activities of each unit, with what both looks say and how the unit and the one before are written."""
    shapes = features.dense[:, : len(DENSE_NAMES)]
    return candidates(alone, second, np.concatenate([shapes, neighbours(shapes, -1)], axis=1))


def look_at_meeting(aligned: AlignedText, units: Units, features: Features, reader: Reader) -> MeetingLook:
    """The looks at the units of a meeting that lead to its segments."""
    alone = activities_alone(features, reader)
    second = activities_in_context(features, alone, reader)
    activities = weighed(reader.trees["activity.last"], activity_candidates(features, alone, second), len(_ACTIVITIES))
    spans = SpanScores(reader.linear["stretch"], features)
    likeness, marks = likenesses(features), list_marks(aligned.text, units)
    boundary = reader.linear["boundary"].scores(boundary_features(features, activities, likeness[:, 0], marks))[:, 0]
    chains = lexical_chains(words_of(aligned.hashed, units, owners_of(units)), len(units))
    edges = edge_rows(features, (alone, activities), boundary, spans, likeness, chains, marks, layout(aligned.text, units))
    return MeetingLook(activities, spans, boundary, edges)


def cut_meeting(look: MeetingLook, models: Models) -> list[CutSegment]:
    """The segments of a meeting as ranges of units."""
    boundary = models.meeting.trees["edge"].scores(look.edges)
    return decode(look.activities, look.spans, boundary, models.transitions, DecodingWeights(**models.settings))


def _segment(aligned: AlignedText, units: Units, cut: CutSegment, some: float, much: float, models: Models) -> Segment:
    """A cut as a segment; `some` and `much` are the probabilities that its substance is at least 1 and at least 2."""
    activity = _ACTIVITIES[cut.label]
    first, last = units[cut.start][0], units[cut.end - 1][1]
    words = aligned.text[first:last]
    expected = some + min(some, much)
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
