"""Rows that cannot be used: refused with their place on every way in, while the other rows are judged."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer import Analyzer
from analyzer.batch import run_batch
from analyzer.batch.output import FAILED, read_lines
from analyzer.cli import cli
from analyzer.readers import Limits
from analyzer.readers.dispatch import read_here

HEADINGS = ("记录编号", "党支部", "谈话类型", "谈话时间", "应到", "谈话对象", "谈话内容")
TALK = "问：听说你这个月换了四次班？答：我妈脑梗住进县医院，我前天交接班把压板记漏了一个。问：从这周起你改上白班。"
GOOD = {"党支部": "甲支部", "谈话类型": "谈心谈话", "谈话时间": "2024-03-05 09:00", "谈话对象": "逄某", "谈话内容": TALK}
BAD = (
    ({"谈话时间": "2024-13-45"}, "谈话时间", "不存在"),
    ({"谈话类型": "茶话会"}, "谈话类型", "不认识的类型“茶话会”"),
    ({"谈话内容": ""}, "谈话内容", "没有内容"),
    ({"记录编号": "R1"}, "记录编号", "重复"),
)


def ledger(*rows: dict[str, str]) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, HEADINGS)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode("gb18030")


BAD_LEDGER = ledger({**GOOD, "记录编号": "R1"}, *({**GOOD, **change} for change, _, _ in BAD), {**GOOD, "记录编号": "R9"})


def test_a_bad_row_is_not_judged_and_the_others_are(analyzer: Analyzer) -> None:
    """Rows in = reports out; the report of a bad one names row and column as the ledger calls it, and what to do."""
    reports = analyzer.analyze(read_here(BAD_LEDGER, "台账.csv", Limits()))
    assert len(reports) == len(BAD) + 2
    assert [report.score is None for report in reports] == [False, *[True] * len(BAD), False]
    for number, ((_, column, problem), report) in enumerate(zip(BAD, reports[1:-1], strict=True), 3):
        said = report.not_judged
        assert said is not None
        assert said.code == "bad_row"
        assert said.reason.startswith(f"第{number}行“{column}”列：")
        assert problem in said.reason
        assert said.advice


def test_the_batch_refuses_the_same_rows_in_the_same_words(tmp_path: Path, analyzer: Analyzer) -> None:
    """One behaviour on every way in; only what to do about missing content differs, as the batch can read a file beside the ledger."""
    path = tmp_path / "台账.csv"
    path.write_bytes(BAD_LEDGER)
    result = run_batch([str(path)], tmp_path / "out")
    assert (result.rows, result.analysed) == (len(BAD) + 2, 2)
    errors = [line.error for line in read_lines(tmp_path / "out" / FAILED)]
    reports = [report.not_judged for report in analyzer.analyze(read_here(BAD_LEDGER, "台账.csv", Limits()))[1:-1]]
    for error, report in zip(errors, reports, strict=True):
        assert error is not None
        assert report is not None
        assert (error.code, error.where.removeprefix(f"{path} ")) == (report.code, report.reason.partition("：")[0])
        assert error.problem.partition("“R1”")[0] == report.reason.partition("：")[2].partition("“R1”")[0]
        assert error.remedy == report.advice or "没有内容" in error.problem


def test_the_command_line_names_the_row_and_is_partial(tmp_path: Path) -> None:
    """What is wrong, where and what to do stand on stderr, reports alone on stdout, exit code 3."""
    path = tmp_path / "台账.csv"
    path.write_bytes(BAD_LEDGER)
    done = CliRunner().invoke(cli, ["analyze", str(path), "--format", "jsonl"])
    assert done.exit_code == 3
    assert "未评价[bad_row]" in done.stderr
    assert "第3行“谈话时间”列：日期“2024-13-45”不存在。请写成" in done.stderr
    assert len(list(map(json.loads, done.stdout.splitlines()))) == len(BAD) + 2


@pytest.mark.parametrize(
    ("headings", "said", "todo"),
    [
        (("党支部", "谈话时间", "谈话对象"), "没有一行填了内容，或缺少这一列", "列名请写“谈话内容”"),
        (("党支部", "谈话时间", "附件"), "只写了附件", "mqa batch"),
    ],
)
def test_a_ledger_without_contents_says_so(analyzer: Analyzer, headings: tuple[str, ...], said: str, todo: str) -> None:
    """No column for it, or files beside the ledger that only the batch sees."""
    data = "\n".join((",".join(headings), "甲支部,2024-03-05,逄某.docx")).encode()
    (report,) = analyzer.analyze(read_here(data, "台账.csv", Limits()))
    assert report.not_judged is not None
    assert said in report.not_judged.reason
    assert todo in report.not_judged.advice


def test_a_value_that_is_left_out_is_noted(analyzer: Analyzer) -> None:
    """A count without a number and a strange type beside a known one do not spoil the row."""
    data = ledger({**GOOD, "应到": "若干", "谈话类型": "谈心谈话、茶话会"})
    (report,) = analyzer.analyze(read_here(data, "台账.csv", Limits()))
    assert report.score is not None
    assert [(note.code, note.message) for note in report.notices] == [
        ("row_note", "第2行“应到”列：“若干”不是人数，未计。"),
        ("row_note", "第2行“谈话类型”列：不认识的类型“茶话会”，未计。"),
    ]


JOINED = (
    "党支部,类型,谈话时间,主持人/谈话人,记录人或谈话对象,地点,心得,内容\n"
    "南河支部,谈心谈话,2025-03-06 09:00,何平,孟浩,办公室,好,孟浩说父亲脑梗住院三周，请不到护工。何平答应从周一起换白班一个月。\n"
    "南河支部,支委会,2025-03-07 09:00,何平,孟浩,办公室,好,讨论党费收缴，孟浩说还有三人没交，何平定了孟浩3月20日前收齐。\n"
)


@pytest.mark.parametrize("said", ["支委会", "会议"])
def test_a_heading_for_both_kinds_fills_the_field_of_the_row(analyzer: Analyzer, said: str) -> None:
    """In a talk the partners, in a meeting host and recorder."""
    talk, meeting = analyzer.analyze(read_here(JOINED.replace("支委会", said).encode(), "台账.csv", Limits()))
    assert {key: talk.record.fields[key].value for key in ("talker", "talkee")} == {"talker": "何平", "talkee": "孟浩"}
    assert {key: meeting.record.fields[key].value for key in ("host", "recorder")} == {"host": "何平", "recorder": "孟浩"}
    assert not {"host", "recorder"} & set(talk.record.fields)
    assert not {"talker", "talkee"} & set(meeting.record.fields)


def test_columns_that_are_not_read_are_named_once(analyzer: Analyzer, tmp_path: Path) -> None:
    """With the first row, on the page and in the batch."""
    reports = analyzer.analyze(read_here(JOINED.encode(), "台账.csv", Limits()))
    assert [[notice.message for notice in report.notices] for report in reports] == [["台账里没有读取的列：“心得”。"], []]
    path = tmp_path / "台账.csv"
    path.write_text(JOINED, encoding="utf-8")
    run_batch([str(path)], tmp_path / "out")
    lines = list(read_lines(tmp_path / "out" / "reports.jsonl"))
    assert [[notice.message for notice in line.report.notices] for line in lines if line.report] == [["台账里没有读取的列：“心得”。"], []]
    assert [line.report.record.fields["host"].value for line in lines[1:] if line.report] == ["何平"]


def test_a_shared_column_without_a_type_is_noted(analyzer: Analyzer) -> None:
    """Nothing is guessed where no row says what it is."""
    ledger = JOINED.replace(",类型,", ",").replace(",谈心谈话,", ",").replace(",支委会,", ",")
    first, _ = analyzer.analyze(read_here(ledger.encode(), "台账.csv", Limits()))
    assert "分不清是会议的还是谈话的" in first.notices[0].message


def test_an_impossible_date_at_the_head_of_a_cell_is_said(analyzer: Analyzer) -> None:
    """It is a date that does not exist, not one that is missing."""
    ledger = (
        "党支部,类型,谈话人,谈话对象,谈话内容\n"
        "南河支部,谈心谈话,何平,孟浩,谈话时间：2025年2月30日。孟浩说父亲脑梗住院三周，请不到护工。何平答应从周一起换白班一个月。\n"
    )
    (report,) = analyzer.analyze(read_here(ledger.encode(), "台账.csv", Limits()))
    messages = [finding.message for finding in report.findings]
    assert any("日期不存在" in message for message in messages)
    assert not any("时间" in message for message in messages)


@pytest.mark.parametrize(
    ("said", "title", "kind"),
    [("会议", "三月支委会", "committee"), ("meeting", "支部党员大会", "member_assembly"), ("会议记录", "", "other")],
)
def test_a_row_may_say_no_more_than_that_it_is_a_meeting(analyzer: Analyzer, said: str, title: str, kind: str) -> None:
    """It is one; its kind is what title and text say, and nothing is ticked."""
    words = "讨论党费收缴。孟某说还有3人没交，何某定了由孟某3月18日前收齐。"
    row = {"党支部": "甲支部", "类型": said, "主题": title, "内容": words, "开始时间": "2024-03-05 09:00"}
    data = "\n".join(map(",".join, (row, row.values()))).encode()
    (report,) = analyzer.analyze(read_here(data, "台账.csv", Limits()))
    assert report.not_judged is None
    assert (report.record.type, report.record.meeting_type) == ("meeting", kind)
    assert [(claim.duty, claim.ticked) for claim in report.record.claims] == [(kind, False)]
