"""Lists of words of the field, and where a text uses them.

A list proposes; a reading of the sentence decides. Each list is one YAML file in `lexicon/`, with its source and the reason for it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt
import yaml

from analyzer.text.hashing import HashedText, hash_phrase

_SIEVE_SHIFT = np.uint64(48)
_PLANE = 2**16
"""Characters beyond the first plane count as its last one."""

__all__ = ["Lexicon", "Matches", "lexicon"]


class Matches(msgspec.Struct, frozen=True):
    """Where phrases of the lexicon stand: parallel arrays of start, end and group number, ordered by place, then length."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    groups: npt.NDArray[np.int64]


class Lexicon:
    """Phrases by group, compiled to hashes."""

    __slots__ = ("_groups", "_hashes", "_lengths", "_openers", "_sieve", "names", "version")

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self.names = tuple(sorted(groups))
        phrases = sorted((hash_phrase(phrase), number) for number, name in enumerate(self.names) for phrase in groups[name])
        self._hashes = np.array([hashed for hashed, _ in phrases], dtype=np.uint64)
        self._groups = np.array([number for _, number in phrases], dtype=np.int64)
        self._lengths = np.array(sorted({len(phrase) for words in groups.values() for phrase in words}), dtype=np.int64)
        self._openers = np.zeros(_PLANE, dtype=bool)
        self._openers[[min(ord(phrase[0]), _PLANE - 1) for words in groups.values() for phrase in words]] = True
        self._sieve = np.zeros(2**16, dtype=bool)
        self._sieve[(self._hashes >> _SIEVE_SHIFT).astype(np.int64)] = True
        listing = "\n".join(f"{name}:{'|'.join(groups[name])}" for name in self.names)
        self.version = hashlib.sha256(listing.encode()).hexdigest()[:12]

    def find(self, hashed: HashedText) -> Matches:
        """Every place in a text where a phrase stands; overlapping phrases are all given."""
        size = len(hashed.text)
        places = np.flatnonzero(self._openers[np.minimum(hashed.codes, _PLANE - 1)])
        starts = np.repeat(places, len(self._lengths))
        ends = starts + np.tile(self._lengths, len(places))
        inside = ends <= size
        starts, ends = starts[inside], ends[inside]
        hashes = hashed.stretches(starts, ends)
        likely = self._sieve[(hashes >> _SIEVE_SHIFT).astype(np.int64)]
        starts, ends, hashes = starts[likely], ends[likely], hashes[likely]
        first = np.searchsorted(self._hashes, hashes, side="left")
        count = np.searchsorted(self._hashes, hashes, side="right") - first
        which = np.repeat(np.arange(len(hashes)), count)
        nth = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        return Matches(starts[which], ends[which], self._groups[first[which] + nth])


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
