"""Lists of words of the field, and where a text uses them.

A list proposes; a reading of the sentence decides. Each list is one YAML file in `lexicon/`, with its source and the reason for it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import yaml

from analyzer.text.hashing import HashedText, hash_phrases

__all__ = ["Lexicon", "Matches", "lexicon"]

Hashes = npt.NDArray[np.uint64]

_LOW = np.uint64(2**16 - 1)


class Matches(msgspec.Struct, frozen=True):
    """Where phrases of the lexicon stand: parallel arrays of start, end and group number, ordered by place, then length."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    groups: npt.NDArray[np.int64]


class Lexicon:
    """Phrases by group, compiled to hashes.

    The first two characters of a phrase, or its only one, tell how long the phrases are that may begin there; only those are looked up.
    """

    __slots__ = ("_bits", "_count", "_first", "_groups", "_hashes", "_lengths", "_openers", "names", "version")

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self.names = tuple(sorted(groups))
        words = [phrase for name in self.names for phrase in groups[name]]
        hashes = hash_phrases(words)
        numbers = np.repeat(np.arange(len(self.names)), np.array([len(groups[name]) for name in self.names], dtype=np.int64))
        order = np.lexsort((numbers, hashes))
        self._groups = numbers[order]
        self._hashes, self._first, self._count = np.unique(hashes[order], return_index=True, return_counts=True)
        self._lengths, length = np.unique(np.array(list(map(len, words)), dtype=np.int64), return_inverse=True)
        self._bits = 1 << np.arange(len(self._lengths))
        self._openers = np.zeros(int(_LOW) + 1, dtype=np.min_scalar_type(1 << len(self._lengths)))
        openers = hash_phrases([word[:2] for word in words]) & _LOW
        np.bitwise_or.at(self._openers, openers.astype(np.int64), self._bits[length].astype(self._openers.dtype))
        listing = "\n".join(f"{name}:{'|'.join(groups[name])}" for name in self.names)
        self.version = hashlib.sha256(listing.encode()).hexdigest()[:12]

    def find(self, hashed: HashedText) -> Matches:
        """Every place in a text where a phrase stands; overlapping phrases are all given."""
        lengths = self._opened(hashed.grams(1))
        lengths[:-1] |= self._opened(hashed.grams(2))
        places = lengths.nonzero()[0]
        place, length = (lengths.take(places)[:, None] & self._bits).nonzero()
        starts = places.take(place)
        ends = starts + self._lengths.take(length)
        inside = ends <= len(hashed.text)
        starts, ends = starts[inside], ends[inside]
        hashes = hashed.stretches(starts, ends)
        number = np.minimum(self._hashes.searchsorted(hashes), len(self._hashes) - 1)
        found = (self._hashes.take(number) == hashes).nonzero()[0]
        number = number.take(found)
        count = self._count.take(number)
        which = found.repeat(count)
        nth = np.arange(len(which)) - (count.cumsum() - count).repeat(count)
        return Matches(starts.take(which), ends.take(which), self._groups.take(self._first.take(number).repeat(count) + nth))

    def _opened(self, openers: Hashes) -> npt.NDArray[np.integer[Any]]:
        """For each hash of what may open a phrase, a bit for each of the lengths that the phrases have; of others about one in a hundred has any."""
        return self._openers.take((openers & _LOW).astype(np.int64))


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
