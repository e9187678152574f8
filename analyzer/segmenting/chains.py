"""Lexical chains: which words a sentence brings in, which it takes up, and which end before it (Morris & Hirst 1991).

Two items of one activity look alike to a classifier; where one ends, its words end too, and words come that go on.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.words import Words

__all__ = ["CHAINS", "lexical_chains"]

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

CHAINS = ("new", "stays", "near", "last", "returns", "goes_on", "crosses", "opens")
"""The columns: of the unit's words the shares that are new, new and taken up soon, said shortly before, said just before, said long before; of the words said
shortly before the share that comes again; how many of them come again soon; how many new words are taken up soon.
"""
_REACH = 4
"""What is soon and what is shortly before, in units."""
_NEVER = 2**31


def lexical_chains(words: Words, units: int) -> Floats:
    """How each unit takes part in chains of words of two and more characters (units × `CHAINS`)."""
    long = (words.lengths > 1).nonzero()[0]
    order = long[np.lexsort((words.owners[long], words.hashes[long]))]
    unit, word = words.owners.take(order), words.hashes.take(order)
    once = np.ones(len(unit), dtype=bool)
    once[1:] = (unit[1:] != unit[:-1]) | (word[1:] != word[:-1])
    unit, word = unit[once], word[once]
    same = word[1:] == word[:-1]
    before = np.full(len(unit), -_NEVER)
    before[1:][same] = unit[:-1][same]
    behind = np.full(len(unit), _NEVER)
    behind[:-1][same] = unit[1:][same]

    def counted(kept: npt.NDArray[np.bool_]) -> Floats:
        return np.bincount(unit[kept], minlength=units).astype(np.float32)

    def covered(first: Numbers, end: Numbers) -> Floats:
        """How many of the ranges from `first` to before `end` hold each unit."""
        some = first < end
        steps = np.bincount(first[some], minlength=units + 1) - np.bincount(end[some], minlength=units + 1)
        return steps.cumsum()[:units].astype(np.float32)

    new, distance = before < 0, unit - before
    stays = new & (behind - unit <= _REACH)
    ends = np.minimum(np.minimum(behind, unit + _REACH) + 1, units)
    shortly, again = covered(unit + 1, ends), covered((unit + 1)[behind < _NEVER], ends[behind < _NEVER])
    soon = covered(np.maximum(unit + 1, behind - _REACH), ends)
    own = np.maximum(np.bincount(unit, minlength=units), 1)
    shares = [counted(kept) / own for kept in (new, stays, distance <= _REACH, distance == 1, ~new & (distance > _REACH))]
    return np.array([*shares, again / np.maximum(shortly, 1), soon, counted(stays)], dtype=np.float32).T
