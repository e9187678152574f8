"""The fragment bank: single labelled sentences and clauses, beside whole records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from analyzer.types.labels import Activity, Aspect, RecordType
from corpus.splits import sealed_styles

__all__ = ["FRAGMENTS", "Fragment", "load_fragments"]

FRAGMENTS = Path(__file__).parent / "fragments"
"""The folder of the bank."""


class Fragment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence of a talk (`aspect`, `specific`) or of a meeting (`activity`, `substance`)."""

    text: str
    style: str
    record_type: RecordType
    aspect: Aspect | None = None
    specific: bool | None = None
    activity: Activity | None = None
    substance: int | None = None


def load_fragments(folder: Path = FRAGMENTS, *, release: bool = False) -> Iterator[Fragment]:
    """The fragments of all styles that are not sealed (of all, for a release), in the order of file and line."""
    closed = frozenset() if release else sealed_styles()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fragment = msgspec.json.decode(line, type=Fragment)
            if fragment.style not in closed:
                yield fragment
