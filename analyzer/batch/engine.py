"""Running shards: each in a process that keeps an analyser and a reading cell."""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import msgspec

from analyzer.batch.output import Line, write_shard
from analyzer.batch.plan import Item
from analyzer.batch.rows import row_document
from analyzer.errors import AnalyzerError
from analyzer.pipeline import Analyzer
from analyzer.readers import ReadingCell, read
from analyzer.types.policy import Policy

__all__ = ["run_shards"]

_process: tuple[Analyzer, ReadingCell] | None = None


def _start(policy: bytes, model: Path | None) -> None:
    global _process  # noqa: PLW0603 one analyser for each process
    _process = (Analyzer(policy=msgspec.json.decode(policy, type=Policy), model=model), ReadingCell())
    atexit.register(_process[1].close)


def _run(number: int, items: Sequence[Item], out: Path) -> int:
    if _process is None:
        raise RuntimeError("the process was not started by the engine")
    analyzer, cell = _process
    write_shard(out, number, (line for item in items for line in _lines(item, analyzer, cell)))
    return number


def _lines(item: Item, analyzer: Analyzer, cell: ReadingCell) -> Iterator[Line]:
    try:
        document = row_document(item.row, cell) if item.row else read(item.name, cell=cell)
        for report in analyzer.analyze(document):
            yield Line(report=report)
    except AnalyzerError as error:
        yield Line.of_error(error.at(item.row.where if item.row else item.name))


def run_shards(shards: Mapping[int, Sequence[Item]], out: Path, *, policy: Policy, model: Path | None, workers: int) -> Iterator[int]:
    """Does the shards, each written whole; yields the number of each as it is finished, in any order."""
    context = multiprocessing.get_context("spawn")
    arguments = (msgspec.json.encode(policy), model)
    with ProcessPoolExecutor(
        max_workers=min(workers, max(len(shards), 1)), mp_context=context, initializer=_start, initargs=arguments
    ) as pool:
        for done in as_completed([pool.submit(_run, number, items, out) for number, items in shards.items()]):
            yield done.result()
