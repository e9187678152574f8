"""The database: tables, queries, migrations. Commits happen in `Store` and `Reviews`, nowhere else."""

from __future__ import annotations

from service.store.reviews import Decision, ReportPlace, Reviews
from service.store.store import Analysis, Listed, Store

__all__ = ["Analysis", "Decision", "Listed", "ReportPlace", "Reviews", "Store"]
