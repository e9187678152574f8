"""Meetings put together from segments of others: more places where one purpose ends and the next begins, every sentence as somebody wrote it.

A third of the boundaries that a reader misses lie between two items of one kind, and the corpus has few of those; in a splice they are frequent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.types.labels import Activity
from corpus.guideline.meetings import MANY_SEGMENTS
from corpus.records import LabelledRecord, LabelledSegment
from models.training.examples import Example, examples

__all__ = ["splices"]

_ROUNDS = 2
"""How many splices are made of each meeting."""

_REPLACED, _ALIKE = 0.4, 0.5
"""How often another segment stands in a segment's place, and behind one of `MANY_SEGMENTS` one of the same activity."""


class _Piece(msgspec.Struct, frozen=True):
    """A segment of a record, and the readable numbers of its sentences."""

    record: LabelledRecord
    segment: LabelledSegment
    dense: npt.NDArray[np.float32]


def splices(meetings: Sequence[Example]) -> list[Example]:
    """Splices of whole meetings within their styles, always the same for the same meetings; none of their units is taught, only where segments begin.

    The columns that an encoder has added to the features of a sentence stay with it.
    """
    draw = np.random.default_rng(0)
    by_style: dict[str, list[list[_Piece]]] = defaultdict(list)
    for example in meetings:
        if isinstance(example.record, LabelledRecord) and example.whole:
            by_style[example.record.style].append(_pieces(example, example.record))
    found = []
    for own in by_style.values():
        pool = [piece for pieces in own for piece in pieces if piece.segment.activity is not Activity.PROCEDURE]
        for number, pieces in enumerate(own * _ROUNDS):
            drawn = _drawn(pieces, pool, draw)
            if len(drawn) > 1:
                found.append(_spliced(drawn, f"{pieces[0].record.id}+{number // len(own)}"))
    return found


def _pieces(example: Example, record: LabelledRecord) -> list[_Piece]:
    return [_Piece(record, segment, example.features.dense[example.segment_of == number]) for number, segment in enumerate(record.segments)]


def _drawn(pieces: Sequence[_Piece], pool: Sequence[_Piece], draw: np.random.Generator) -> list[_Piece]:
    """The pieces of a meeting in their order, in the place of some those of other meetings: as many as they were, so that the rhythm stays."""
    drawn = [pieces[0]]
    for own in pieces[1:]:
        before = drawn[-1].segment.activity
        found = [own]
        if own.segment.activity is not Activity.PROCEDURE and draw.random() < _REPLACED:
            alike = before in MANY_SEGMENTS and draw.random() < _ALIKE
            others = [other for other in pool if other.record is not own.record and (not alike or other.segment.activity is before)]
            if others:
                found.insert(0, others[draw.integers(len(others))])
        drawn += [one for one in found if one.segment.activity is not before or before in MANY_SEGMENTS][:1]
    return drawn


def _spliced(pieces: Sequence[_Piece], name: str) -> Example:
    """The example of the pieces under the header of the first; a piece of another record ends its line where the one before it does."""
    record = pieces[0].record
    segments, end = [], ""
    for piece in pieces:
        *before, last = piece.segment.sentences
        words = last.rstrip("\n")
        if piece.record is record:
            end = last[len(words) :]
        segments.append(msgspec.structs.replace(piece.segment, sentences=(*before, words + end)))
    (made,) = examples([msgspec.structs.replace(record, id=name, segments=tuple(segments))])
    dense = made.features.dense
    added = np.vstack([piece.dense[:, dense.shape[1] :] for piece in pieces])
    features = made.features.with_dense(np.hstack([dense, added]))
    return msgspec.structs.replace(made, features=features, taught=np.zeros(len(made.units), dtype=bool), grades={}, spliced=True)
