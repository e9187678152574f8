"""雷同: records whose bodies are nearly the same once names and numbers are masked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from analyzer.ledger.digest import BANDS, ROWS
from analyzer.types.ledger import LedgerFinding, RecordDigest

__all__ = ["near_duplicates"]

_ALIKE = 0.6
_FEWEST_SHINGLES = 25
_LARGEST_BUCKET = 200
_RULE = "雷同：换名、换日期、换标题后相同（标注规范第6节）"


def near_duplicates(records: Sequence[RecordDigest]) -> Iterator[LedgerFinding]:
    """One finding for each cluster of records that are alike; rows of one meeting are told apart by `multiple_claim`, not here."""
    parent = list(range(len(records)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    alike: dict[tuple[int, int], float] = {}
    for first, second in _candidates(records):
        share = float(np.mean(np.array(records[first].signature) == np.array(records[second].signature)))
        if share >= _ALIKE:
            alike[first, second] = share
            parent[root(second)] = root(first)
    clusters: dict[int, list[int]] = defaultdict(list)
    for number in sorted({number for pair in alike for number in pair}):
        clusters[root(number)].append(number)
    for members in clusters.values():
        shares = [share for (first, _), share in alike.items() if root(first) == root(members[0])]
        found = [records[number] for number in members]
        branches = sorted({record.branch for record in found})
        message = f"{len(found)}条记录正文基本相同（相似度约{round(max(shares) * 100)}%），只换了人名、日期或标题。"
        yield LedgerFinding(
            "near_duplicate",
            "major",
            "、".join(branches),
            tuple(record.id for record in found),
            tuple(_place(record) for record in found),
            message,
            _RULE,
        )


def _place(record: RecordDigest) -> str:
    return f"{record.source}（第{record.index + 1}条）"


def _candidates(records: Sequence[RecordDigest]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band of their signatures; very common bands (forms, slogans) are left out."""
    seen: set[tuple[int, int]] = set()
    for band in range(BANDS):
        buckets: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for number, record in enumerate(records):
            if record.shingles >= _FEWEST_SHINGLES:
                buckets[record.signature[band * ROWS : (band + 1) * ROWS]].append(number)
        for members in buckets.values():
            if len(members) > _LARGEST_BUCKET:
                continue
            for position, first in enumerate(members):
                for second in members[position + 1 :]:
                    if (first, second) not in seen:
                        seen.add((first, second))
                        yield first, second
