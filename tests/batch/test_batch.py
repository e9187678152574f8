"""Rows in = rows out, whatever happens in between."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from analyzer.batch import engine, run_batch
from analyzer.batch import run as run_module
from analyzer.batch.output import FAILED, FINISHED, REPORTS, WORKBOOK, read_lines, write_shard
from analyzer.errors import BadRow, OutputError
from analyzer.types.document import Document
from analyzer.types.report import Report
from tests.conftest import GENERIC_TALK, GOOD_TALK, ONE_POT, RECIPE


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    """Three good files, a recipe, an empty one, one that is missing, and a ledger of rows with two bad lines."""
    files = {"a.txt": GENERIC_TALK, "b.txt": GOOD_TALK, "c.txt": ONE_POT, "d.txt": RECIPE, "e.txt": ""}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = [json.dumps({"id": f"R{n}", "党支部": "甲支部", "type": "谈心谈话", "content": GOOD_TALK}, ensure_ascii=False) for n in range(3)]
    (tmp_path / "rows.jsonl").write_text("\n".join([*rows, "{broken", '{"id": "R9", "content": ""}']), encoding="utf-8")
    return [str(tmp_path / name) for name in (*files, "missing.txt", "rows.jsonl")]


def test_each_row_has_one_line_and_the_counts_add_up(inputs: list[str], tmp_path: Path) -> None:
    """Failures are lines with a code; the marker comes last and agrees."""
    out = tmp_path / "out"
    result = run_batch(inputs, out)
    lines = [line.result() for line in read_lines(out / REPORTS)]
    assert (result.rows, result.analysed, result.failed) == (11, 6, 5)
    assert len(lines) == 11
    codes = sorted(line.code for line in lines if isinstance(line, Exception))
    assert codes == ["bad_row", "bad_row", "empty_record", "unreadable_file"]
    assert len(list(read_lines(out / FAILED))) == 5
    assert (out / WORKBOOK).exists()
    assert (out / FINISHED).exists()


def test_a_batch_that_was_interrupted_goes_on_and_ends_the_same(inputs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Finished shards are not done again, and the result is that of an undisturbed run, byte for byte."""
    undisturbed, disturbed = tmp_path / "one", tmp_path / "two"
    run_batch(inputs, undisturbed)
    real = run_module.run_shards

    def interrupted(shards, *arguments, **options):  # type: ignore[no-untyped-def]
        yield from real(dict([next(iter(shards.items()))]), *arguments, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "run_shards", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_batch(inputs, disturbed)
    assert not (disturbed / FINISHED).exists()
    done: list[int] = []

    def counted(shards, *arguments, **options):  # type: ignore[no-untyped-def]
        done.extend(shards)
        yield from real(shards, *arguments, **options)

    monkeypatch.setattr(run_module, "run_shards", counted)
    run_batch(inputs, disturbed)
    assert len(done) == 1
    assert (disturbed / REPORTS).read_bytes() == (undisturbed / REPORTS).read_bytes()


def test_a_finished_batch_is_not_done_again_and_another_one_does_not_replace_it(
    inputs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marker knows what it marks: the same batch says that it is done, another is refused without a byte changed, until it may replace."""
    out = tmp_path / "out"
    first = run_batch(inputs, out)
    monkeypatch.setattr(run_module, "run_shards", lambda *_a, **_k: pytest.fail("done again"))
    told: list[str] = []
    assert run_batch(inputs, out, tell=told.append) == first
    assert len(told) == 1
    assert "没有重做" in told[0]
    Path(inputs[0]).write_text(GOOD_TALK, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(OutputError) as refused:
        run_batch(inputs, out)
    assert "另一批的结果" in refused.value.problem
    assert "--replace" in refused.value.remedy
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    monkeypatch.undo()
    assert run_batch(inputs, out, replace=True).plan != first.plan


def test_another_attachment_is_another_batch(tmp_path: Path) -> None:
    """Rows may name files: one that comes in late or is changed makes the batch a new one; beside a row with content it is not read."""
    talk = {"党支部": "甲支部", "type": "谈心谈话"}
    rows = [
        {**talk, "id": "R1", "附件": "x.txt"},
        {**talk, "id": "R2", "附件": "a\0b"},
        {**talk, "id": "R3", "附件": "y.txt", "content": "孩子住院。"},
    ]
    ledger, out = tmp_path / "rows.jsonl", tmp_path / "out"
    ledger.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    plans = [run_batch([str(ledger)], out).plan]
    for text in (GENERIC_TALK, GOOD_TALK):
        (tmp_path / "x.txt").write_text(text, encoding="utf-8")
        with pytest.raises(OutputError, match="另一批"):
            run_batch([str(ledger)], out)
        plans.append(run_batch([str(ledger)], out, replace=True).plan)
    assert len(set(plans)) == 3
    first, second, third = (line.result() for line in read_lines(out / REPORTS))
    assert isinstance(first, Report)
    assert first.text == GOOD_TALK
    assert isinstance(second, BadRow)
    assert isinstance(third, Report)
    (tmp_path / "y.txt").write_text("unread", encoding="utf-8")
    assert run_batch([str(ledger)], out).plan == plans[-1]


def test_a_fault_at_one_record_is_a_line_and_the_others_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For files and rows, whatever is raised; the line tells the kind of the fault, not its words, which are the record's."""

    class Faulty(engine.Analyzer):
        def analyze(self, document: Document, *, today: date | None = None) -> tuple[Report, ...]:
            if "费小琴" in document.text:
                raise RecursionError(document.text)
            if "单晓东" in document.text:
                raise OSError(28, document.text)
            return super().analyze(document, today=today)

    def in_this_process(workers: int, begin: Callable[..., object], arguments: tuple[object, ...]) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(workers, initializer=begin, initargs=arguments)

    monkeypatch.setattr(engine, "Analyzer", Faulty)
    monkeypatch.setattr(engine, "worker_pool", in_this_process)
    monkeypatch.setattr(engine, "_process", None)
    for name, text in {"a.txt": GENERIC_TALK, "b.txt": GOOD_TALK.replace("单晓东", "桑志明")}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    row = {"id": "R1", "党支部": "甲支部", "type": "谈心谈话", "content": GOOD_TALK}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
    result = run_batch([str(tmp_path / name) for name in ("a.txt", "b.txt", "rows.jsonl")], tmp_path / "out", workers=1)
    assert (result.rows, result.analysed, result.failed) == (3, 1, 2)
    errors = [line.error for line in read_lines(tmp_path / "out" / FAILED)]
    assert [(error.code, error.where) for error in errors if error] == [
        ("internal_error", f"{tmp_path / 'rows.jsonl'} 第1行"),
        ("internal_error", str(tmp_path / "a.txt")),
    ]
    assert [error.problem for error in errors if error] == ["程序出错（OSError），没有评价。", "程序出错（RecursionError），没有评价。"]
    assert "费小琴" not in (tmp_path / "out" / FAILED).read_text(encoding="utf-8")


def test_what_another_batch_has_begun_is_not_thrown_away(inputs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of another plan, and reports that no batch of ours wrote, are kept."""
    begun, foreign = tmp_path / "begun", tmp_path / "foreign"

    def interrupted(shards, folder, **_options):  # type: ignore[no-untyped-def]
        write_shard(folder, min(shards), [])
        yield min(shards)
        raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "run_shards", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_batch(inputs[:2], begun)
    foreign.mkdir()
    (foreign / REPORTS).write_text("", encoding="utf-8")
    for out, problem in ((begun, "没做完"), (foreign, REPORTS)):
        with pytest.raises(OutputError, match=problem):
            run_batch(inputs, out)


def test_a_folder_that_cannot_be_written_is_an_error_of_the_family(inputs: list[str], tmp_path: Path) -> None:
    """A file where the folder should be is named."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        run_batch(inputs, tmp_path / "taken")
