"""What a unit of text looks like to the linear models: hashed n-grams and words, and a short row of readable numbers.

A unit is a sentence or a dialogue turn. Its hashed features are its own character 1–3-grams, words and word pairs, the words of the unit before
and of the unit after it, and its first and last words by position; each counts once a unit. A model knows only those that its `Vocabulary` has,
and scales rows to length one, so that a long unit weighs no more than a short one.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.lexicon import Lexicon
from analyzer.classifying.meanings import Meanings
from analyzer.classifying.shapes import DENSE_NAMES, Units, edges, shapes
from analyzer.classifying.words import Words, owners_of, words_of
from analyzer.text.hashing import HashedText, mixed

__all__ = ["BUCKET_BITS", "Features", "Units", "character_features", "dense_names", "featurize", "line_features"]

BUCKET_BITS = 20
_MASK = np.uint64(2**BUCKET_BITS - 1)

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_GRAMS = (1, 2, 3)
_OWN, _WORD, _PAIR, _BEFORE, _AFTER, _FIRST, _LAST = range(1, 8)


class Features(msgspec.Struct, frozen=True, dict=True):
    """The units of one text: `indices[offsets[u]:offsets[u + 1]]` are the buckets (or the columns of a vocabulary) of unit u, `dense[u]` its
    readable numbers, `groups[u]` its lexicon groups. `squares` are the squared weights of the indices; before a vocabulary is applied, ones.
    """

    indices: Indices
    offsets: Indices
    dense: Floats
    groups: Floats
    squares: Floats

    def with_dense(self, dense: Floats) -> Features:
        """The same units with other readable numbers."""
        other = Features(self.indices, self.offsets, dense, self.groups, self.squares)
        other.__dict__.update(self.__dict__)
        return other

    def summed(self, values: Floats) -> Floats:
        """For each unit the sum of its rows of `values`, which has a row for each index; 0 for a unit without indices."""
        if self._filled is None:
            whole: Floats = np.add.reduceat(values, self.offsets[:-1], axis=0)
            return whole
        sums = np.zeros((len(self.dense), *values.shape[1:]), dtype=np.float32)
        if len(self._filled):
            sums[self._filled] = np.add.reduceat(values, self.offsets[self._filled], axis=0)
        return sums

    @cached_property
    def scales(self) -> Floats:
        """What each unit's hashed row is multiplied with to have length one; 1 for a unit without indices."""
        squares = self.summed(self.squares)
        scales: Floats = (1.0 / np.sqrt(np.where(squares > 0, squares, 1.0))).astype(np.float32)
        return scales

    @cached_property
    def _filled(self) -> Indices | None:
        """The units that have indices; None where all have."""
        filled = (self.offsets[1:] > self.offsets[:-1]).nonzero()[0]
        return None if len(filled) == len(self.offsets) - 1 else filled


def dense_names(lexicon: Lexicon) -> tuple[str, ...]:
    """The names of the dense columns: the shapes, then one for each lexicon group, then the groups of the neighbours."""
    return (*DENSE_NAMES, *lexicon.names, *(f"{name}<" for name in lexicon.names), *(f"{name}>" for name in lexicon.names))


def featurize(hashed: HashedText, units: Units, lexicon: Lexicon, meanings: Meanings | None = None) -> Features:
    """The features of each unit of a cleaned text; there is at least one unit. With `meanings` the direction of each is more dense columns behind the named ones."""
    groups = _group_counts(hashed, units, lexicon)
    own, before, after = (len(DENSE_NAMES) + number * groups.shape[1] for number in range(3))
    dense = np.zeros((len(units), after + groups.shape[1]), dtype=np.float32)
    dense[:, :own] = shapes(hashed.text, units)
    dense[:, own:before] = groups
    dense[1:, before:after] = groups[:-1]
    dense[:-1, after:] = groups[1:]
    owners = owners_of(units)
    words = words_of(hashed, units, owners)
    if meanings:
        dense = np.concatenate([dense, meanings.directions(words.hashes, words.owners, len(units))], axis=1)
    return _gathered([*_character_grams(hashed, units, owners), *_word_parts(words, len(units))], dense, groups)


