"""The sketch of a text: its least 5-gram hashes, a sample that is the same for the same words wherever they stand.

Of at most SIZE distinct 5-grams the sketch holds all, of more the SIZE smallest (bottom-k sketch, Cohen and Kaplan 2007), so that common passages can be
struck out afterwards and the rest still be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.text.hashing import HashedText, mixed

__all__ = ["SIZE", "Hashes32", "Sketches", "distinct", "shingles", "sketch", "stack"]

Hashes32 = npt.NDArray[np.uint32]

SIZE = 64
"""How many hashes a sketch has at most (4 bytes each)."""

_LENGTH = 5
_NOTHING = np.uint32(0xFFFFFFFF)
_SEED = 1
_CHUNK = 2**14
_FIRST_BITS = 22


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

    The hashes in `struck` (ascending) count as not there; up to `reach` a row tells of every 5-gram of its text.
    """

    hashes: Hashes32
    struck: Hashes32

    @property
    def reach(self) -> Hashes32:
        """Up to which hash each row tells of its text."""
        return self.hashes[:, -1]

    @property
    def sizes(self) -> npt.NDArray[np.int64]:
        """How many hashes each row has."""
        sizes = np.empty(len(self.hashes), dtype=np.int64)
        for some in _stretches(len(self.hashes)):
            sizes[some] = np.count_nonzero(self._left(some) != _NOTHING, axis=1)
        return sizes

    def rows(self, places: slice | npt.NDArray[np.int64]) -> Hashes32:
        """Some rows as a table of their own, each ascending."""
        left = self._left(places)
        left.sort(axis=1)
        return left

    def _left(self, places: slice | npt.NDArray[np.int64]) -> Hashes32:
        some = self.hashes[places]
        return np.where(_among(some, self.struck), _NOTHING, some)

    def without(self, passages: Hashes32) -> Sketches:
        """The same with the hashes of some passages (ascending) struck out; the table is shared."""
        return Sketches(self.hashes, passages)

    def share(self, passages: Hashes32) -> npt.NDArray[np.float64]:
        """Which share of each row's hashes is found in some passages (ascending)."""
        shares = np.empty(len(self.hashes))
        for some in _stretches(len(self.hashes)):
            left = self._left(some)
            shares[some] = np.count_nonzero(_among(left, passages), axis=1) / np.maximum(np.count_nonzero(left != _NOTHING, axis=1), 1)
        return shares

    def common(self, owners: npt.NDArray[np.int64], fewest: int) -> Hashes32:
        """The hashes that at least `fewest` different owners have, ascending; `owners` gives the owner of each row as a number, ascending.

        Hashes that share their first bits with fewer than so many rows are left out first, so that only what may be common is held at once.
        """
        crowds = np.zeros(2**_FIRST_BITS, dtype=np.int64)
        for some in _stretches(len(self.hashes)):
            crowds += np.bincount(self._first_bits(some).ravel(), minlength=len(crowds))
        crowded = crowds >= fewest
        crowded[-1] = False
        pairs = [np.empty(0, dtype=np.uint64)]
        for some in _stretches(len(self.hashes)):
            rows, columns = np.nonzero(crowded[self._first_bits(some)])
            pairs.append(
                np.unique(self.hashes[some][rows, columns].astype(np.uint64) << np.uint64(32) | owners[some][rows].astype(np.uint64))
            )
        hashes = (distinct(np.concatenate(pairs)) >> np.uint64(32)).astype(np.uint32)
        last = np.flatnonzero(np.append(hashes[1:] != hashes[:-1], True)) if len(hashes) else np.empty(0, dtype=np.int64)
        common: Hashes32 = hashes[last[np.diff(last, prepend=-1) >= fewest]]
        return common

    def _first_bits(self, places: slice) -> Hashes32:
        return self.hashes[places] >> np.uint32(32 - _FIRST_BITS)


def stack(sketches: Iterable[bytes], count: int) -> Sketches:
    """The sketches of `count` texts as one table."""
    hashes = np.full((count, SIZE), _NOTHING, dtype=np.uint32)
    for number, made in enumerate(sketches):
        hashes[number, : len(made) // 4] = np.frombuffer(made, dtype="<u4")
    return Sketches(hashes, np.empty(0, dtype=np.uint32))


def _stretches(rows: int) -> Iterator[slice]:
    return (slice(start, start + _CHUNK) for start in range(0, rows, _CHUNK))


def distinct(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Each number once, ascending; the array given is sorted in place."""
    numbers.sort()
    return numbers[np.append(True, numbers[1:] != numbers[:-1])] if len(numbers) else numbers


def _among(hashes: Hashes32, passages: Hashes32) -> npt.NDArray[np.bool_]:
    if not len(passages):
        return np.zeros(hashes.shape, dtype=np.bool_)
    places = np.minimum(np.searchsorted(passages, hashes), len(passages) - 1)
    among: npt.NDArray[np.bool_] = passages[places] == hashes
    return among
