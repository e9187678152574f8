"""Training examples: the corpus as features with labels, on the sentences as they were labelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features, Units, featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.meanings import load_meanings
from analyzer.parsing import parse_record
from analyzer.text.alignment import AlignedText, clean
from analyzer.text.sentences import split_sentences
from analyzer.types.document import Document, Source
from analyzer.types.labels import FindingKind, RecordType
from analyzer.types.record import Record
from analyzer.types.span import Span
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord, LabelledSegment, LabelledSentence, labelled_text
from corpus.reviewed import CheckedSegment, CheckedSentence, ReviewedRecord

__all__ = ["Example", "edited_examples", "examples", "picked", "reviewed_examples", "stacked"]


class Example(msgspec.Struct, frozen=True):
    """A labelled record, its text, its parsed header, and the features of its labelled sentences.

    `taught` marks the sentences that are learned from: all, of an edited record the new ones, of a reviewed one those that a person checked.
    `grades` are the judgements on the whole that are known, by name of their ordinal model without the type before it; an edit has none.
    One that is `spliced` of segments of others teaches where segments begin, and nothing else.
    """

    record: LabelledRecord | ReviewedRecord
    aligned: AlignedText
    parsed: Record
    units: Units
    features: Features
    segment_of: npt.NDArray[np.int64]
    taught: npt.NDArray[np.bool_]
    grades: Mapping[str, int]
    spliced: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a record in its own right with all its labels: neither an edit of another one nor a review."""
        return isinstance(self.record, LabelledRecord) and bool(self.taught.all())

    @property
    def sentences(self) -> Sequence[LabelledSentence | CheckedSentence]:
        """The labelled sentences of a talk."""
        return self.record.sentences

    @property
    def segments(self) -> Sequence[LabelledSegment | CheckedSegment]:
        """The labelled segments of a meeting."""
        return self.record.segments

    @property
    def checked_segments(self) -> npt.NDArray[np.bool_]:
        """The segments of a meeting whose substance is learned from: all of a whole one, those that a person checked, none of an edit."""
        if isinstance(self.record, LabelledRecord):
            return np.full(len(self.record.segments), self.whole)
        return np.array([segment.checked for segment in self.record.segments], dtype=bool)


def examples(records: Iterable[LabelledRecord]) -> list[Example]:
    """Each record with the features of its sentences; sentences that are all white space do not occur."""
    return [_example(record) for record in records]


def reviewed_examples(records: Iterable[ReviewedRecord]) -> list[Example]:
    """Each reviewed record that has parts: sentences as the report cut them, of a meeting cut anew within its segments."""
    return [_reviewed_example(record) for record in records if record.parts]


def edited_examples(pairs: Iterable[ContrastPair]) -> list[Example]:
    """The edited record of each pair that adds words, taught by its new sentences."""
    edits = []
    for pair in pairs:
        edit = pair.written.edit
        example = _example(pair.edited)
        places = np.arange(len(example.units)) if pair.edited.record_type is RecordType.TALK else example.segment_of
        taught = (places >= edit.at) & (places < edit.at + len(edit.new))
        if taught.any() and not taught.all():
            edits.append(msgspec.structs.replace(example, taught=taught, grades={}))
    return edits


def _example(record: LabelledRecord) -> Example:
    text, units = labelled_text(record)
    aligned = clean(text)
    gold = record.gold
    grades = {"depth": gold.depth, "one_pot": gold.one_pot, "band": gold.band, **gold.dims}
    grades["boilerplate"] = int(FindingKind.BOILERPLATE in gold.findings)
    example = _featured(
        record, text, aligned, [aligned.forth(unit.span) for unit in units], [unit.segment for unit in units], [True] * len(units), grades
    )
    if record.record_type is RecordType.TALK:
        return example
    parsed = example.parsed
    return msgspec.structs.replace(example, parsed=msgspec.structs.replace(parsed, meeting_type=parsed.meeting_type or record.meeting_type))


def _reviewed_example(record: ReviewedRecord) -> Example:
    aligned = clean(record.text)
    places = [aligned.forth(Span(part.start, part.end)) for part in record.parts]
    if record.record_type is RecordType.TALK:
        ranges, segment_of = places, [0] * len(places)
        taught = [sentence.checked for sentence in record.sentences]
    else:
        cut = [split_sentences(aligned.text, *place) or [place] for place in places]
        ranges = [unit for units in cut for unit in units]
        segment_of = [number for number, units in enumerate(cut) for _ in units]
        taught = [record.segments[number].checked for number in segment_of]
    stock = {**dict.fromkeys(record.confirmed, 1), **dict.fromkeys(record.struck, 0)}.get(FindingKind.BOILERPLATE)
    grades = {"depth": record.depth, "one_pot": record.one_pot, "band": record.band, "boilerplate": stock}
    return _featured(record, record.text, aligned, ranges, segment_of, taught, grades)


def _featured(
    record: LabelledRecord | ReviewedRecord,
    text: str,
    aligned: AlignedText,
    ranges: Units,
    segment_of: Sequence[int],
    taught: Sequence[bool],
    grades: Mapping[str, int | None],
) -> Example:
    """Fields and claims are read by rules alone: a model of outer lines would know the records that it has learned from better than others."""
    parsed = msgspec.structs.replace(parse_record(Document(text, Source(record.id, "corpus", "")), aligned, 0), type=record.record_type)
    meanings = load_meanings() if record.record_type is RecordType.TALK else None
    features = featurize(aligned.hashed, ranges, lexicon(), meanings)
    known = {name: grade for name, grade in grades.items() if grade is not None}
    return Example(record, aligned, parsed, ranges, features, np.array(segment_of), np.array(taught, dtype=bool), known)


def picked(features: Features, rows: npt.NDArray[np.bool_]) -> Features:
    """The marked units alone."""
    lengths = np.diff(features.offsets)
    entries = np.repeat(rows, lengths)
    offsets = np.concatenate([[0], np.cumsum(lengths[rows])])
    return Features(features.indices[entries], offsets, features.dense[rows], features.groups[rows], features.squares[entries])


def stacked(parts: Iterable[Features]) -> Features:
    """The units of several texts one below the other, without their lexicon groups."""
    rows = list(parts)
    sizes = [len(row.indices) for row in rows]
    shift = np.concatenate([[0], np.cumsum(sizes)])
    offsets = np.concatenate([*(row.offsets[:-1] + shift[number] for number, row in enumerate(rows)), [shift[-1]]])
    return Features(
        np.concatenate([row.indices for row in rows]),
        offsets.astype(np.int64),
        np.vstack([row.dense for row in rows]),
        np.vstack([row.groups[:, :0] for row in rows]),
        np.concatenate([row.squares for row in rows]),
    )
