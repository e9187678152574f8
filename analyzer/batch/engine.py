"""Running shards: each in a process that keeps an analyser and a reading cell."""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from pathlib import Path

import msgspec

from analyzer.batch.output import Line, write_shard
from analyzer.batch.plan import Item
from analyzer.batch.rows import RawRow, header_document, row_document, without_branch
from analyzer.errors import AnalyzerError, BadRow, ClassifiedMaterial, InputError, InternalError
from analyzer.pipeline import Analyzer
from analyzer.readers import ReadingCell, read
from analyzer.types.policy import Policy
from analyzer.types.report import Report
from analyzer.workers import worker_pool

__all__ = ["run_shards"]

_process: tuple[Analyzer, ReadingCell, str] | None = None


def _start(policy: bytes, model: Path | None, branch: str) -> None:
    global _process  # noqa: PLW0603 one analyser for each process
    _process = (Analyzer(policy=msgspec.json.decode(policy, type=Policy), model=model), ReadingCell(), branch)
    atexit.register(_process[1].close)


def _run(number: int, items: Sequence[Item], out: Path) -> int:
    if _process is None:
        raise RuntimeError("the process was not started by the engine")
    analyzer, cell, branch = _process
    write_shard(out, number, (line for item in items for line in _lines(item, analyzer, cell, branch)))
    return number


def _lines(item: Item, analyzer: Analyzer, cell: ReadingCell, branch: str) -> list[Line]:
    """What comes of an item: its reports or one error, whatever happens."""
    where = item.row.where if item.row else item.name
    try:
        return _judged(item, where, analyzer, cell, branch)
    except Exception as fault:  # noqa: BLE001 whatever it is, the other rows are done
        return [Line.of_error(InternalError.of(fault, where))]


def _judged(item: Item, where: str, analyzer: Analyzer, cell: ReadingCell, branch: str) -> list[Line]:
    try:
        document = row_document(item.row, cell) if item.row else read(item.name, cell=cell)
        return [Line(report=_of_branch(report, item, branch)) for report in analyzer.analyze(document)]
    except AnalyzerError as error:
        placed = error.at(where)
        return [Line.of_error(placed, _header(item.row, placed, analyzer, branch) if item.row else None)]


def _header(row: RawRow, error: AnalyzerError, analyzer: Analyzer, branch: str) -> Report | None:
    """What a row that cannot be judged says of itself, so that the ledger sets it apart; None for one that names no branch or bears a mark of
    secrecy.
    """
    if not isinstance(error, InputError) or isinstance(error, ClassifiedMaterial):
        return None
    report = analyzer.refuse(header_document(row), error)
    named = report.record.branch or branch
    return msgspec.structs.replace(report, record=msgspec.structs.replace(report.record, branch=named)) if named else None


def _of_branch(report: Report, item: Item, branch: str) -> Report:
    """A report that names no branch, with the batch's; raises BadRow for a row of none."""
    if report.record.branch or not (branch or item.row):
        return report
    if not branch and item.row:
        left_out = without_branch(item.row)
        raise BadRow(left_out.broken, where=left_out.where, remedy=left_out.remedy)
    return msgspec.structs.replace(report, record=msgspec.structs.replace(report.record, branch=branch))


def run_shards(
    shards: Mapping[int, Sequence[Item]], out: Path, *, policy: Policy, model: Path | None, workers: int, branch: str = ""
) -> Iterator[int]:
    """Does the shards, each written whole; yields the number of each as it is finished, in any order. What names no branch is of `branch`."""
    arguments = (msgspec.json.encode(policy), model, branch)
    with worker_pool(min(workers, max(len(shards), 1)), _start, arguments) as pool:
        for done in as_completed([pool.submit(_run, number, items, out) for number, items in shards.items()]):
            yield done.result()
