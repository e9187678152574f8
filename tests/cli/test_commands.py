"""The command line as a user meets it."""

from __future__ import annotations

import importlib.util
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli import cli
from analyzer.errors import MissingExtra
from analyzer.samples import sample
from analyzer.types.report import report_from_json
from tests.conftest import GENERIC_TALK, GOOD_TALK, RECIPE


def mqa(*arguments: str, stdin: bytes = b"", folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "analyzer.cli", *arguments], input=stdin, capture_output=True, cwd=folder, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD_TALK, encoding="utf-8")
    (tmp_path / "generic.txt").write_text(GENERIC_TALK, encoding="gb18030")
    (tmp_path / "recipe.txt").write_text(RECIPE, encoding="utf-8")
    (tmp_path / "empty.docx").write_bytes(b"")
    return tmp_path


def test_jsonl_is_reports_and_nothing_else(folder: Path) -> None:
    """One report a line on stdout; what failed is told on stderr, the rest is done, and the exit code says partial."""
    done = mqa("analyze", str(folder), "--format", "jsonl")
    reports = [report_from_json(line) for line in done.stdout.splitlines()]
    assert [Path(report.source.name).name for report in reports] == ["generic.txt", "good.txt", "recipe.txt"]
    assert done.returncode == 3
    errors = done.stderr.decode()
    assert "错误[empty_record]" in errors
    assert "未评价[not_a_record]" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("names", "options", "code"),
    [
        (["good.txt"], [], 0),
        (["generic.txt"], ["--fail-on", "major"], 1),
        (["good.txt"], ["--fail-on", "major"], 0),
        (["empty.docx"], [], 2),
        (["recipe.txt"], [], 2),
        (["no.txt"], [], 2),
        (["good.txt", "no.txt"], [], 3),
    ],
)
def test_exit_codes(folder: Path, names: list[str], options: list[str], code: int) -> None:
    """0 fine, 1 findings, 2 nothing done, 3 partial."""
    assert mqa("analyze", *[str(folder / name) for name in names], *options).returncode == code


def test_standard_input_html_word_and_no_text(folder: Path) -> None:
    """`-` reads bytes of any kind; html goes to stdout, docx to a file."""
    done = mqa("analyze", "-", "--format", "json", "--no-text", stdin=sample("02-谈话-说到心里.docx"))
    assert json.loads(done.stdout)["text"] is None
    assert mqa("analyze", str(folder / "good.txt"), "--format", "html").stdout.startswith(b"<!DOCTYPE html>")
    target = folder / "out.docx"
    assert mqa("analyze", str(folder / "good.txt"), "--format", "docx", "-o", str(target)).returncode == 0
    assert target.read_bytes().startswith(b"PK")
    two = mqa("analyze", str(folder / "good.txt"), str(folder / "generic.txt"), "--format", "docx")
    assert (two.returncode, two.stdout) == (2, b""), "none of several files is dropped unsaid"


def test_batch_then_ledger(folder: Path) -> None:
    """A folder in, results out, checks between the records of it."""
    done = mqa("batch", str(folder), "--out", str(folder / "out"))
    assert done.returncode == 3
    assert done.stdout == b""
    assert "错误[empty_record]" in done.stderr.decode()
    assert "未评价[not_a_record]" in done.stderr.decode()
    found = json.loads(mqa("ledger", str(folder / "out"), "--format", "json").stdout)
    mqa("ledger", str(folder / "out"), "--format", "json", "-o", str(folder / "台账.json"))
    assert json.loads((folder / "台账.json").read_text(encoding="utf-8")) == found
    refused = mqa("ledger", str(folder / "out"), "-o", str(folder / "台账.txt"))
    assert refused.returncode == 2
    assert "写文件请用" in refused.stderr.decode()
    assert found["counts"] == {"rows_in": 4, "analysed": 2, "failed": 2}
    assert mqa("ledger", str(folder / "nothing")).returncode == 2


