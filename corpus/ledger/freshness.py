"""Whether a text is like one that was given out before: MinHash bands in a table of fixed size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

__all__ = ["Freshness", "Places"]

_BANDS, _ROWS = 64, 5
_FAMILIAR = 4
"""So many bands seen before make a text familiar: hardly ever below a Jaccard likeness of .5, almost always from .7."""
_BITS = 30
_CHUNK = 12
"""A sentence weighs one element for each so many characters."""
_MARKS = " \n。；;，,"

Places = npt.NDArray[np.uint64]


class Freshness:
    """Remembers what was given out. The table has 128 MiB of address space, of which as much is used as is written to."""

    def __init__(self) -> None:
        rng = np.random.default_rng(20250101)
        self._factors = rng.integers(1, 2**63, size=(_BANDS * _ROWS, 1), dtype=np.uint64) | np.uint64(1)
        self._shifts = rng.integers(0, 2**63, size=(_BANDS * _ROWS, 1), dtype=np.uint64)
        self._fold = rng.integers(1, 2**63, size=_ROWS, dtype=np.uint64) | np.uint64(1)
        self._table = np.zeros(2**_BITS // 8, dtype=np.uint8)

    def places(self, sentences: Iterable[str]) -> Places:
        """The places of a text's bands in the table; the order of its sentences does not matter."""
        marks = [
            zlib.crc32(f"{part}{sentence.strip(_MARKS)}".encode()) for sentence in sentences for part in range(len(sentence) // _CHUNK + 1)
        ]
        elements = np.array(marks, dtype=np.uint64)
        least = ((self._factors * elements + self._shifts) >> np.uint64(32)).min(axis=1).reshape(_BANDS, _ROWS)
        folded = (least * self._fold).sum(axis=1, dtype=np.uint64) + np.arange(_BANDS, dtype=np.uint64)
        found: Places = (folded * self._factors[0, 0]) >> np.uint64(64 - _BITS)
        return found

    def seen(self, places: Places) -> int:
        """How many of a text's bands were given out before."""
        return int((self._table[places >> np.uint64(3)] >> (places & np.uint64(7)).astype(np.uint8) & 1).sum())

    def is_fresh(self, seen: int) -> bool:
        """Whether a text of which so many bands were seen is unlike every text before it."""
        return seen < _FAMILIAR

    def remember(self, places: Places) -> None:
        """Notes a text as given out."""
        np.bitwise_or.at(self._table, places >> np.uint64(3), np.uint8(1) << (places & np.uint64(7)).astype(np.uint8))
