"""The database: tables, queries, migrations. Commits happen in `Store`, nowhere else."""

from __future__ import annotations

from service.store.store import Analysis, Store

__all__ = ["Analysis", "Store"]
