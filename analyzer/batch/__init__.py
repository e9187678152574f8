"""Many records: planned in shards, analysed in processes, written so that nothing is lost or doubled."""

from __future__ import annotations

from analyzer.batch.run import BatchResult, run_batch

__all__ = ["BatchResult", "run_batch"]
