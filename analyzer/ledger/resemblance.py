"""Which texts resemble each other, found without comparing each with each.

Texts that share a band of their MinHash signatures (Broder 1997) are candidates; within a crowded band only neighbours in the order of the whole signature are.
Each candidate pair is then compared on the sketches themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.ledger.sketch import SIZE, Hashes32, Sketches

__all__ = ["Resemblance", "clusters", "resembling"]

Rows = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

_BANDS, _ROWS = 30, 3
_NEIGHBOURS = 8
_CHUNK = 4096
_NOTHING = np.uint32(0xFFFFFFFF)
_LEAST_SAMPLE = 8


class Resemblance(msgspec.Struct, frozen=True):
    """Pairs of rows, the first below the second, and for each the share of distinct 5-grams that both have (Jaccard, 0–1)."""

    first: Rows
    second: Rows
    share: Shares


def resembling(sketches: Sketches, least: float) -> Resemblance:
    """The pairs that share at least that much; rows with too small a sample are left out."""
    rows = np.flatnonzero(sketches.sizes >= _LEAST_SAMPLE)
    if len(rows) < 2:
        return Resemblance(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    kept = Sketches(sketches.hashes[rows], sketches.reach[rows])
    pairs = np.unique(np.concatenate(list(_candidates(_signatures(kept.hashes)))))
    first, second = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    share = _shares(kept, first, second)
    alike = share >= least
    return Resemblance(rows[first[alike]], rows[second[alike]], share[alike])


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


def _signatures(hashes: Hashes32) -> Hashes32:
    """The MinHash signature of each row, a column for each of _BANDS × _ROWS orders of the hashes."""
    factors = np.random.default_rng(20180).integers(1, 2**63, _BANDS * _ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    signatures = np.empty((len(hashes), len(factors)), dtype=np.uint32)
    for start in range(0, len(hashes), _CHUNK):
        some = hashes[start : start + _CHUNK]
        scattered = some.astype(np.uint64) + np.uint64(1)
        nothing = some == _NOTHING
        for column, factor in enumerate(factors):
            ordered = ((scattered * factor) >> np.uint64(32)).astype(np.uint32)
            ordered[nothing] = _NOTHING
            signatures[start : start + _CHUNK, column] = ordered.min(axis=1)
    return signatures


def _candidates(signatures: Hashes32) -> Iterator[npt.NDArray[np.uint64]]:
    """Pairs of rows that share a band, as first × 2^32 + second."""
    likeness = np.lexsort(signatures[:, ::_ROWS].T)
    place = np.empty(len(signatures), dtype=np.int64)
    place[likeness] = np.arange(len(signatures))
    for band in range(_BANDS):
        keys = signatures[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        key = (keys[:, 0] << np.uint64(32) | keys[:, 1]) ^ (keys[:, 2] * np.uint64(0x9E3779B97F4A7C15))
        order = np.lexsort((place, key))
        ranked = key[order]
        for distance in range(1, min(_NEIGHBOURS, len(order) - 1) + 1):
            same = np.flatnonzero(ranked[:-distance] == ranked[distance:])
            one, other = order[same], order[same + distance]
            yield np.minimum(one, other).astype(np.uint64) << np.uint64(32) | np.maximum(one, other).astype(np.uint64)


def _shares(sketches: Sketches, first: Rows, second: Rows) -> Shares:
    """The Jaccard similarity of each pair, on the hashes that both sketches would hold if their texts had them."""
    shares = np.empty(len(first))
    both = np.empty((_CHUNK, 2 * SIZE), dtype=np.uint32)
    for start in range(0, len(first), _CHUNK):
        one, other = first[start : start + _CHUNK], second[start : start + _CHUNK]
        merged = both[: len(one)]
        merged[:, :SIZE], merged[:, SIZE:] = sketches.hashes[one], sketches.hashes[other]
        merged.sort(axis=1)
        known = (merged <= np.minimum(sketches.reach[one], sketches.reach[other])[:, None]) & (merged != _NOTHING)
        shared = np.count_nonzero((merged[:, 1:] == merged[:, :-1]) & known[:, 1:], axis=1)
        shares[start : start + _CHUNK] = shared / np.maximum(np.count_nonzero(known, axis=1) - shared, 1)
    return shares
