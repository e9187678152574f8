"""The words of all records without the passages that everybody quotes: documents, slogans, forms.

The passages are learned from the ledger itself and from reference documents.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.ledger.ledger import Ledger
from analyzer.ledger.sketch import Hashes32, Sketches, stack
from analyzer.types.ledger_policy import NearDuplicate

__all__ = ["Words", "words_of"]


class Words(msgspec.Struct, frozen=True):
    """The sketches of all records in the ledger's order: as wholes, and what is their own; `lengths` and `counts` are how many 5-grams each text has so."""

    whole: Sketches
    own: Sketches
    lengths: npt.NDArray[np.int64]
    counts: npt.NDArray[np.float64]


def words_of(ledger: Ledger, limit: NearDuplicate) -> Words:
    """The words of all records."""
    size = len(ledger.records)
    lengths, owners = np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64)
    names: dict[str, int] = {}

    def sketches() -> Iterator[bytes]:
        for row, record in enumerate(ledger.records):
            lengths[row], owners[row] = record.shingles, names.setdefault(record.branch, len(names))
            yield record.sketch

    whole = stack(sketches(), size)
    own = whole.without(_official(ledger, whole, owners, limit))
    return Words(whole, own, lengths, lengths * own.sizes / np.maximum(whole.sizes, 1))


def _official(ledger: Ledger, whole: Sketches, owners: npt.NDArray[np.int64], limit: NearDuplicate) -> Hashes32:
    """The 5-grams (ascending) that enough branches quote, or that stand in a reference document."""
    fewest = max(limit.official_branches, math.ceil(limit.official_share * len(ledger.branches)))
    documents = [reference.passages for reference in ledger.references if reference.kind == "document"]
    return np.unique(np.concatenate([whole.common(owners, fewest), *documents]))
