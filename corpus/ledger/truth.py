"""What is planted, in the words of the truth file."""

from __future__ import annotations

import msgspec

__all__ = ["KINDS", "Planted"]

KINDS = (
    "near_duplicate",
    "multiple_claim",
    "time_conflict",
    "absent_speaker",
    "late_entry",
    "burst_entry",
    "missing_months",
    "uneven_year",
    "officer_turnover",
    "never_talked",
    "generic_share",
    "quota_shortfall",
    "unmet_need",
    "copied_template",
    "ledger_mismatch",
    "official",
    "ignore",
)
"""Kinds of lines. `official` and `ignore` are no defects: records that quote one official passage, which must not be reported; and records that
are like some other because the stock of texts was exhausted, whose near-duplicates count neither as hits nor as false alarms.
"""


class Planted(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of `truth.jsonl`: a defect and the records it rests on.

    `period` is a year, quarter (2025-Q2) or month (2025-03). `note` tells variants apart: of `near_duplicate` names_swapped, date_changed,
    title_changed, paragraph_moved, other_branch; of `multiple_claim` many_rows, sliced_rows, many_claims; of `late_entry` minor, major;
    of `ledger_mismatch` missing (in the ledger, so that no record is named), extra, different.
    """

    kind: str
    branch: str
    records: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    duty: str = ""
    period: str = ""
    note: str = ""
