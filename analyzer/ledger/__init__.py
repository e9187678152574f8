"""Checks between records: digests in, facts out."""

from __future__ import annotations

from analyzer.ledger.digest import digest
from analyzer.ledger.ledger import Branch, Ledger, Roll, gather
from analyzer.ledger.people import names_by_role, names_in, person
from analyzer.ledger.references import Reference, add_reference, read_references, reference
from analyzer.ledger.report import ledger_report
from analyzer.ledger.roll import all_checks

__all__ = [
    "Branch",
    "Ledger",
    "Reference",
    "Roll",
    "add_reference",
    "all_checks",
    "digest",
    "gather",
    "ledger_report",
    "names_by_role",
    "names_in",
    "person",
    "read_references",
    "reference",
]
