"""`mqa corpus` on the command line."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from analyzer.cli import cli


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
