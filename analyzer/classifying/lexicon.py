"""Lists of words of the field, and where a text uses them.

A list proposes; a reading of the sentence decides. Each list is one YAML file in `lexicon/`, with its source and the reason for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt
import yaml

from analyzer.text.hashing import HashedText, hash_phrase

__all__ = ["Lexicon", "Matches", "lexicon"]

Hashes = npt.NDArray[np.uint64]

_SIEVE = np.uint64(2**16 - 1)


class Matches(msgspec.Struct, frozen=True):
    """Where phrases of the lexicon stand: parallel arrays of start, end and group number, ordered by place, then length."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    groups: npt.NDArray[np.int64]


class Lexicon:
    """Phrases by group, compiled to hashes.

    Where a phrase may begin is sieved by its first two characters, or by its only one, before its whole is looked up.
    """

    __slots__ = ("_counts", "_firsts", "_groups", "_hashes", "_lengths", "_openers", "_sieve", "names", "version")

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self.names = tuple(sorted(groups))
        phrases = sorted((hash_phrase(phrase), number) for number, name in enumerate(self.names) for phrase in groups[name])
        words = [phrase for phrases in groups.values() for phrase in phrases]
        self._hashes, self._firsts, self._counts = np.unique(
            np.array([hashed for hashed, _ in phrases], dtype=np.uint64), return_index=True, return_counts=True
        )
        self._groups = np.array([number for _, number in phrases], dtype=np.int64)
        self._lengths = np.array(sorted(set(map(len, words))), dtype=np.int64)
        self._openers = _sieve([hash_phrase(word[:2]) for word in words])
        self._sieve = _sieve(self._hashes)
        listing = "\n".join(f"{name}:{'|'.join(groups[name])}" for name in self.names)
        self.version = hashlib.sha256(listing.encode()).hexdigest()[:12]

    def find(self, hashed: HashedText) -> Matches:
        """Every place in a text where a phrase stands; overlapping phrases are all given."""
        opens = _passed(self._openers, hashed.grams(1))
        opens[:-1] |= _passed(self._openers, hashed.grams(2))
        places = np.flatnonzero(opens)
        starts = np.repeat(places, len(self._lengths))
        ends = np.add.outer(places, self._lengths).ravel()
        inside = ends <= len(hashed.text)
        starts, ends = starts[inside], ends[inside]
        hashes = hashed.stretches(starts, ends)
        likely = _passed(self._sieve, hashes)
        starts, ends, hashes = starts[likely], ends[likely], hashes[likely]
        number = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        known = self._hashes[number] == hashes
        count = np.where(known, self._counts[number], 0)
        which = np.repeat(np.arange(len(hashes)), count)
        nth = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        return Matches(starts[which], ends[which], self._groups[self._firsts[number[which]] + nth])


def _sieve(hashes: Sequence[int] | Hashes) -> npt.NDArray[np.bool_]:
    """A table by the lowest bits of a hash: those of `hashes` pass, of others about one in a hundred."""
    sieve = np.zeros(int(_SIEVE) + 1, dtype=bool)
    sieve[np.array(hashes, dtype=np.uint64) & _SIEVE] = True
    return sieve


def _passed(sieve: npt.NDArray[np.bool_], hashes: Hashes) -> npt.NDArray[np.bool_]:
    return sieve.take((hashes & _SIEVE).astype(np.int64))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships: every file of `lexicon/`, each a group of its own name."""
    groups: dict[str, list[str]] = {}
    folder = resources.files("analyzer.classifying").joinpath("lexicon")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            for name, entry in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items():
                groups[name] = list(dict.fromkeys(str(entry["words"]).split()))
    return Lexicon(groups)
