"""Ledgers without headings are refused, never read as one record; forms in a table are still records."""

from __future__ import annotations

import csv
import io

import pytest

from analyzer.errors import NoHeadings, TooLarge, UnreadableFile
from analyzer.readers import Limits, ReadingCell
from analyzer.readers.dispatch import read_here
from tests.readers.test_read import workbook

ROWS: list[list[object]] = [
    ["第一党支部", "主题党日活动", "支部活动室", "2024-03-05 09:00", "瞿某", "学习了安全生产法，大家逐条对照自己的岗位。"],
    ["第一党支部", "谈心谈话", "会议室", "2024-04-02 15:00", "瞿某", "问：孩子上学怎么样？答：刚转学，跟不上。"],
]
HEADINGS: list[object] = ["党支部", "类型", "地点", "时间", "主持人", "内容"]


def lines(rows: list[list[object]], encoding: str = "utf-8", mark: str = ",") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=mark).writerows(rows)
    return buffer.getvalue().encode(encoding)


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv", "台账-gbk.csv"])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], [["某党委二季度台账"], *ROWS], [["2024-03-05", "学习文件。"], ["2024-04-02", "讨论。"]]])
def test_rows_without_headings_are_refused(cell: ReadingCell, name: str, rows: list[list[object]]) -> None:
    """Many rows or one, under a title or not: what is missing and an example of it are said, with the sheet."""
    data = workbook(rows) if name.endswith("xlsx") else lines(rows, "gb18030" if "gbk" in name else "utf-8")
    with pytest.raises(NoHeadings, match="列名") as caught:
        cell.read(data, name)
    assert caught.value.code == "no_headings"
    assert caught.value.where.startswith(name)
    assert ("“台账”" in caught.value.where) is name.endswith("xlsx")
    assert f"{len(rows)}行" in caught.value.problem
    assert "谈话内容" in caught.value.remedy


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_lines_are_parted_by_what_shows_headings(cell: ReadingCell, mark: str) -> None:
    """A title above the headings hides none; a comma, a tab or a semicolon between cells is found out."""
    document = cell.read(lines([["某党委, 二季度; 台账"], HEADINGS, *ROWS], "gb18030", mark), "台账.csv")
    assert [row.number for row in document.rows] == [3, 4]
    assert [one.label for one in document.rows[0].cells] == HEADINGS
    assert not document.notices


@pytest.mark.parametrize(
    ("name", "data", "todo"),
    [
        ("a.txt", ("会" * 1001).encode(), "按记录拆成几个文件"),
        ("b.txt", b"a" * 100_001, "按记录拆成几个文件"),
        ("a.csv", b"a" * 100_001, "拆成几个台账"),
        ("b.csv", lines([HEADINGS, *ROWS * 3]), "拆成几个台账"),
        ("a.docx", b"a" * 100_001, "图片和附件"),
    ],
)
def test_what_is_too_large_is_told_what_fits_it(name: str, data: bytes, todo: str) -> None:
    """A text has no pictures to leave out."""
    with pytest.raises(TooLarge) as caught:
        read_here(data, name, Limits(file_bytes=100_000, text_characters=1_000, rows=6))
    assert todo in caught.value.remedy
    assert ("图片" in caught.value.remedy) is (name == "a.docx")


def test_lines_may_end_as_on_an_old_machine(cell: ReadingCell) -> None:
    """A carriage return alone ends a line: a text stays a text, rows stay rows."""
    assert cell.read("谈话人：瞿某\r谈话对象：逄某".encode(), "记录.txt").text == "谈话人：瞿某\r谈话对象：逄某"
    assert len(cell.read(lines([HEADINGS, *ROWS]).replace(b"\r\n", b"\r"), "台账.csv").rows) == len(ROWS)


def test_a_quote_that_never_ends_is_said(cell: ReadingCell) -> None:
    """What is likely wrong, not the name of an exception."""
    with pytest.raises(UnreadableFile, match="少了一个引号"):
        cell.read(('党支部,谈话时间,谈话内容\n甲支部,2024-03-05,"' + "会" * 140_000).encode(), "台账.csv")


def test_two_columns_are_a_ledger_too(cell: ReadingCell) -> None:
    """Labels alone in a row are headings, however few."""
    rows: list[list[object]] = [["谈话时间", "谈话内容"], ["2024-03-05", "问：孩子上学怎么样？"]]
    assert len(cell.read(workbook(rows), "台账.xlsx").rows) == 1


def test_a_form_in_a_table_is_a_record(cell: ReadingCell) -> None:
    """Labels with their values beside them are one record."""
    form: list[list[object]] = [
        ["谈心谈话记录表"],
        ["谈话时间", "2024-03-05", "谈话地点", "会议室"],
        ["谈话人", "瞿某", "谈话对象", "逄某"],
        ["谈话内容", "问：孩子上学怎么样？"],
    ]
    for data, name in ((workbook(form), "记录.xlsx"), (lines(form), "记录.csv")):
        document = cell.read(data, name)
        assert not document.rows
        assert "谈话人\t瞿某\t谈话对象\t逄某" in document.text
