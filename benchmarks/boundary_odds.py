"""How often a new segment begins at a sentence, in which records: what `decode_opening` of the training settings answers to.

    python -m benchmarks.boundary_odds

Log odds of a sentence that is not the first to open a segment, in the corpus and in the short records of offices, which nothing learns from.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import median

from corpus.offices import office_records
from corpus.records import LabelledRecord, load_records

_SHORT = 7
"""Hands whose meetings have at most so many sentences in the middle wrote short records."""


def log_odds(meetings: Iterable[LabelledRecord]) -> float:
    """Of a boundary at a sentence behind the first."""
    inner = opened = 0
    for meeting in meetings:
        inner += len(meeting.texts()) - 1
        opened += len(meeting.segments) - 1
    return math.log(opened / (inner - opened))


def main() -> None:
    """Measures and prints."""
    hands: dict[str, list[LabelledRecord]] = {}
    for record in load_records():
        if record.segments:
            hands.setdefault(record.style, []).append(record)
    short = [hand for hand in hands.values() if _middle(hand) <= _SHORT]
    long = [hand for hand in hands.values() if _middle(hand) > _SHORT]
    rows = (("长记录的样式", long), ("短记录的样式", short), ("全部样式", [*short, *long]))
    for name, some in rows:
        print(f"{name} {len(some)}种 {log_odds(meeting for hand in some for meeting in hand):+.2f}")
    print(f"各单位的短记录 {log_odds(record for record in office_records() if record.segments):+.2f}")


def _middle(hand: Sequence[LabelledRecord]) -> float:
    return median(len(record.texts()) for record in hand)


if __name__ == "__main__":
    main()
