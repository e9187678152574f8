"""The words of the units of a text, by their hashes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analyzer.classifying.shapes import Units
from analyzer.text.hashing import HashedText

__all__ = ["Words", "owners_of", "words_of"]

Indices = npt.NDArray[np.int64]

_FIRST_HAN, _LAST_HAN = np.uint64(0x4E00), np.uint64(0x9FFF)


class Words(NamedTuple):
    """Words in the order of the text: the number of the unit of each, its hash, its length in characters."""

    owners: Indices
    hashes: npt.NDArray[np.uint64]
    lengths: Indices


def owners_of(units: Units) -> Indices:
    """For every character from the first unit to the last one, the number of its unit; −1 between units."""
    numbers = np.full(2 * len(units) - 1, -1)
    numbers[::2] = np.arange(len(units))
    edges = np.array(units).ravel()
    return numbers.repeat(edges[1:] - edges[:-1])


def words_of(hashed: HashedText, units: Units, owners: Indices) -> Words:
    """The words that lie in one unit, single signs other than Han characters apart; `owners` as of `owners_of`."""
    begin = units[0][0]
    first, last = hashed.words(begin, units[-1][1])
    unit_of, lengths = owners.take(first), last - first
    codes = hashed.codes[begin:].take(first)
    whole = (unit_of >= 0) & (unit_of == owners.take(last - 1))
    kept = (whole & ((lengths > 1) | ((codes >= _FIRST_HAN) & (codes <= _LAST_HAN)))).nonzero()[0]
    first, lengths = first.take(kept), lengths.take(kept)
    return Words(unit_of.take(kept), hashed.stretches(first + begin, first + begin + lengths), lengths)
