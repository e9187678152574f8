"""`mqa corpus` on the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import corpus
from analyzer.cli import cli
from analyzer.errors import AnalyzerError
from corpus.splits import sealed_styles


def test_check_passes_and_reports_what_is_missing() -> None:
    """Exit 0 without problems; with `--complete` too small numbers fail."""
    result = CliRunner().invoke(cli, ["corpus", "check", "--cues"])
    assert result.exit_code == 0
    assert "长度与档次 foundry" in result.stdout
    assert "字串 foundry" in result.stdout
    assert "0个问题" in result.stderr
    complete = CliRunner().invoke(cli, ["corpus", "check", "--complete"])
    assert complete.exit_code == ("不足" in complete.stdout)


def test_stats_prints_tables_and_writes_plots(tmp_path: Path) -> None:
    """Each style has a row; the plots are pictures."""
    result = CliRunner().invoke(cli, ["corpus", "stats", "--plots", str(tmp_path)])
    assert result.exit_code == 0
    assert "foundry" in result.stdout
    assert "谈话 思想状况" in result.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"aspect.svg", "activity.svg", "band.svg"}
    assert all(path.read_text(encoding="utf-8").startswith("<svg") for path in tmp_path.iterdir())


def test_import_names_a_file_that_is_no_export(tmp_path: Path) -> None:
    """Not JSON at all."""
    path = tmp_path / "导出.json"
    path.write_text("<html>", encoding="utf-8")
    result = CliRunner().invoke(cli, ["corpus", "import", str(path)])
    assert result.exit_code != 0
    assert "导出.json" in str(result.exception)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder from which Python imports what `pip install` would have put there: everything but the corpus's data."""
    folder = tmp_path_factory.mktemp("site-packages")
    root = Path(corpus.__file__).parents[1]
    for name in ("analyzer", "models", "service"):
        (folder / name).symlink_to(root / name)
    (folder / "corpus").mkdir()
    for entry in (root / "corpus").iterdir():
        if entry.name not in ("records", "fragments"):
            (folder / "corpus" / entry.name).symlink_to(entry)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["corpus", "check"],
        ["corpus", "stats"],
        ["corpus", "export", "--label-studio", "标注"],
        ["train", "--out", "模型"],
        ["evaluate", "--split", "village"],
    ],
    ids=" ".join,
)
def test_an_installation_without_corpus_says_what_to_do(arguments: list[str], plain: Path, tmp_path: Path) -> None:
    """What `pip install` leaves out is named with its place and the way to get it, and nothing is written."""
    environment = {**os.environ, "PYTHONPATH": str(plain)}
    done = subprocess.run(
        [sys.executable, "-m", "analyzer.cli", *arguments], capture_output=True, cwd=tmp_path, env=environment, check=False
    )
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (2, 1), said
    assert said.startswith(f"错误[missing_extra] {plain / 'corpus' / 'records'}：")
    assert "克隆" in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_corpus_is_named(tmp_path: Path) -> None:
    """`--corpus` with another folder is no training on nothing."""
    error = CliRunner().invoke(cli, ["train", "--corpus", str(tmp_path), "--out", str(tmp_path / "模型")]).exception
    assert isinstance(error, AnalyzerError)
    assert (error.code, error.where) == ("settings_error", str(tmp_path))
    assert "--corpus" in error.remedy


def test_export_knows_neither_unknown_nor_sealed_styles(tmp_path: Path) -> None:
    """A misspelt style is no empty export."""
    for name, problem in (("foundri", "没有样式 foundri"), (min(sealed_styles()), "已封存")):
        error = CliRunner().invoke(cli, ["corpus", "export", name, "--label-studio", str(tmp_path)]).exception
        assert isinstance(error, AnalyzerError)
        assert problem in error.problem
