"""Two texts side by side: what they share and what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from analyzer.types.ledger import Comparison, Passage

__all__ = ["compare"]

_CLAUSE = re.compile("[^，,。；;：:！!？?\n]*[，,。；;：:！!？?\n]*")


def compare(first: tuple[str, str], second: tuple[str, str], share: float) -> Comparison:
    """The comparison of two records, each given as (id, text): whole clauses are paired first, what differs between them letter by letter."""
    one, other = _CLAUSE.findall(first[1]), _CLAUSE.findall(second[1])
    passages: list[Passage] = []
    for tag, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left, right = "".join(one[start:end]), "".join(other[begin:stop])
        passages += [Passage(left, right)] if tag != "replace" else _letters(left, right)
    return Comparison(first[0], second[0], round(share, 3), tuple(_joined(passages)))


def _letters(left: str, right: str) -> list[Passage]:
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [Passage(left[start:end], right[begin:stop]) for _, start, end, begin, stop in blocks]


def _joined(passages: list[Passage]) -> Iterator[Passage]:
    """Neighbours that are both equal, or both changed, as one."""
    held: Passage | None = None
    for passage in passages:
        if not passage.first and not passage.second:
            continue
        if held is not None and (held.first == held.second) == (passage.first == passage.second):
            held = Passage(held.first + passage.first, held.second + passage.second)
            continue
        if held is not None:
            yield held
        held = passage
    if held is not None:
        yield held