def test_a_batch_that_is_run_again_says_so_and_another_is_refused(folder: Path) -> None:
    """The folder of results inside the folder of records is no input; other records do not replace results without `--replace`."""
    (folder / "empty.docx").unlink()
    batch = ("batch", str(folder), "--out", str(folder / "out"))
    assert "没有重做" not in mqa(*batch).stderr.decode()
    assert "没有重做" in mqa(*batch).stderr.decode()
    other = mqa("batch", str(folder / "good.txt"), "--out", str(folder / "out"))
    assert other.returncode == 2
    assert "错误[output_error]" in other.stderr.decode()
    assert "--replace" in other.stderr.decode()
    assert mqa("batch", str(folder / "good.txt"), "--out", str(folder / "out"), "--replace").returncode == 0


def test_files_that_name_no_branch_are_in_no_branchs_year(folder: Path) -> None:
    """They are analysed and counted apart; `--branch` says whose they are. What a folder holds besides documents is said."""
    files = folder / "plain"
    files.mkdir()
    (files / "talk.txt").write_text((folder / "good.txt").read_text(encoding="utf-8"), encoding="utf-8")
    (files / "photo.jpg").write_bytes(b"x")
    for branch, names, no_branch in (("", [], 1), ("甲支部", ["甲支部"], 0)):
        done = mqa("batch", str(files), "--branch", branch, "--out", str(folder / f"results{branch}"))
        assert "跳过1个" in done.stderr.decode()
        assert ".jpg 1个" in done.stderr.decode()
        found = json.loads(mqa("ledger", str(folder / f"results{branch}"), "--format", "json").stdout)
        assert [one["branch"] for one in found["branches"]] == names
        assert found["left_out"] == {"no_branch": no_branch, "other_year": 0}
        assert found["counts"] == {"rows_in": 1, "analysed": 1, "failed": 0}


@pytest.mark.parametrize(
    "arguments", [("--help",), ("batch", "--help"), ("batch",), ("nope",), ("ledger", ".", "--nope"), ("ledger", ".", "--today", "x")]
)
def test_usage_and_its_errors_are_chinese(arguments: tuple[str, ...]) -> None:
    """Whatever the locale; of English there are only names of commands, options and formats."""
    done = mqa(*arguments)
    words = (done.stdout + done.stderr).decode()
    assert words.startswith("用法：")
    assert not re.search("Usage|Options|Commands|Error|Try|Missing|No such|Show this|required|default:", words)


def test_a_batch_that_is_stopped_says_how_to_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no finding: exit code 130, and what to do next."""

    def stopped(*_inputs: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("analyzer.batch.run_batch", stopped)
    done = CliRunner().invoke(cli, ["batch", str(folder), "--out", str(folder / "out")])
    assert (done.exit_code, "再运行一次会接着做" in done.output) == (130, True)


def test_a_port_in_use_is_said_before_anything_starts() -> None:
    """One line with the address and what to do, exit code 2; an address of another machine too."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        done = mqa("serve", "--port", str(held.getsockname()[1]))
    assert done.returncode == 2
    assert "错误[settings_error]" in done.stderr.decode()
    assert "--port" in done.stderr.decode()
    foreign = mqa("serve", "--host", "203.0.113.1")
    assert foreign.returncode == 2
    assert "请核对 --host" in foreign.stderr.decode()


def test_policy_schema_and_doctor(tmp_path: Path) -> None:
    """What is shown can be checked; a mistake is an exit code 2 with its line."""
    shown = mqa("policy", "show").stdout
    own = tmp_path / "own.yaml"
    own.write_bytes(shown)
    assert mqa("policy", "check", str(own)).returncode == 0
    own.write_bytes(shown.replace(b"bands:", b"band:"))
    wrong = mqa("policy", "check", str(own))
    assert wrong.returncode == 2
    assert "错误[policy_error]" in wrong.stderr.decode()
    assert json.loads(mqa("schema").stdout)["title"] == "mqa report"
    assert mqa("doctor").returncode == 0


