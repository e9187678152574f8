"""An office's rules as data: what is required, what costs how many points, what caps a grade."""

from __future__ import annotations

import msgspec

from analyzer.types.ledger_policy import LedgerPolicy

__all__ = ["Cap", "Deduction", "Element", "Policy", "Thresholds"]


class Deduction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of finding costs: points for each severity, at most `cap` for all findings of the kind; `source` cites the rule."""

    source: str
    cap: float
    info: float = 0.0
    minor: float = 0.0
    major: float = 0.0


class Cap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The band and the score that a record with such a finding (of severity major) cannot exceed."""

    source: str
    band: int
    score: float


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field that a record must show: any one of `any_of`, in records of `type` (talk or meeting)."""

    type: str
    any_of: tuple[str, ...]
    name: str
    source: str
    severity: str = "minor"


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a fact becomes a finding, and where a person must look."""

    review_confidence: float
    boilerplate_share: float
    stuffing_density: float
    longest_hours: float
    vote_share: float
    election_share: float
    stuffing_share: float = 0.4


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One office's policy, checked on load. `bands` are the lowest scores of bands 2, 3, 4, 5."""

    name: str
    title: str
    version: str
    source: str
    bands: tuple[float, float, float, float]
    deductions: dict[str, Deduction]
    caps: dict[str, Cap]
    elements: tuple[Element, ...]
    thresholds: Thresholds
    ledger: LedgerPolicy
