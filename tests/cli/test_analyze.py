"""What `mqa analyze` writes, where, and what it keeps to itself."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from analyzer.cli import cli
from tests.conftest import GENERIC_TALK, GOOD_TALK

UNQUOTED = "后怕，这阵子总睡不踏实"
"""Words of the good talk that no finding quotes."""


def analyze(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["analyze", *map(str, arguments)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD_TALK, encoding="utf-8")
    return path


def test_word_files_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    """Two folders and two suffixes, one stem: as many files as records, in the order given, however the letters are written."""
    texts = {"a/记录r.txt": GOOD_TALK, "b/记录R.txt": GENERIC_TALK, "b/记录r.text": GOOD_TALK.replace("单晓东", "桑志明")}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    done = analyze(*(tmp_path / name for name in texts), "--format", "docx", "-o", out)
    assert done.exit_code == 0
    written = ["记录r-批注.docx", "记录R-批注2.docx", "记录r-批注3.docx"]
    assert sorted(path.name for path in out.iterdir()) == sorted(written)
    for name, text in zip(written, texts.values(), strict=True):
        assert "\n".join(paragraph.text for paragraph in docx.Document(str(out / name)).paragraphs) == text.removesuffix("\n")
    assert f"{out / written[2]}（{tmp_path / 'b/记录r.text'}）" in done.stderr, "which file is whose is said"


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "html"])
def test_no_text_holds_for_every_format(good: Path, form: str) -> None:
    """Words that no finding quotes are in none of them."""
    assert UNQUOTED in analyze(good, "--format", form).stdout or form == "terminal"
    done = analyze(good, "--format", form, "--no-text")
    assert done.exit_code == 0
    assert UNQUOTED not in done.stdout


def test_the_openings_of_segments_go_with_the_text(tmp_path: Path) -> None:
    """The screen shows no more of a meeting than its findings quote."""
    meeting = tmp_path / "meeting.txt"
    body = "会议内容：\n一、党费收缴。支委会报告上半年党费收缴4260元，两名外派党员下周五前补交，由费小琴催办。\n"
    meeting.write_text(f"支部党员大会会议记录\n会议时间：2025年6月27日15:00\n主持人：莫家驹\n记录人：费小琴\n{body}", encoding="utf-8")
    assert "一、党费收缴" in analyze(meeting).stdout
    assert "一、党费收缴" not in analyze(meeting, "--no-text").stdout


def test_a_word_file_without_text_is_refused(good: Path) -> None:
    """It is the text with comments: whoever wants to hide the text is told, and nothing is written."""
    target = good.with_name("out.docx")
    done = analyze(good, "--format", "docx", "--no-text", "-o", target)
    assert done.exit_code == 2
    assert "--format html" in done.stderr
    assert not target.exists()


@pytest.mark.parametrize("form", ["json", "jsonl", "html"])
def test_what_stood_there_stays_where_nothing_could_be_read(tmp_path: Path, form: str) -> None:
    """No blank line over yesterday's reports."""
    target = tmp_path / "reports"
    target.write_text("yesterday", encoding="utf-8")
    assert analyze(tmp_path / "missing.txt", "--format", form, "-o", target).exit_code == 2
    assert target.read_text(encoding="utf-8") == "yesterday"


def test_lines_are_written_whole_into_a_new_folder(good: Path) -> None:
    """The same lines as on the screen, and nothing beside them."""
    target = good.parent / "new" / "reports.jsonl"
    assert analyze(good, "--format", "jsonl", "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8") == analyze(good, "--format", "jsonl").stdout
    assert list(target.parent.iterdir()) == [target]
