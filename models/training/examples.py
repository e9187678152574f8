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
from corpus.records import LabelledRecord, labelled_text

__all__ = ["Example", "examples", "stacked"]


class Example(msgspec.Struct, frozen=True):
    """A labelled record, its text, its parsed header, and the features of its labelled sentences."""

    record: LabelledRecord
    aligned: AlignedText
    parsed: Record
    units: Units
    features: Features
    segment_of: npt.NDArray[np.int64]


def examples(records: Iterable[LabelledRecord]) -> list[Example]:
    """Each record with the features of its sentences; sentences that are all white space do not occur."""
    return [_example(record) for record in records]


def _example(record: LabelledRecord) -> Example:
    text, units = labelled_text(record)
    aligned = clean(text)
    ranges = [aligned.forth(unit.span) for unit in units]
    document = Document(text, Source(record.id, "corpus", ""))
    parsed = msgspec.structs.replace(parse_record(document, aligned, 0), type=record.record_type)
    if record.record_type is RecordType.MEETING:
        parsed = msgspec.structs.replace(parsed, meeting_type=parsed.meeting_type or record.meeting_type)
    features = featurize(HashedText(aligned.text), ranges, lexicon())
    return Example(record, aligned, parsed, ranges, features, np.array([unit.segment for unit in units]))


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
