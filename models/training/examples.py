"""Training examples: the corpus as features with labels, on the sentences as they were labelled."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features, Units, featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.parsing import parse_record
from analyzer.text.alignment import AlignedText, clean
from analyzer.text.hashing import HashedText
from analyzer.types.document import Document, Source
from analyzer.types.labels import RecordType
from analyzer.types.record import Record
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord, labelled_text

__all__ = ["Example", "edited_examples", "examples", "picked", "stacked"]


class Example(msgspec.Struct, frozen=True):
    """A labelled record, its text, its parsed header, and the features of its labelled sentences.

    `taught` marks the sentences that are learned from: all, or of an edited record the new ones.
    """

    record: LabelledRecord
    aligned: AlignedText
    parsed: Record
    units: Units
    features: Features
    segment_of: npt.NDArray[np.int64]
    taught: npt.NDArray[np.bool_]

    @property
    def whole(self) -> bool:
        """Whether it is a record in its own right, and not an edit of another one."""
        return bool(self.taught.all())


def examples(records: Iterable[LabelledRecord]) -> list[Example]:
    """Each record with the features of its sentences; sentences that are all white space do not occur."""
    return [_example(record) for record in records]


def edited_examples(pairs: Iterable[ContrastPair]) -> list[Example]:
    """The edited record of each pair that adds words, taught by its new sentences."""
    edits = []
    for pair in pairs:
        edit = pair.written.edit
        example = _example(pair.edited)
        places = np.arange(len(example.units)) if pair.edited.record_type is RecordType.TALK else example.segment_of
        taught = (places >= edit.at) & (places < edit.at + len(edit.new))
        if taught.any() and not taught.all():
            edits.append(msgspec.structs.replace(example, taught=taught))
    return edits


def _example(record: LabelledRecord) -> Example:
    text, units = labelled_text(record)
    aligned = clean(text)
    ranges = [aligned.forth(unit.span) for unit in units]
    document = Document(text, Source(record.id, "corpus", ""))
    parsed = msgspec.structs.replace(parse_record(document, aligned, 0), type=record.record_type)
    if record.record_type is RecordType.MEETING:
        parsed = msgspec.structs.replace(parsed, meeting_type=parsed.meeting_type or record.meeting_type)
    features = featurize(HashedText(aligned.text), ranges, lexicon())
    segment_of = np.array([unit.segment for unit in units])
    return Example(record, aligned, parsed, ranges, features, segment_of, np.ones(len(units), dtype=bool))


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
