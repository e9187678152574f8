"""Analysis in warmed processes, so that the web worker stays free and a bad file can only hurt a child."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import msgspec

from analyzer.batch.ledger import ledger_of
from analyzer.pipeline import Analyzer
from analyzer.readers import ReadingCell, read
from analyzer.text.secrecy import refuse_classified, refuse_classified_cells
from analyzer.types.document import Document, Source
from analyzer.types.ledger import LedgerReport
from analyzer.types.report import Report
from analyzer.workers import worker_pool
from service.upload import Upload

__all__ = ["AnalysisPool"]

T = TypeVar("T")


@cache
def _analyzer(policy: str, model: Path | None) -> Analyzer:
    """The analyzer of a policy and a model, made once a process."""
    return Analyzer(policy=policy, model=model)


@cache
def _cell() -> ReadingCell:
    """The reading cell of this process."""
    return ReadingCell()


def _warm(policy: str, model: Path | None) -> None:
    _cell()
    _analyzer(policy, model).analyze(Document("谈话人：甲\n谈话对象：乙\n党支部谈心谈话。孩子住院。", Source("", "warm", "")))


def _analyze(upload: Upload, policy: str, model: Path | None) -> tuple[Report, ...]:
    refuse_classified_cells(upload.fields, "文字旁的字段里")
    if upload.text is not None:
        refuse_classified(upload.text, "文字开头")
        document = Document(upload.text, Source(upload.name, "text", upload.sha256), given=upload.fields)
    else:
        document = msgspec.structs.replace(read(upload.data, name=upload.name, cell=_cell()), given=upload.fields)
    return _analyzer(policy, model).analyze(document)


class AnalysisPool:
    """A fixed number of processes; errors of the family come back as they were raised."""

    def __init__(self, workers: int, policy: str, model: Path | None) -> None:
        self._workers = workers
        self._policy = policy
        self._model = model
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return worker_pool(self._workers, _warm, (self._policy, self._model))

    async def analyze(self, upload: Upload, model: Path | None = None) -> Sequence[Report]:
        """The reports of an upload, by the model of a folder or the one in force."""
        return await self._done(partial(_analyze, upload, self._policy, model or self._model))

    async def ledger(self, reports: Sequence[Report], today: date) -> LedgerReport:
        """What some reports show together; raises AmbiguousYear."""
        return await self._done(partial(ledger_of, tuple(reports), policy=self._policy, today=today))

    async def _done(self, work: Callable[[], T]) -> T:
        """What some work comes to in a process; a pool whose process died is started anew, once."""
        loop = asyncio.get_running_loop()
        executor = self._executor
        try:
            return await loop.run_in_executor(executor, work)
        except BrokenProcessPool:
            if self._executor is executor:
                self._executor = self._start()
            executor.shutdown(wait=False)
            return await loop.run_in_executor(self._executor, work)

    async def warm(self) -> None:
        """Starts all processes before the first request needs one."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._executor, abs, number) for number in range(self._workers)))

    def close(self) -> None:
        """Ends the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)
