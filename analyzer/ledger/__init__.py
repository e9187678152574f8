"""Checks between records: digests in, facts out."""

from __future__ import annotations

from analyzer.ledger.digest import digest
from analyzer.ledger.year import ledger_report

__all__ = ["digest", "ledger_report"]
