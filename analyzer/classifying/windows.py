"""A record's units as an encoder reads them: in windows of whole units, each with some of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["Window", "windows"]

AROUND = 2
"""How many units a window repeats from the one before, and leaves to the one behind, so that each is read with its neighbours."""


class Window(msgspec.Struct, frozen=True):
    """`tokens` open with the opening mark; `owners` says for each token the number of its unit, −1 where it belongs to none or the unit is there
    for its neighbours' sake alone."""

    tokens: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int64]


def windows(units: Sequence[Sequence[int]], *, longest: int, opening: int, closing: int) -> Iterator[Window]:
    """Windows of at most `longest` tokens in which each unit is owned once; a unit that fits into none is cut short.

    Each unit's tokens are followed by the mark `closing`.
    """
    rows = [[*unit[: longest - 2], closing] for unit in units]
    kept = 0
    while kept < len(rows):
        first = max(0, kept - AROUND)
        while sum(map(len, rows[first : kept + 1])) > longest - 1:
            first += 1
        end, room = first, longest - 1
        while end < len(rows) and len(rows[end]) <= room:
            room -= len(rows[end])
            end += 1
        stop = end if end == len(rows) else max(kept + 1, end - AROUND)
        tokens = [opening, *(token for row in rows[first:end] for token in row)]
        owners = np.repeat(np.arange(first, end), [len(row) for row in rows[first:end]])
        owners[(owners < kept) | (owners >= stop)] = -1
        yield Window(np.array(tokens, dtype=np.int64), np.concatenate([[-1], owners]).astype(np.int64))
        kept = stop
