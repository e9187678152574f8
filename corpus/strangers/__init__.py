"""Texts that are no records of organisational life: contracts, recipes, reports, news, counselling, other people's meetings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

__all__ = ["Stranger", "load_strangers"]

_TEXTS = Path(__file__).parent / "texts.jsonl"


class Stranger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text of its `kind`, which stands for a style: what only one kind uses is not learned."""

    id: str
    kind: str
    text: str


def load_strangers() -> Iterator[Stranger]:
    """All of them, in the order of the file."""
    for line in _TEXTS.read_text(encoding="utf-8").splitlines():
        yield msgspec.json.decode(line, type=Stranger)
