"""Which styles may be looked at, which are sealed, and which guard the present model."""

from __future__ import annotations

from pathlib import Path

import yaml

__all__ = ["RECORDS", "guard_styles", "sealed_styles", "styles", "training_styles"]

RECORDS = Path(__file__).parent / "records"
"""The folder of styles."""
_SPLITS = Path(__file__).parent / "splits.yaml"


def styles(folder: Path = RECORDS) -> tuple[str, ...]:
    """The styles that a corpus folder holds, sealed ones too, in order."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


def sealed_styles() -> frozenset[str]:
    """Styles that are neither trained on nor tuned on; they are scored for a release alone."""
    return frozenset(yaml.safe_load(_SPLITS.read_text(encoding="utf-8"))["sealed"])


def guard_styles() -> tuple[str, ...]:
    """Styles that a candidate and the present model are both trained without when they are compared."""
    return tuple(yaml.safe_load(_SPLITS.read_text(encoding="utf-8"))["guard"])


def training_styles(folder: Path = RECORDS) -> tuple[str, ...]:
    """The styles of a corpus folder that may be looked at; each is left out once in evaluation."""
    sealed = sealed_styles()
    return tuple(style for style in styles(folder) if style not in sealed)
