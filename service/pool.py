"""Analysis in warmed processes, so that the web worker stays free and a bad file can only hurt a child."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import msgspec

from analyzer.pipeline import Analyzer
from analyzer.readers import ReadingCell, read
from analyzer.types.document import Document, Source
from analyzer.types.report import Report
from service.upload import Upload

__all__ = ["AnalysisPool"]

_worker: tuple[Analyzer, ReadingCell] | None = None


def _warm(policy: str) -> None:
    global _worker  # noqa: PLW0603 one analyzer and one cell for each process
    _worker = (Analyzer(policy=policy), ReadingCell())
    _worker[0].analyze(Document("谈话人：甲\n谈话对象：乙\n党支部谈心谈话。孩子住院。", Source("", "warm", "")))


def _analyze(upload: Upload) -> tuple[Report, ...]:
    if _worker is None:
        raise RuntimeError("the process was not warmed")
    analyzer, cell = _worker
    if upload.text is not None:
        document = Document(upload.text, Source(upload.name, "text", upload.sha256), given=upload.fields)
    else:
        document = msgspec.structs.replace(read(upload.data, name=upload.name, cell=cell), given=upload.fields)
    return analyzer.analyze(document)


class AnalysisPool:
    """A fixed number of processes; errors of the family come back as they were raised."""

    def __init__(self, workers: int, policy: str) -> None:
        self._workers = workers
        self._policy = policy
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_warm, initargs=(self._policy,))

    async def analyze(self, upload: Upload) -> Sequence[Report]:
        """The reports of an upload; a pool whose process died is started anew, once."""
        loop = asyncio.get_running_loop()
        executor = self._executor
        try:
            return await loop.run_in_executor(executor, _analyze, upload)
        except BrokenProcessPool:
            if self._executor is executor:
                self._executor = self._start()
            executor.shutdown(wait=False)
            return await loop.run_in_executor(self._executor, _analyze, upload)

    async def warm(self) -> None:
        """Starts all processes before the first request needs one."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._executor, abs, number) for number in range(self._workers)))

    def close(self) -> None:
        """Ends the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)
