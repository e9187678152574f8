"""Where a command cannot write, it says so in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli import cli
from analyzer.cli.rule import BLOCK, manual
from analyzer.errors import OutputError, UnreadableFile
from tests.batch.test_rows import GOOD, write


@pytest.mark.parametrize(
    "arguments", [("demo", "--out"), ("corpus", "stats", "--plots"), ("corpus", "export", "foundry", "--label-studio")], ids=" ".join
)
def test_a_folder_that_cannot_be_made_is_an_error_of_the_family(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A file where a folder above it should be."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    error = CliRunner().invoke(cli, [*arguments, str(tmp_path / "file" / "x")]).exception
    assert isinstance(error, OutputError)
    assert str(tmp_path / "file" / "x") in error.where


@pytest.mark.parametrize(
    ("page", "problem"), [(b"# no mark\n", "没有标出写在哪里"), ("<!-- generated:rules -->\n规则<!-- end -->".encode("gbk"), "不是 UTF-8")]
)
def test_a_page_that_cannot_take_the_manual_is_left_as_it_is(tmp_path: Path, page: bytes, problem: str) -> None:
    """And what it lacks is said."""
    target = tmp_path / "page.md"
    target.write_bytes(page)
    error = CliRunner().invoke(cli, ["rule", "--write", str(target)]).exception
    assert isinstance(error, UnreadableFile)
    assert (error.where, problem in error.problem, f"<!-- generated:{BLOCK} -->" in error.remedy) == (str(target), True, True)
    assert target.read_bytes() == page
    target.write_text(f"<!-- generated:{BLOCK} -->\n<!-- end -->\n", encoding="utf-8")
    assert CliRunner().invoke(cli, ["rule", "--write", str(target)]).exit_code == 0
    assert manual().strip() in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_ledger_makes_the_folder_that_it_is_written_to(tmp_path: Path, form: str) -> None:
    """Whatever the format."""
    rows, out, target = write(tmp_path / "rows.jsonl", GOOD, chinese=False), tmp_path / "out", tmp_path / "new" / "folder" / f"year.{form}"
    assert CliRunner().invoke(cli, ["batch", rows, "--out", str(out)]).exit_code == 0
    assert CliRunner().invoke(cli, ["ledger", str(out), "--format", form, "-o", str(target)]).exit_code == 0
    assert target.exists()


def test_policies_are_compared_as_the_ledger_is_published(tmp_path: Path) -> None:
    """With the roster and the paper list the two scores of each branch are those that `mqa ledger` gives under the two policies."""
    people = {"莫家驹": "", "费小琴": "", "单晓东": "", "耿大海": "借调", "卓然": ""}
    roster, paper, out = tmp_path / "roster.jsonl", tmp_path / "paper.jsonl", str(tmp_path / "out")
    lines = [json.dumps({"党支部": "甲支部", "姓名": name, "状态": status}) for name, status in people.items()]
    roster.write_text("\n".join(lines), encoding="utf-8")
    paper.write_text(json.dumps({"党支部": "甲支部", "类型": "党员大会", "会议时间": "2025-06-28 15:00"}), encoding="utf-8")
    assert CliRunner().invoke(cli, ["batch", write(tmp_path / "rows.jsonl", GOOD, chinese=False), "--out", out]).exit_code == 0
    given = ["--roster", str(roster), "--paper", str(paper), "--references", str(tmp_path), "--today", "2026-01-15", "--format", "json"]
    scores = {}
    for policy in ("default", "bureau"):
        ledger = CliRunner().invoke(cli, ["ledger", out, "--policy", policy, *given])
        scores[policy] = json.loads(ledger.stdout)["branches"][0]["score"]
    moved = json.loads(CliRunner().invoke(cli, ["policy", "diff", "default", "bureau", out, *given]).stdout)
    assert [(move["before"], move["after"]) for move in moved] == [(scores["default"], scores["bureau"])]
    plain = json.loads(CliRunner().invoke(cli, ["policy", "diff", "default", "bureau", out, *given[6:]]).stdout)
    assert plain != moved
