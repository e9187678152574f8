"""The defects between records of a branch, in the order in which they are planted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.ledger.beside import copied_template
from corpus.ledger.claims import many_claims, many_rows
from corpus.ledger.copies import date_changed, names_swapped, other_branch, title_changed
from corpus.ledger.field import Field
from corpus.ledger.needs import unmet_need
from corpus.ledger.times import absent_speaker, burst_entry, late_entry, time_conflict
from corpus.ledger.truth import Planted

__all__ = ["PLANTINGS"]

PLANTINGS: tuple[Callable[[Field], Iterator[Planted]], ...] = (
    many_rows,
    many_claims,
    title_changed,
    names_swapped,
    date_changed,
    other_branch,
    copied_template,
    unmet_need,
    time_conflict,
    absent_speaker,
    late_entry,
    burst_entry,
)
"""Each plants one defect and says so; what changes the number of rows comes first, entry times last."""
