"""Rows of a ledger: one reading for every format, bad rows named with row and column, the rest done."""

from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.batch import run_batch
from analyzer.batch.output import DIGESTS, FAILED, NOTES, read_digests, read_lines, read_notes
from analyzer.batch.plan import ledger_rows
from analyzer.batch.rows import RawRow, checked_rows
from analyzer.errors import UnreadableFile
from analyzer.parsing.fields.moments import Moment, read_moment
from analyzer.parsing.rows import COLUMN_NAMES, read_row, row_key
from analyzer.types.ledger import RecordDigest

GOOD: list[dict[str, Any]] = [
    {
        "id": "R1",
        "branch": "甲支部",
        "type": ["member_assembly", "党课"],
        "title": "二季度党员大会",
        "planned": "2025-06-27 14:30",
        "start": "2025-06-27 15:00",
        "end": "2025-06-27 16:10",
        "entered": "2025-06-30 09:00",
        "place": "三楼会议室",
        "host": "莫家驹",
        "recorder": "费小琴",
        "due": 4,
        "present": 3,
        "absent": ["耿大海（值班）"],
        "attendees": ["莫家驹", "费小琴", "单晓东"],
        "claims": [{"duty": "member_assembly", "count": 1}, {"duty": "lecture", "count": 1, "hours": 2}],
        "content": "一、党课。莫家驹讲了防误操作，举了去年十一月误碰开关的经过。二、单晓东说自己那天没有核对设备编号，以后两人核对。",
    },
    {
        "id": "R2",
        "branch": "甲支部",
        "type": "谈心谈话",
        "start": "2025-09-03T16:10",
        "end": "2025-09-03T16:50",
        "entered": "2025-09-04",
        "talker": "莫家驹",
        "talkee": "单晓东",
        "content": "问：听说你这个月换了四次班？答：我妈脑梗住进县医院，我前天交接班把压板记漏了一个。问：从这周起你改上白班。",
    },
]


