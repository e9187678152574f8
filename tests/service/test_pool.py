"""The pool of processes survives the death of one."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date

import pytest

from analyzer.types.labels import RecordType
from service.pool import AnalysisPool
from service.upload import Upload
from tests.conftest import GENERIC_TALK


def test_a_pool_whose_process_died_goes_on() -> None:
    """Reports and what lies between them are made all the same, by processes started anew."""

    async def lived_through() -> tuple[str, int]:
        pool = AnalysisPool(1, "default", None)
        try:
            reports = await pool.analyze(Upload("一.txt", GENERIC_TALK.encode(), GENERIC_TALK))
            await _kill(pool)
            ledger = await pool.ledger(reports, date(2025, 12, 31))
            await _kill(pool)
            again = await pool.analyze(Upload("一.txt", GENERIC_TALK.encode(), GENERIC_TALK))
        finally:
            pool.close()
        assert again == reports
        return again[0].record.type, ledger.counts.analysed

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests keeps a loop running in this one
        assert thread.submit(asyncio.run, lived_through()).result() == (RecordType.TALK, 1)


async def _kill(pool: AnalysisPool) -> None:
    """Ends a process in the midst of its work, as the kernel does where memory is short."""
    with pytest.raises(BrokenProcessPool):
        await asyncio.get_running_loop().run_in_executor(pool._executor, os._exit, 9)
