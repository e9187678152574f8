"""What to ask a branch about its findings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

import yaml

from analyzer.types.ledger import LedgerFinding

__all__ = ["questions"]


@cache
def _table() -> dict[str, str]:
    text = resources.files("analyzer.ledger").joinpath("questions.yaml").read_text(encoding="utf-8")
    return {str(kind): str(words) for kind, words in yaml.safe_load(text).items()}


def questions(findings: Iterable[LedgerFinding]) -> tuple[str, ...]:
    """One question for each kind of finding that costs points, in the order of the findings."""
    return tuple(dict.fromkeys(_table()[found.kind] for found in findings if found.points))