def plain(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The rows as a spreadsheet holds them."""

    def words(value: Any) -> str:
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return "、".join(f"{one['duty']}{one['count']}次" + (f"{one['hours']}学时" if "hours" in one else "") for one in value)
        return "、".join(value) if isinstance(value, list) else str(value)

    return [{key: words(value) for key, value in row.items()} for row in rows]


def write(path: Path, rows: list[dict[str, Any]], *, chinese: bool) -> str:
    """Writes a ledger in the format of its suffix, the columns from last to first where the headings are Chinese."""
    if path.suffix == ".jsonl":
        path.write_text(
            "\n".join(json.dumps({COLUMN_NAMES[key] if chinese else key: value for key, value in row.items()}) for row in rows), "utf-8"
        )
        return str(path)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    keys = keys[::-1] if chinese else keys
    table = [[COLUMN_NAMES[key] if chinese else key for key in keys], *([row.get(key, "") for key in keys] for row in plain(rows))]
    if path.suffix == ".csv":
        with path.open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows(table)
    else:
        book = openpyxl.Workbook()
        for line in table:
            book.active.append(line)  # type: ignore[union-attr]
        book.save(path)
    return str(path)


def digests(path: str, out: Path) -> list[RecordDigest]:
    run_batch([path], out)
    return [msgspec.structs.replace(made, line=0) for made in read_digests(out / DIGESTS)]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx"])
def test_each_format_is_read_alike(tmp_path: Path, suffix: str) -> None:
    """Keys or Chinese headings, in any order: the same digests."""
    expected = digests(write(tmp_path / "rows.jsonl", GOOD, chinese=False), tmp_path / "expected")
    assert [made.own for made in expected] == ["member_assembly", "talk"]
    assert [(claim.duty, claim.count, claim.hours) for claim in expected[0].claims] == [("member_assembly", 1, 0.0), ("lecture", 1, 2.0)]
    assert (expected[0].start, expected[0].end, expected[0].due) == ("2025-06-27T15:00", "2025-06-27T16:10", 4)
    for chinese in (True, False) if suffix == ".jsonl" else (True,):
        assert digests(write(tmp_path / f"a{suffix}", GOOD, chinese=chinese), tmp_path / f"out{chinese}") == expected


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"branch": ""}, "党支部", "没有写明党支部"),
    ({"start": "2025-02-30 14:00"}, "开始时间", "不存在"),
    ({"entered": "2025年13月1日"}, "录入时间", "看不懂"),
    ({"start": "1900-01-05"}, "开始时间", "1900"),
    ({"end": "17.5"}, "结束时间", "1900"),
    ({"type": "团建拓展"}, "类型", "不认识的类型"),
    ({"claims": "若干"}, "计入", "看不懂的计入"),
    ({"content": ""}, "内容", "没有内容"),
    ({"id": "R1"}, "记录编号", "重复"),
]


def test_bad_rows_are_named_and_the_rest_is_done(tmp_path: Path) -> None:
    """Each bad row is listed with row and column and a reason; the counts say how many were left out."""
    rows = [GOOD[0], *({**GOOD[1], "id": f"B{number}", **change} for number, (change, _, _) in enumerate(BAD)), GOOD[1]]
    out = tmp_path / "out"
    result = run_batch([write(tmp_path / "rows.jsonl", rows, chinese=False)], out)
    assert (result.rows, result.analysed, result.failed) == (len(rows), 2, len(BAD))
    errors = [line.error for line in read_lines(out / FAILED)]
    for number, ((_, column, problem), error) in enumerate(zip(BAD, errors, strict=True), 2):
        assert error is not None
        assert error.code == "bad_row"
        assert f"第{number}行" in error.where
        assert f"“{column}”列" in error.where
        assert problem in error.problem
        assert error.remedy


def test_doubtful_values_are_noted_and_done(tmp_path: Path) -> None:
    """A member written three ways is one person, listed; an unknown type beside a known one, a date as day number: listed."""
    rows = [
        GOOD[1],
        {**GOOD[1], "id": "N1", "talkee": "单晓东同志"},
        {**GOOD[1], "id": "N2", "talkee": "单 晓东", "type": "谈心谈话、团建拓展"},
        {**GOOD[1], "id": "N3", "entered": "45905.5"},
    ]
    out = tmp_path / "out"
    assert run_batch([write(tmp_path / "rows.jsonl", rows, chinese=False)], out).failed == 0
    made = list(read_digests(out / DIGESTS))
    assert len({one.people.talkee for one in made}) == 1
    notes = [note.message for note in read_notes(out / NOTES)]
    assert [note.partition("”列")[0].rpartition("“")[2] for note in notes] == ["谈话对象", "谈话对象", "类型", "录入时间"]
    assert made[3].entered == "2025-09-05T12:00"


def test_another_writing_of_a_name_is_noted_in_whatever_field_it_stands(tmp_path: Path) -> None:
    """Those who sit in are people as well as those who attend."""
    rows = [
        RawRow(f"台账.xlsx 第{number}行", {"党支部": "北塘支部", "开始时间": f"2025-03-0{number} 10:00", "内容": "学习。", column: words})
        for number, (column, words) in enumerate((("参加人员", "莫家驹"), ("列席", "莫家驹同志")), 1)
    ]
    noted = [note for row in checked_rows(rows, {}) for note in row.notes]
    assert noted == ["台账.xlsx 第2行“列席”列：“莫家驹同志”与前面的“莫家驹”按同一人（莫家驹）统计。"]


def test_a_row_wins_over_its_text(tmp_path: Path) -> None:
    """What the row says counts; the difference is a finding inside the record, at the words."""
    row = {**GOOD[0], "content": f"会议时间：2025年6月28日15:00\n实到：2人\n会议内容：{GOOD[0]['content']}"}
    out = tmp_path / "out"
    run_batch([write(tmp_path / "rows.jsonl", [row], chinese=False)], out)
    (line,) = read_lines(out / "reports.jsonl")
    assert line.report is not None
    assert (line.report.record.start, line.report.record.fields["present"].value) == ("2025-06-27T15:00", "3")
    found = [one for one in line.report.findings if one.kind == "inconsistent_header"]
    assert {place.quote for one in found for place in one.evidence} >= {"2"}
    assert any("以台账为准" in one.message for one in found)


def test_a_row_may_name_the_file_that_holds_it(tmp_path: Path) -> None:
    """Without content the file beside the ledger is read; one outside its folder is not."""
    (tmp_path / "记录.txt").write_text(str(GOOD[1]["content"]), encoding="utf-8")
    row = {key: value for key, value in GOOD[1].items() if key != "content"}
    rows = [{**row, "file": "记录.txt"}, {**row, "id": "R3", "file": "../别处.txt"}]
    result = run_batch([write(tmp_path / "rows.jsonl", rows, chinese=False)], tmp_path / "out")
    assert (result.analysed, result.failed) == (1, 1)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2025-03-06 14:30", "2025-03-06T14:30", ""),
        ("2025/3/6", "2025-03-06", ""),
        ("2025-03-06T14:30:00+08:00", "2025-03-06T14:30", ""),
        ("2025年3月6日下午2:30-4:00", "2025-03-06T14:30", "2025-03-06T16:00"),
        ("45722", "2025-03-06", ""),
        ("45722.604166667", "2025-03-06T14:30", ""),
    ],
)
def test_moments_in_their_usual_writings(words: str, first: str, last: str) -> None:
    """People and programs write a time in many ways; a day number of a spreadsheet is a date."""
    assert read_moment(words) == Moment(first, last)


@given(st.datetimes(min_value=datetime.datetime.fromisoformat("1921-07-01"), max_value=datetime.datetime.fromisoformat("2099-12-31")))
def test_every_iso_minute_is_read_as_itself(moment: Any) -> None:
    """No minute is moved."""
    assert read_moment(moment.isoformat(sep=" ", timespec="minutes")) == Moment(moment.isoformat(timespec="minutes"))


@given(st.dictionaries(st.sampled_from([*COLUMN_NAMES, *COLUMN_NAMES.values(), "备注"]), st.text(max_size=12)))
def test_no_row_is_an_exception(columns: dict[str, str]) -> None:
    """Whatever a cell holds, a row is read or its problems are named by column."""
    row = read_row(columns)
    assert all(problem.column in COLUMN_NAMES.values() and problem.problem for problem in row.problems)
    assert set(row.values) <= set(COLUMN_NAMES)


def test_a_row_with_broken_bytes_asks_for_a_person(tmp_path: Path) -> None:
    """Like a file with some: it is analysed, and its report says where to look."""
    path = tmp_path / "rows.jsonl"
    write(path, [GOOD[1]], chinese=False)
    path.write_bytes(path.read_text("utf-8").encode().replace(b'"R2"', b'"R\xff2"'))
    run_batch([str(path)], tmp_path / "out")
    (line,) = read_lines(tmp_path / "out" / "reports.jsonl")
    assert line.report is not None
    assert [notice.code for notice in line.report.notices] == ["replaced_characters"]
    assert "第1行有字无法解码" in line.report.notices[0].message


def test_headings_are_known_by_key_and_in_chinese() -> None:
    """Every column by both names; a column that no record has is none."""
    assert all(row_key(key) == key and row_key(name) == key for key, name in COLUMN_NAMES.items())
    assert row_key("联系电话") is None
    assert row_key("会议主持人") == "host"


def test_a_sheet_without_headings_is_counted_as_left_out(tmp_path: Path) -> None:
    """The batch names it among what failed, and goes on with the others."""
    book = openpyxl.Workbook()
    book.active.append(["党支部", "时间", "内容"])
    book.active.append(["甲支部", "2025-03-01", "支部学习文件，讨论了维修班的排班。"])
    book.create_sheet("2月").append(["乙支部", "2025-02-01", "表决转正。"])
    book.save(tmp_path / "台账.xlsx")
    run_batch([str(tmp_path / "台账.xlsx")], tmp_path / "out")
    failed = (tmp_path / "out" / FAILED).read_text(encoding="utf-8")
    assert "2月" in failed
    assert "1行没有读取" in failed


def test_a_ledger_that_is_not_there_is_no_word_file(tmp_path: Path) -> None:
    """The remedy is the path."""
    with pytest.raises(UnreadableFile, match="路径"):
        ledger_rows(tmp_path / "nothing.jsonl")


def test_a_marked_row_is_an_error_without_its_words(tmp_path: Path) -> None:
    """The other rows are judged; nothing of the marked one stands in the results."""
    path = tmp_path / "台账.jsonl"
    rows = [GOOD[0], {**GOOD[1], "content": "机密★1年\n" + GOOD[1]["content"]}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    result = run_batch([str(path)], tmp_path / "out")
    assert (result.rows, result.analysed) == (2, 1)
    (line,) = read_lines(tmp_path / "out" / FAILED)
    assert line.error is not None
    assert line.error.code == "classified_material"
    assert "脑梗" not in "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "out").glob("*.jsonl"))


@pytest.mark.parametrize(
    ("words", "count"),
    [("12", "12"), ("１２人", "12"), ("12.0", "12"), ("十二名", "12"), ("二十 人", "20"), ("十几个", None), ("9/12", None), ("1千", None), ("12345", None), ("约10人", None)],
)  # fmt: skip
def test_a_count_is_a_number_as_a_whole(words: str, count: str | None) -> None:
    """In digits or Chinese, with 人 or 名 behind; of anything else no part is taken for it, and it is told."""
    row = read_row({"应到": words})
    assert row.values.get("due") == count
    assert [doubt.key for doubt in row.doubts] == ([] if count else ["due"])