def test_policies_are_explained_and_compared(folder: Path) -> None:
    """From points to words for a report, a batch and a ledger; what another policy would change; the year's workbook."""
    out = folder / "year"
    mqa("batch", str(folder / "good.txt"), str(folder / "generic.txt"), "--branch", "甲支部", "--out", str(out))
    report, ledger = folder / "report.json", folder / "ledger.json"
    report.write_bytes(mqa("analyze", str(folder / "good.txt"), "--format", "json").stdout)
    ledger.write_bytes(mqa("ledger", str(out), "--format", "json", "--today", "2026-01-15").stdout)
    for path in (report, out / "reports.jsonl", ledger):
        done = mqa("policy", "explain", str(path))
        assert done.returncode == 0
        assert "分" in done.stdout.decode()
    for name, problem in (("good.txt", "不是 mqa analyze"), ("没有.json", "没有这个文件"), ("year", "这是目录")):
        wrong = mqa("policy", "explain", str(folder / name))
        assert (wrong.returncode, wrong.stdout) == (2, b"")
        assert f"错误[unreadable_file] {folder / name}：{problem}" in wrong.stderr.decode()
    moved = json.loads(mqa("policy", "diff", "default", "bureau", str(out), "--format", "json", "--today", "2026-01-15").stdout)
    assert all({"branch", "before", "after", "why"} == set(move) for move in moved)
    assert json.loads(mqa("policy", "schema").stdout)["title"] == "mqa policy"
    assert mqa("ledger", str(out), "--format", "xlsx").returncode == 0
    assert (out / "年度考核.xlsx").read_bytes().startswith(b"PK")


def test_every_command_has_help_with_an_example() -> None:
    """`--help` of each command shows how it is used."""
    import click

    context = click.Context(cli)
    names = cli.list_commands(context)
    assert names == [
        "analyze", "batch", "corpus", "demo", "doctor", "evaluate", "ledger", "model", "policy", "reference", "review", "rule", "schema", "serve",
        "train",
    ]  # fmt: skip
    for name in names:
        command = cli.get_command(context, name)
        assert command is not None
        assert "例：mqa" in (command.help or ""), name
    assert cli.get_command(context, "inputs") is None


def test_reference_texts_are_added_and_listed(folder: Path) -> None:
    """A folder of documents, and a template; nothing of their text is kept."""
    kept = folder / "kept"
    assert mqa("reference", "add", str(folder / "good.txt"), "--references", str(kept)).returncode == 0
    assert mqa("reference", "add", "--template", str(folder / "recipe.txt"), "--references", str(kept)).returncode == 0
    listed = mqa("reference", "list", "--references", str(kept)).stdout.decode()
    assert listed.split() == ["文件", "good.txt", "范文", "recipe.txt"]
    assert "单晓东".encode() not in b"".join(path.read_bytes() for path in kept.iterdir())


def test_records_to_look_at_are_picked_from_a_batch(folder: Path) -> None:
    """Each with its file and why; what was not judged is not among them; a folder without a batch is said."""
    mqa("batch", str(folder), "--out", str(folder / "out"))
    lines = [json.loads(line) for line in mqa("review", "pick", str(folder / "out"), "--format", "jsonl").stdout.splitlines()]
    assert {Path(line["file"]).name for line in lines} == {"good.txt", "generic.txt"}
    assert all("把握" in line["reasons"][0] for line in lines)
    assert "为什么看它" in mqa("review", "pick", str(folder / "out")).stdout.decode()
    assert mqa("review", "pick", str(folder)).returncode == 2


def test_the_demo_names_a_next_step_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the service's components it is the one that installs them, and `mqa serve` says the same."""
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None if name == "uvicorn" else found(name, package))
    shown = CliRunner().invoke(cli, ["demo", "--out", str(tmp_path / "out")])
    assert shown.exit_code == 0
    assert "make serve（会先装上服务组件），打开" in shown.stdout
    assert "mqa serve" not in shown.stdout
    with pytest.raises(MissingExtra, match="make serve"):
        CliRunner().invoke(cli, ["serve"], catch_exceptions=False)
