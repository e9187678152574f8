"""Boundary cases: records that one sentence or one segment keeps on their side of a flag."""

from __future__ import annotations

from analyzer.types.labels import OF_THE_PERSON, RecordType
from corpus.guideline.meetings import countable_purposes
from corpus.records import LabelledRecord

__all__ = ["is_boundary_case"]


def is_boundary_case(record: LabelledRecord) -> bool:
    """Whether the record lies beside the border of depth 1 and 2, or of one-pot 1 and 2.

    A talk: depth 2 that rests on a single fact of the person, or depth 1 with a concrete sentence that is none (a correction, a measure, a proposal).
    A meeting: one-pot, where one purpose with more or less substance would change the grade.
    """
    if record.record_type is RecordType.TALK:
        return _talk(record)
    purposes = countable_purposes(record)
    hollow, half = sum(substance <= 1 for substance in purposes.values()), len(purposes) / 2
    return (record.gold.one_pot == 2 and hollow - 1 < half) or (record.gold.one_pot == 1 and hollow + 1 >= half)


def _talk(record: LabelledRecord) -> bool:
    concrete = [sentence.aspect for sentence in record.sentences if sentence.specific]
    of_the_person = sum(aspect in OF_THE_PERSON for aspect in concrete)
    return (record.gold.depth == 2 and of_the_person == 1) or (record.gold.depth == 1 and bool(concrete))
