"""A batch from beginning to end: planned, resumed where it was interrupted, put together."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from analyzer.batch.engine import run_shards
from analyzer.batch.output import (
    DIGESTS,
    FAILED,
    FINISHED,
    NOTES,
    PEOPLE,
    REPORTS,
    WORKBOOK,
    Line,
    Person,
    finished_shards,
    other_plans,
    read_lines,
    shard_path,
    write_digests,
    write_lines,
)
from analyzer.batch.plan import make_plan
from analyzer.errors import OutputError
from analyzer.ledger import digest, names_by_role, person
from analyzer.pipeline import Analyzer
from analyzer.rendering.whole import make_folder, write_whole
from analyzer.rendering.xlsx import write_workbook
from analyzer.types.document import ROW_NOTE, Notice
from analyzer.types.ledger import RecordDigest
from analyzer.types.report import Report

__all__ = ["BatchResult", "named_digest", "read_result", "run_batch"]

_ANOTHER = "（输入的文件或其写法、政策、模型、程序版本或 --branch 与这次不同）"


class BatchResult(msgspec.Struct, frozen=True):
    """What a batch came to: `rows` = `analysed` + `failed`; `plan` is the digest of what shaped it."""

    rows: int
    analysed: int
    failed: int
    plan: str


def run_batch(
    files: Sequence[str],
    out: Path,
    *,
    policy: str = "default",
    model: Path | None = None,
    branch: str = "",
    workers: int = 2,
    replace: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    tell: Callable[[str], None] = lambda _words: None,
) -> BatchResult:
    """Analyses files and rows into the folder `out`: reports, digests, workbook, and last `batch.json`.

    A batch that was interrupted goes on with the shards that are missing; one that is finished is not done again, and `tell` hears so. What
    another batch wrote into `out` is kept, and OutputError raised, unless it is to be replaced. What names no branch is of `branch`. `progress`
    is told how many shards of how many are done. Raises OutputError, PolicyError, ModelError, UnreadableFile.
    """
    analyzer = Analyzer(policy=policy, model=model)
    plan = make_plan(files, analyzer.versions, branch)
    known = _known(out)
    if known is not None and known.plan == plan.digest:
        progress(len(plan.shards), len(plan.shards))
        tell(f"{out} 里已有这一批的全部结果（输入、政策、模型都没有变），没有重做。")
        return known
    done = finished_shards(out, plan.digest)
    if not replace:
        _refuse_another(out, plan.digest, begun=bool(done))
    folder = shard_path(out, plan.digest, 0).parent
    make_folder(folder)
    missing = {number: items for number, items in enumerate(plan.shards) if number not in done}
    count = len(plan.shards) - len(missing)
    progress(count, len(plan.shards))
    for _ in run_shards(missing, folder, policy=analyzer.policy, model=model, workers=workers, branch=branch):
        count += 1
        progress(count, len(plan.shards))
    result = _put_together(out, [shard_path(out, plan.digest, number) for number in range(len(plan.shards))], plan.digest)
    shutil.rmtree(folder.parent)
    return result


def read_result(out: Path) -> BatchResult:
    """The result of a finished batch; raises OutputError where there is none."""
    known = _known(out)
    if known is None:
        raise OutputError("这里没有完成的批处理。", where=str(out), remedy="请先运行 mqa batch 输入 --out 目录。")
    return known


def _known(out: Path) -> BatchResult | None:
    try:
        return msgspec.json.decode((out / FINISHED).read_bytes(), type=BatchResult)
    except (OSError, msgspec.MsgspecError):
        return None


def _refuse_another(out: Path, digest: str, *, begun: bool) -> None:
    """Raises OutputError where `out` holds what another plan has written, finished or not; `begun` is whether this one has written some."""
    problem, first = "", ""
    if (out / FINISHED).exists():
        problem = f"是另一批的结果{_ANOTHER}"
    elif other_plans(out, digest):
        problem, first = f"有另一批没做完的结果{_ANOTHER}", "要接着做，请用原来的命令；不然，"
    elif (out / REPORTS).exists() and not begun:
        problem = f"已有 {REPORTS}，不是这一批写的"
    if problem:
        remedy = f"{first}请换一个 --out 目录；确定不要原来的结果，加 --replace 覆盖。"
        raise OutputError(f"目录里{problem}，没有改动。", where=str(out), remedy=remedy)


def _put_together(out: Path, shards: Sequence[Path], plan: str) -> BatchResult:
    """One file of all shards, the digests, the workbook; the marker last."""
    (out / FINISHED).unlink(missing_ok=True)
    write_whole(out / REPORTS, (line for shard in shards for line in _raw_lines(shard)))
    names: dict[int, str] = {}
    write_digests(out / DIGESTS, _digests(out, names))
    write_lines(out / PEOPLE, (Person(number, name) for number, name in sorted(names.items())))
    rows = write_workbook(out / WORKBOOK, (line.result() for line in read_lines(out / REPORTS)))
    write_lines(out / FAILED, (line for line in read_lines(out / REPORTS) if line.failed))
    write_lines(out / NOTES, (note for line in read_lines(out / REPORTS) for note in _notes(line)))
    failed = sum(1 for _ in read_lines(out / FAILED))
    result = BatchResult(rows, rows - failed, failed, plan)
    write_lines(out / FINISHED, [result])
    return result


def _raw_lines(shard: Path) -> Iterator[bytes]:
    with shard.open("rb") as file:
        yield from file


def _notes(line: Line) -> list[Notice]:
    """What the user should know of how a row was read."""
    return [notice for notice in line.report.notices if notice.code == ROW_NOTE] if line.report else []


def _digests(out: Path, names: dict[int, str]) -> Iterator[RecordDigest]:
    """The digest of each report; the names behind its numbers are put into `names`."""
    for number, line in enumerate(read_lines(out / REPORTS)):
        if line.report is not None:
            yield named_digest(line.report, number, names)


def named_digest(report: Report, number: int, names: dict[int, str]) -> RecordDigest:
    """The digest of the report on a line; the names behind its numbers are put into `names`."""
    branch = report.record.branch or ""
    names.update({person(name, branch): name for role in names_by_role(report).values() for name in role})
    return digest(report, number)
