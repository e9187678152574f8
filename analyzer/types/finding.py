"""One thing to show the user, with the words it rests on."""

from __future__ import annotations

import msgspec

from analyzer.types.labels import FindingKind, Severity
from analyzer.types.span import Span

__all__ = ["Finding", "Rule"]


class Rule(msgspec.Struct, frozen=True):
    """What a finding rests on: a stable id and the document or guideline it comes from."""

    id: str
    source: str


class Finding(msgspec.Struct, frozen=True):
    """A fact about a record, without points: the policy gives those.

    `evidence` are places in `Document.text`, empty only where something is absent and no place can be shown. `weight` in 0–1 is how
    much of the policy's points the fact deserves (1 unless it comes in degrees).
    """

    kind: FindingKind
    severity: Severity
    message: str
    advice: str
    rule: Rule
    evidence: tuple[Span, ...] = ()
    weight: float = 1.0
