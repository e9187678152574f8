"""Passages that everybody quotes: documents, slogans, forms. They are learned from the ledger itself and from reference documents."""

from __future__ import annotations

import math

import numpy as np

from analyzer.ledger.ledger import Ledger
from analyzer.ledger.sketch import Hashes32, Sketches, stack
from analyzer.types.ledger_policy import NearDuplicate

__all__ = ["official_passages", "sketches"]


def sketches(ledger: Ledger) -> Sketches:
    """The sketches of all records, in the ledger's order."""
    return stack([record.sketch for record in ledger.records])


def official_passages(ledger: Ledger, made: Sketches, limit: NearDuplicate) -> Hashes32:
    """The 5-grams (ascending) that enough branches quote, or that stand in a reference document."""
    owners = np.repeat(np.arange(len(ledger.branches)), [len(branch.records) for branch in ledger.branches])
    fewest = max(limit.official_branches, math.ceil(limit.official_share * len(ledger.branches)))
    documents = [reference.passages for reference in ledger.references if reference.kind == "document"]
    return np.unique(np.concatenate([made.common(owners, fewest), *documents]))
