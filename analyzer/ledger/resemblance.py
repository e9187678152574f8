"""Which texts resemble each other, found without comparing each with each.

Texts that share a band of their MinHash signatures (Broder 1997) are candidates; within a crowded band only neighbours in the order of the whole signature are.
Each candidate pair is then compared on the sketches themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.ledger.sketch import SIZE, Sketches, distinct

__all__ = ["Pairs", "Resemblance", "candidates", "clusters", "shares", "split", "union"]

Rows = npt.NDArray[np.int64]
Pairs = npt.NDArray[np.uint64]
Shares = npt.NDArray[np.float64]

_FUNCTIONS = 90
_MISSED = 0.001
_NEIGHBOURS = 8
_CHUNK = 4096
_NOTHING = np.uint32(0xFFFFFFFF)
_LEAST_SAMPLE = 8


class Resemblance(msgspec.Struct, frozen=True):
    """Pairs of rows, the first below the second, and for each the share of distinct 5-grams that both have (Jaccard, 0–1)."""

    first: Rows
    second: Rows
    share: Shares


def candidates(sketches: Sketches, likely: float, among: npt.NDArray[np.bool_]) -> Pairs:
    """Pairs of rows (first × 2^32 + second, ascending) among which those that share `likely` or more are found, bar one in a thousand."""
    rows = np.flatnonzero(among & (sketches.sizes >= _LEAST_SAMPLE))
    if len(rows) < 2:
        return np.empty(0, np.uint64)
    pairs = distinct(np.concatenate(list(_neighbours(_signatures(sketches, rows), _band_rows(likely)))))
    first, second = split(pairs)
    return rows[first].astype(np.uint64) << np.uint64(32) | rows[second].astype(np.uint64)


def split(pairs: Pairs) -> tuple[Rows, Rows]:
    """The first and second rows of some pairs."""
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def union(some: Pairs, others: Pairs) -> Pairs:
    """Each pair once, ascending."""
    return distinct(np.concatenate([some, others]))


def _band_rows(likely: float) -> int:
    """The largest number of rows a band may have so that all bands miss a pair less than once in a thousand."""
    fitting = (rows for rows in (6, 5, 3, 2) if (1 - likely**rows) ** (_FUNCTIONS // rows) < _MISSED)
    return next(fitting, 1)


def clusters(found: Resemblance) -> list[tuple[list[int], list[int]]]:
    """The rows that hang together by pairs, each cluster ascending with the places of its pairs; in the order of their first rows."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while (above := parent.setdefault(row, row)) != row:
            parent[row] = row = parent[above]
        return row

    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    grouped: dict[int, tuple[list[int], list[int]]] = {}
    for row in sorted(parent):
        grouped.setdefault(root(row), ([], []))[0].append(row)
    for place, (one, _) in enumerate(pairs):
        grouped[root(one)][1].append(place)
    return [grouped[first] for first in sorted(grouped)]


def _signatures(sketches: Sketches, rows: Rows) -> npt.NDArray[np.uint16]:
    """The MinHash signature of some rows: for each of _FUNCTIONS orders of the hashes a column with 16 bits of the first."""
    factors = np.random.default_rng(20180).integers(1, 2**63, _FUNCTIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    signatures = np.empty((len(rows), len(factors)), dtype=np.uint16)
    for start in range(0, len(rows), _CHUNK):
        some = sketches.rows(rows[start : start + _CHUNK])
        scattered = some.astype(np.uint64) + np.uint64(1)
        nothing = some == _NOTHING
        for column, factor in enumerate(factors):
            ordered = ((scattered * factor) >> np.uint64(32)).astype(np.uint32)
            ordered[nothing] = _NOTHING
            signatures[start : start + _CHUNK, column] = ordered.min(axis=1)
    return signatures


def _neighbours(signatures: npt.NDArray[np.uint16], rows: int) -> Iterator[Pairs]:
    """Pairs of rows that share a band of so many rows and stand near each other in the order of the whole signature."""
    likeness = np.lexsort(signatures[:, ::3].T)
    place = np.empty(len(signatures), dtype=np.int64)
    place[likeness] = np.arange(len(signatures))
    for start in range(0, _FUNCTIONS - rows + 1, rows):
        key = np.zeros(len(signatures), dtype=np.uint64)
        for column in range(start, start + rows):
            key = key * np.uint64(0x9E3779B97F4A7C15) + signatures[:, column]
        order = np.lexsort((place, key))
        ranked = key[order]
        for distance in range(1, min(_NEIGHBOURS, len(order) - 1) + 1):
            same = np.flatnonzero(ranked[:-distance] == ranked[distance:])
            one, other = order[same], order[same + distance]
            yield np.minimum(one, other).astype(np.uint64) << np.uint64(32) | np.maximum(one, other).astype(np.uint64)


def shares(sketches: Sketches, first: Rows, second: Rows) -> Shares:
    """The Jaccard similarity of each pair, on the hashes that both sketches would hold if their texts had them."""
    equal = np.empty(len(first))
    both = np.empty((_CHUNK, 2 * SIZE), dtype=np.uint32)
    for start in range(0, len(first), _CHUNK):
        one, other = first[start : start + _CHUNK], second[start : start + _CHUNK]
        merged = both[: len(one)]
        merged[:, :SIZE], merged[:, SIZE:] = sketches.rows(one), sketches.rows(other)
        merged.sort(axis=1)
        known = (merged <= np.minimum(sketches.reach[one], sketches.reach[other])[:, None]) & (merged != _NOTHING)
        shared = np.count_nonzero((merged[:, 1:] == merged[:, :-1]) & known[:, 1:], axis=1)
        equal[start : start + _CHUNK] = shared / np.maximum(np.count_nonzero(known, axis=1) - shared, 1)
    return equal
