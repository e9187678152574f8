"""Which hashed features a model knows: those that several styles use.

A feature that one hand alone uses tells of the hand, not of the label; leaving it out makes a model smaller and better on a hand that it has not
seen (docs/decisions/0009-features-of-several-styles.md).
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import BUCKET_BITS, Features

__all__ = ["Vocabulary"]

Floats = npt.NDArray[np.float32]


class Vocabulary(msgspec.Struct, frozen=True):
    """`column[bucket]` numbers the known buckets from 0, −1 stands for an unknown one; `rarity[column]` is the weight of a known one."""

    column: npt.NDArray[np.int32]
    rarity: Floats

    @classmethod
    def of(cls, buckets: npt.NDArray[np.int64], rarity: Floats) -> Vocabulary:
        """A vocabulary of distinct buckets with the weight of each."""
        column = np.full(2**BUCKET_BITS, -1, dtype=np.int32)
        column[buckets] = np.arange(len(buckets), dtype=np.int32)
        return cls(column, rarity)

    @property
    def buckets(self) -> npt.NDArray[np.int64]:
        """The known buckets in the order of their columns."""
        known = np.flatnonzero(self.column >= 0)
        return known[np.argsort(self.column[known])]

    def known(self, features: Features) -> Features:
        """The features with columns for buckets, the unknown ones left out."""
        columns = self.column.take(features.indices)
        kept = (columns >= 0).nonzero()[0]
        known = columns.take(kept).astype(np.int64)
        offsets = kept.searchsorted(features.offsets)
        return Features(known, offsets, features.dense, features.groups, self.rarity.take(known) ** 2)