def character_features(hashed: HashedText, length: int) -> Features:
    """The character n-grams of the first characters of a text as one unit, and of the readable numbers the bias alone."""
    hashes = np.concatenate([hashed.grams(size)[: max(0, length - size + 1)] for size in _GRAMS])
    bias = np.ones((1, 1), dtype=np.float32)
    return _distinct((mixed(hashes, _OWN) & _MASK).astype(np.uint32), bias, bias[:, :0])


def line_features(hashed: HashedText, lines: Units, dense: Floats) -> Features:
    """The character n-grams of each line, beside readable numbers of the caller's (lines × columns); there is at least one line."""
    return _gathered(_character_grams(hashed, lines, owners_of(lines)), dense, dense[:, :0])


class _Part(NamedTuple):
    """Hashes of one kind, and to which unit each belongs."""

    kind: int
    owners: Indices
    hashes: Hashes


def _gathered(parts: list[_Part], dense: Floats, groups: Floats) -> Features:
    """The parts as features."""
    narrow = np.min_scalar_type(len(dense) << BUCKET_BITS)
    owners = np.concatenate([part.owners for part in parts], dtype=narrow, casting="unsafe")
    hashes = np.concatenate([part.hashes for part in parts])
    kinds = np.array([part.kind for part in parts]).repeat([len(part.owners) for part in parts])
    return _distinct((owners << BUCKET_BITS) | (mixed(hashes, kinds) & _MASK).astype(narrow), dense, groups)


def _distinct(every: npt.NDArray[np.unsignedinteger[Any]], dense: Floats, groups: Floats) -> Features:
    """Buckets, with the numbers of their units above their bits, as features: each once a unit, in order."""
    every.sort()
    new = np.ones(len(every), dtype=bool)
    np.not_equal(every[1:], every[:-1], out=new[1:])
    once = every[new]
    offsets = once.searchsorted(np.arange(len(dense) + 1).astype(once.dtype) << BUCKET_BITS)
    indices = (once & once.dtype.type(_MASK)).astype(np.int64)
    return Features(indices, offsets, dense, groups, np.ones(len(once), dtype=np.float32))


def _character_grams(hashed: HashedText, units: Units, owners: Indices) -> list[_Part]:
    parts = []
    for size in _GRAMS:
        first, last = owners[: len(owners) - size + 1], owners[size - 1 :]
        inside = ((first == last) & (first >= 0)).nonzero()[0]
        parts.append(_Part(_OWN, first.take(inside), hashed.grams(size)[units[0][0] :].take(inside)))
    return parts


def _word_parts(own: Words, units: int) -> list[_Part]:
    """Own words, word pairs, the neighbours' words, the first and last three words."""
    unit_of, words = own.owners, own.hashes
    same = unit_of[1:] == unit_of[:-1]
    pairs = words[:-1][same] * np.uint64(31) + words[1:][same]
    second, last_one = unit_of.searchsorted((1, units - 1))
    changes, edge = unit_of[3:] != unit_of[:-3], np.ones(min(3, len(unit_of)), dtype=bool)
    opening, closing = np.concatenate([edge, changes]), np.concatenate([changes, edge])
    return [
        _Part(_WORD, unit_of, words),
        _Part(_PAIR, unit_of[1:][same], pairs),
        _Part(_BEFORE, unit_of[:last_one] + 1, words[:last_one]),
        _Part(_AFTER, unit_of[second:] - 1, words[second:]),
        _Part(_FIRST, unit_of[opening], words[opening]),
        _Part(_LAST, unit_of[closing], words[closing]),
    ]


def _group_counts(hashed: HashedText, units: Units, lexicon: Lexicon) -> Floats:
    """How often each lexicon group occurs in each unit, damped: log2(1 + n) / 2."""
    starts, ends = edges(units)
    matches = lexicon.find(hashed)
    unit = starts.searchsorted(matches.starts, side="right") - 1
    inside = (unit >= 0) & (matches.ends <= ends[np.maximum(unit, 0)])
    width = len(lexicon.names)
    counts = np.bincount(unit[inside] * width + matches.groups[inside], minlength=len(starts) * width)
    damped: Floats = (np.log2(1.0 + counts) / 2).astype(np.float32).reshape(len(starts), width)
    return damped
