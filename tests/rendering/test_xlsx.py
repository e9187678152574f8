"""The assessment workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from analyzer.errors import AnalyzerError, OutputError, TooLarge
from analyzer.rendering import sheets
from analyzer.rendering.xlsx import write_workbook
from analyzer.types.report import Report
from tests.rendering.records import GOOD, NOT_JUDGED, ONE_POT, REPORTS, SOLICITING, finding, talk


def written(path: Path, *rows: Report | AnalyzerError) -> openpyxl.Workbook:
    target = path / "book.xlsx"
    assert write_workbook(target, iter(rows)) == len(rows)
    return openpyxl.load_workbook(target)


def column(sheet: Worksheet, title: str) -> list[object]:
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(title)] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_rows_in_are_rows_out(tmp_path: Path) -> None:
    """Reports, records that were not judged and files that failed; no failure has a score."""
    book = written(tmp_path, *REPORTS, TooLarge("文件超过20MB。", where="大.docx"))
    assert book.sheetnames == ["总览", "问题清单", "汇总", "说明"]
    sheet = book["总览"]
    assert column(sheet, "文件") == ["谈话.docx", "大会.txt", "好谈话.txt", "菜谱.txt", "大.docx"]
    assert column(sheet, "档次") == [2, 1, 5, None, None]
    assert column(sheet, "得分") == [54.5, 5, 100, None, None]
    assert column(sheet, "出错代码") == [None, None, None, "not_a_record", "too_large"]
    assert column(sheet, "泛泛谈话") == ["是", None, "否", None, None]
    assert column(sheet, "一会多用") == [None, "一锅炖", None, None, None]
    assert column(sheet, "问题数") == [3, 9, 0, 0, None]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:V6")


def test_each_finding_is_a_row_with_quotes_advice_rule_and_points(tmp_path: Path) -> None:
    """With the score the points of a record make 100; long quotes are shortened."""
    text = "会议" * 400
    sheet = written(tmp_path, SOLICITING, talk(text, [finding(text, "boilerplate", "minor", 5, [text])]))["问题清单"]
    assert sum(value for value in column(sheet, "扣分") if isinstance(value, int | float)) == 45.5 + 5
    assert column(sheet, "原文依据")[1:] == ["「几位委员都以身作则，值得学习」", None, f"「{text[:300]}…」"]
    assert column(sheet, "怎么改")[0] == "请补记本人说的具体情况，以及谈话人的回应和帮助措施。"
    assert column(sheet, "问题")[:3] == ["泛泛谈话", "套话", "没有落实"]


def test_bands_and_kinds_are_counted_and_drawn(tmp_path: Path) -> None:
    """Native charts, so nothing needs a font or a picture."""
    sheet = written(tmp_path, SOLICITING, GOOD, GOOD, NOT_JUDGED)["汇总"]
    assert dict(zip(column(sheet, "档次"), column(sheet, "记录数"), strict=True)) == {
        "5 很好": 2,
        "4 较好": 0,
        "3 一般": 0,
        "2 较差": 1,
        "1 很差": 0,
        "出错或未评价": 1,
    }
    assert dict(zip(column(sheet, "问题")[:3], column(sheet, "次数")[:3], strict=True)) == {"泛泛谈话": 1, "套话": 1, "没有落实": 1}
    assert len(sheet._charts) == 2  # type: ignore[attr-defined]


def test_columns_and_versions_are_explained(tmp_path: Path) -> None:
    """Each column of both lists, and what made the reports."""
    book = written(tmp_path, SOLICITING)
    told = column(book["说明"], "列")
    for sheet in (book["总览"], book["问题清单"]):
        assert {cell.value for cell in sheet[1]} <= set(told)
    assert not re.search("[1-5]档", str(dict(zip(told, column(book["说明"], "含义"), strict=True))["档次"])), "caps are the policy's"
    assert any("linear-1+0123abcd" in str(words) for words in column(book["说明"], "含义"))


@pytest.mark.parametrize("words", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "http://127.0.0.1/", "007", "会\x07议\x00"])
def test_words_stay_words(tmp_path: Path, words: str) -> None:
    """No formula, no link, no number, no control character."""
    report = talk("会议", [finding("会议", "boilerplate", "minor", 1, ["会议"], words, words)], title=words, name=words)
    report = msgspec.structs.replace(report, record=msgspec.structs.replace(report.record, id=words, branch=words))
    book = written(tmp_path, report)
    clean = words.replace("\x07", "").replace("\x00", "")
    row = [cell for cell in book["总览"][2] if cell.value == clean]
    assert len(row) == 4
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None} <= {
        "s",
        "inlineStr",
        "n",
    }
    assert {cell.data_type for cell in row} <= {"s", "inlineStr"}
    assert all(cell.hyperlink is None for cell in row)


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet ends at a million rows; nothing is dropped there."""
    monkeypatch.setattr(sheets, "_LONGEST_SHEET", 5)
    book = written(tmp_path, ONE_POT, *[GOOD] * 6)
    assert book.sheetnames == ["总览", "问题清单", "问题清单2", "总览2", "汇总", "说明"]
    assert [book[name].max_row - 1 for name in ("总览", "总览2", "问题清单", "问题清单2")] == [5, 2, 5, 4]


def test_an_empty_batch_gives_an_empty_book_and_a_full_disk_an_error(tmp_path: Path) -> None:
    """Nothing in, nothing out; a place that cannot be written says so."""
    assert written(tmp_path)["总览"].max_row == 1
    with pytest.raises(OutputError, match="无法写出"):
        write_workbook(tmp_path / "book.xlsx" / "book.xlsx", [])


def test_rows_are_taken_one_by_one(tmp_path: Path) -> None:
    """A hundred thousand reports need not be held: what was written is let go."""

    def rows() -> Iterator[Report]:
        for _ in range(300):
            yield msgspec.structs.replace(SOLICITING)

    assert write_workbook(tmp_path / "book.xlsx", rows()) == 300
