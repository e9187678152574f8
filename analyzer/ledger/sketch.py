"""The sketch of a text: its least 5-gram hashes, a sample that is the same for the same words wherever they stand.

Of at most SIZE distinct 5-grams the sketch holds all, of more the SIZE smallest (bottom-k sketch, Cohen and Kaplan 2007), so that common passages can be
struck out afterwards and the rest still be compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.text.hashing import HashedText, mixed

__all__ = ["SIZE", "Hashes32", "Sketches", "shingles", "sketch", "stack"]

Hashes32 = npt.NDArray[np.uint32]

SIZE = 128
"""How many hashes a sketch has at most (4 bytes each)."""

_LENGTH = 5
_NOTHING = np.uint32(0xFFFFFFFF)
_SEED = 1
_CHUNK = 4096
_PARTS = 16


def shingles(words: str) -> Hashes32:
    """The hashes of all distinct 5-grams, ascending; empty for a text that is shorter."""
    count = len(words) - _LENGTH + 1
    if count < 1:
        return np.empty(0, dtype=np.uint32)
    places = np.arange(count)
    hashes = mixed(HashedText(words).stretches(places, places + _LENGTH), _SEED).astype(np.uint32)
    return np.unique(hashes[hashes != _NOTHING])


def sketch(words: str) -> bytes:
    """The sketch of a text, as little-endian 32-bit numbers."""
    return shingles(words)[:SIZE].astype("<u4").tobytes()


class Sketches(msgspec.Struct, frozen=True):
    """The sketches of many texts: a row each of `hashes`, ascending, the largest number where there is none.

    Up to `reach` a row tells of every 5-gram of its text.
    """

    hashes: Hashes32
    reach: Hashes32

    @property
    def sizes(self) -> npt.NDArray[np.int64]:
        """How many hashes each row has."""
        sizes: npt.NDArray[np.int64] = np.count_nonzero(self.hashes != _NOTHING, axis=1)
        return sizes

    def without(self, passages: Hashes32) -> Sketches:
        """The same with the hashes of some passages (ascending) struck out."""
        hashes = self.hashes.copy()
        for start in range(0, len(hashes), _CHUNK):
            some = hashes[start : start + _CHUNK]
            some[_among(some, passages)] = _NOTHING
            some.sort(axis=1)
        return Sketches(hashes, self.reach)

    def only(self, rows: npt.NDArray[np.bool_]) -> Sketches:
        """The same with all other rows left empty."""
        return Sketches(np.where(rows[:, None], self.hashes, _NOTHING), self.reach)

    def share(self, passages: Hashes32) -> npt.NDArray[np.float64]:
        """Which share of each row's hashes is found in some passages (ascending)."""
        found = np.count_nonzero(_among(self.hashes, passages), axis=1)
        shares: npt.NDArray[np.float64] = found / np.maximum(self.sizes, 1)
        return shares

    def common(self, owners: npt.NDArray[np.int64], fewest: int) -> Hashes32:
        """The hashes that at least `fewest` different owners have, ascending; `owners` gives the owner of each row as a number."""
        return np.sort(np.concatenate([self._common(owners, fewest, part) for part in range(_PARTS)]))

    def _common(self, owners: npt.NDArray[np.int64], fewest: int, part: int) -> Hashes32:
        """Those of them that leave `part` when divided by _PARTS, so that never all are in memory twice."""
        rows, columns = np.nonzero((self.hashes % np.uint32(_PARTS) == part) & (self.hashes != _NOTHING))
        pairs = self.hashes[rows, columns].astype(np.uint64) << np.uint64(32) | owners[rows].astype(np.uint64)
        if not len(pairs):
            return np.empty(0, dtype=np.uint32)
        pairs.sort()
        hashes = (pairs[np.diff(pairs, prepend=~pairs[:1]) != 0] >> np.uint64(32)).astype(np.uint32)
        last = np.flatnonzero(np.append(hashes[1:] != hashes[:-1], True))
        common: Hashes32 = hashes[last[np.diff(last, prepend=-1) >= fewest]]
        return common


def stack(sketches: Sequence[bytes]) -> Sketches:
    """The sketches of many texts as one table."""
    hashes = np.full((len(sketches), SIZE), _NOTHING, dtype=np.uint32)
    for number, made in enumerate(sketches):
        hashes[number, : len(made) // 4] = np.frombuffer(made, dtype="<u4")
    return Sketches(hashes, hashes[:, -1].copy())


def _among(hashes: Hashes32, passages: Hashes32) -> npt.NDArray[np.bool_]:
    if not len(passages):
        return np.zeros(hashes.shape, dtype=np.bool_)
    places = np.minimum(np.searchsorted(passages, hashes), len(passages) - 1)
    among: npt.NDArray[np.bool_] = passages[places] == hashes
    return among
