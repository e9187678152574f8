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

__all__ = ["Lexicon", "Matches", "lexicon"]


class Matches(msgspec.Struct, frozen=True):
    """Where phrases of the lexicon stand: parallel arrays of start, end and group number, ordered by phrase length, then place."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    groups: npt.NDArray[np.int64]


class Lexicon:
    """Phrases by group, compiled to hashes."""

    __slots__ = ("_by_length", "names", "version")

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self.names = tuple(sorted(groups))
        by_length: dict[int, list[tuple[int, int]]] = {}
        for number, name in enumerate(self.names):
            for phrase in groups[name]:
                by_length.setdefault(len(phrase), []).append((hash_phrase(phrase), number))
        self._by_length = {
            length: (np.array([h for h, _ in pairs], dtype=np.uint64), np.array([g for _, g in pairs], dtype=np.int64))
            for length, pairs in ((length, sorted(pairs)) for length, pairs in sorted(by_length.items()))
        }
        listing = "\n".join(f"{name}:{'|'.join(groups[name])}" for name in self.names)
        self.version = hashlib.sha256(listing.encode()).hexdigest()[:12]

    def find(self, hashed: HashedText) -> Matches:
        """Every place in a text where a phrase stands; overlapping phrases are all given."""
        starts: list[npt.NDArray[np.int64]] = []
        ends: list[npt.NDArray[np.int64]] = []
        groups: list[npt.NDArray[np.int64]] = []
        size = len(hashed.text)
        for length, (known, numbers) in self._by_length.items():
            if size < length:
                break
            places = np.arange(size - length + 1)
            hashes = hashed.stretches(places, places + length)
            at = np.searchsorted(known, hashes)
            at[at == len(known)] = 0
            hits = np.flatnonzero(known[at] == hashes)
            starts.append(hits)
            ends.append(hits + length)
            groups.append(numbers[at[hits]])
        if not starts:
            none = np.zeros(0, dtype=np.int64)
            return Matches(none, none, none)
        return Matches(np.concatenate(starts), np.concatenate(ends), np.concatenate(groups))


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
