"""An office's rules as data: what is required, what costs how many points, what caps a grade."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from analyzer.types.ledger_policy import LedgerPolicy

__all__ = ["Cap", "Deduction", "Element", "Policy", "Revision", "Thresholds"]


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


class Revision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes in the judging of single records on a day: kinds that cost something else, other caps, other elements (all of them)."""

    since: date
    source: str
    deductions: dict[str, Deduction] = {}
    caps: dict[str, Cap] = {}
    elements: tuple[Element, ...] | None = None


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One office's policy, checked on load. `bands` are the lowest scores of bands 2, 3, 4, 5; `revisions` change it from a day on."""

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
    revisions: tuple[Revision, ...] = ()

    def on(self, day: str | None) -> Policy:
        """The policy by which a record of a day (YYYY-MM-DD) is judged; one without a full date by all revisions."""
        dated = day is not None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) is not None
        policy = self
        for revision in sorted(self.revisions, key=lambda one: one.since):
            if not dated or revision.since.isoformat() <= str(day):
                policy = msgspec.structs.replace(
                    policy,
                    deductions={**policy.deductions, **revision.deductions},
                    caps={**policy.caps, **revision.caps},
                    elements=policy.elements if revision.elements is None else revision.elements,
                )
        return policy
