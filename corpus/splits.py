"""Which styles may be looked at, and which are sealed."""

from __future__ import annotations

from pathlib import Path

import yaml

from corpus.records import RECORDS, styles

__all__ = ["sealed_styles", "training_styles"]

_SPLITS = Path(__file__).parent / "splits.yaml"


def sealed_styles() -> frozenset[str]:
    """Styles that are neither trained on nor tuned on; they are scored for a release alone."""
    return frozenset(yaml.safe_load(_SPLITS.read_text(encoding="utf-8"))["sealed"])


def training_styles(folder: Path = RECORDS) -> tuple[str, ...]:
    """The styles of a corpus folder that may be trained on; each is left out once in evaluation."""
    return tuple(style for style in styles(folder) if style not in sealed_styles())
