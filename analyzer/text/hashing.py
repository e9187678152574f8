"""Every substring of a text as a 64-bit number, in numpy.

A polynomial over the characters, modulo 2^64; prefix sums give the hash of any stretch without reading it again, so that character
n-grams, words and the phrases of a lexicon are all looked up by one array operation each.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from analyzer.text.tokens import cut

__all__ = ["HashedText", "hash_phrases", "mixed"]

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SCATTER = np.uint64(0x94D049BB133111EB)
_ZERO, _DIGITS = np.uint32(ord("0")), np.uint32(10)


class _Powers:
    """The powers of a base, kept and grown as longer texts come."""

    __slots__ = ("_base", "_known")

    def __init__(self, base: int) -> None:
        self._base = base
        self._known: Hashes = np.ones(1, dtype=np.uint64)

    def first(self, count: int) -> Hashes:
        if count > len(self._known):
            powers = np.full(max(count, 2 * len(self._known)), self._base, dtype=np.uint64)
            powers[0] = 1
            self._known = np.cumprod(powers, dtype=np.uint64)
        return self._known[:count]


_POWERS = _Powers(_BASE)
_INVERSES = _Powers(_INVERSE)


class HashedText:
    """A text ready for hashing its stretches; digits count as one character, so that «12人» and «15人» are the same.

    `codes` are its code points, every digit as 0.
    """

    __slots__ = ("_cut", "_grams", "_inverse", "_prefix", "codes", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        read = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        self.codes = codes = np.where(read - _ZERO < _DIGITS, _ZERO, read).astype(np.uint64)
        prefix = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(codes * _POWERS.first(len(codes)), out=prefix[1:])
        self._prefix = prefix
        self._inverse = _INVERSES.first(len(codes) + 1)
        self._cut: tuple[int, int, Places] | None = None
        self._grams: dict[int, Hashes] = {1: codes}

    def stretches(self, starts: Places, ends: Places) -> Hashes:
        """The hashes of `text[start:end]` for each pair of places."""
        raw: Hashes = (self._prefix.take(ends) - self._prefix.take(starts)) * self._inverse.take(starts)
        return raw

    def words(self, start: int, end: int) -> tuple[Places, Places]:
        """Where the words of `text[start:end]` begin and end, counted from `start`; those of the last stretch asked for are kept."""
        if self._cut is None or self._cut[:2] != (start, end):
            lengths = np.fromiter(map(len, cut(self.text[start:end])), dtype=np.int64)
            self._cut = start, end, np.concatenate([[0], lengths.cumsum()])
        edges = self._cut[2]
        return edges[:-1], edges[1:]

    def grams(self, size: int) -> Hashes:
        """The hashes of all stretches of `size` characters, in the order of their places; none where the text is shorter. Made once."""
        if size not in self._grams:
            count = max(0, len(self.codes) - size + 1)
            self._grams[size] = (self._prefix[size:] - self._prefix[:count]) * self._inverse[:count]
        return self._grams[size]


def hash_phrases(phrases: Sequence[str]) -> Hashes:
    """The hash that each phrase has wherever it stands."""
    edges = np.array([0, *accumulate(map(len, phrases))], dtype=np.int64)
    return HashedText("".join(phrases)).stretches(edges[:-1], edges[1:])


def mixed(hashes: Hashes, seed: int | Places) -> Hashes:
    """The hashes scattered again, differently for each seed (one, or one for each hash), so that their low bits may serve as bucket numbers."""
    scattered = hashes ^ np.multiply(seed, _SCATTER, dtype=np.uint64, casting="unsafe")
    scattered *= _MIX
    scattered ^= scattered >> np.uint64(29)
    scattered *= _SCATTER
    return scattered ^ (scattered >> np.uint64(32))
