"""What the ledger keeps of each record, and what it finds between them."""

from __future__ import annotations

import msgspec

__all__ = ["BranchYear", "DutyCount", "LedgerCounts", "LedgerFinding", "LedgerReport", "RecordDigest", "TalkCounts"]


class RecordDigest(msgspec.Struct, frozen=True):
    """A record in a few hundred bytes: enough for every check between records, without its text.

    `people` are salted hashes of names; `purposes` are (activity, substance) pairs; `duties` are the duties claimed, the own type first;
    `signature` is the MinHash of the body with names and numbers masked; `shingles` how many distinct 5-grams it was made of.
    """

    id: str
    source: str
    index: int
    branch: str
    type: str
    own: str
    start: str
    end: str
    entered: str
    people: tuple[int, ...]
    talkee: int
    duties: tuple[str, ...]
    purposes: tuple[tuple[str, int], ...]
    generic: bool | None
    talk_kind: str
    score: float
    band: int
    shingles: int
    signature: tuple[int, ...]


class DutyCount(msgspec.Struct, frozen=True):
    """How often a branch claims a duty, and how often it counts (认定次数); `why` names what was not counted."""

    duty: str
    claimed: int
    effective: int
    why: tuple[str, ...]


class TalkCounts(msgspec.Struct, frozen=True):
    """A branch's talks: all, generic ones, those that only solicit."""

    count: int
    generic: int
    solicitation: int


class BranchYear(msgspec.Struct, frozen=True):
    """One branch: its duties, talks, and records by month (YYYY-MM)."""

    branch: str
    duties: tuple[DutyCount, ...]
    talks: TalkCounts
    months: dict[str, int]


class LedgerFinding(msgspec.Struct, frozen=True):
    """A finding between records: the records it rests on by id, their words where they show it, the rule and its source."""

    kind: str
    severity: str
    branch: str
    records: tuple[str, ...]
    evidence: tuple[str, ...]
    message: str
    rule: str


class LedgerCounts(msgspec.Struct, frozen=True):
    """Rows in, analysed, failed: the last two add up to the first."""

    rows_in: int
    analysed: int
    failed: int


class LedgerReport(msgspec.Struct, frozen=True):
    """Facts and findings between the records of a batch."""

    schema: str
    branches: tuple[BranchYear, ...]
    findings: tuple[LedgerFinding, ...]
    counts: LedgerCounts
