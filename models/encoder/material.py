"""What is learned from: the records, pairs and reviews of one run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from corpus.reviewed import ReviewedRecord
from models.training.examples import Example, edited_examples, examples, reviewed_examples

__all__ = ["Material"]


class Material(msgspec.Struct, frozen=True):
    """Labelled records, contrast pairs of some of them, and records that people reviewed."""

    records: Sequence[LabelledRecord]
    pairs: Sequence[ContrastPair]
    reviewed: Sequence[ReviewedRecord] = ()

    def examples(self) -> list[Example]:
        """Everything as training examples: records first, in their order, then edits, then reviews."""
        return [*examples(self.records), *edited_examples(self.pairs), *reviewed_examples(self.reviewed)]

    def without(self, styles: frozenset[str]) -> Material:
        """What is left without some styles."""
        return Material(
            [record for record in self.records if record.style not in styles],
            [pair for pair in self.pairs if pair.written.style not in styles],
            [record for record in self.reviewed if record.style not in styles],
        )

    @property
    def digest(self) -> str:
        """Stands for all of it."""
        rows = (*self.records, *(pair.written for pair in self.pairs), *self.reviewed)
        return hashlib.sha256(b"".join(map(msgspec.json.encode, rows))).hexdigest()
