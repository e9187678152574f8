"""The fragment bank: single labelled sentences and clauses, beside whole records."""

from __future__ import annotations

from pathlib import Path

import msgspec

from analyzer.types.labels import Activity, Aspect, RecordType

__all__ = ["FRAGMENTS", "Fragment"]

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
