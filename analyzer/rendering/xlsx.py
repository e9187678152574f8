"""The assessment workbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from analyzer.errors import AnalyzerError, OutputError
from analyzer.rendering.wording import clipped, kind_words, origin, verdict, zh
from analyzer.types.labels import FindingKind, MeetingDimension, MeetingType, RecordType, Severity, TalkDimension, band_name
from analyzer.types.report import Report, Versions

__all__ = ["write_workbook"]

Value = str | float | None

_OVERVIEW = (
    ("文件", 30, "上传的文件；一个文件有多条记录时写明第几条。"),
    ("记录编号", 18, "记录自带的编号；没有的，由文件摘要和序号组成。"),
    ("党支部", 18, "记录中写明的党支部。"),
    ("类型", 14, "谈心谈话记录，或会议、活动记录。"),
    ("会议类型", 14, "记录自己申明的会议类型。"),
    ("主题", 28, "会议名称、主题或标题。"),
    ("日期", 12, "会议或谈话的日期；没有写明年份的，年份空着。"),
    ("档次", 8, "对整体的判断：1很差，2较差，3一般，4较好，5很好。泛泛谈话和一锅炖不超过2档。"),
    ("得分", 8, "100减去各项扣分；不是档次的换算。"),
    ("聚焦/覆盖", 10, "会议：主题是否集中。谈话：思想、工作、生活谈到几方面。0—4。"),
    ("实质/具体", 10, "会议：有没有要点、事实和本支部的内容。谈话：是否具体到人和事。0—4。"),
    ("讨论/双向", 10, "会议：有没有各人自己的看法。谈话：是否有来有回。0—4。"),
    ("落实/闭环", 10, "有没有事项、责任人、时限和回访。0—4。"),
    ("要素", 8, "时间、地点、人员、缺席、记录人等是否齐全。0—4。"),
    ("泛泛谈话", 10, "谈话没有触及本人，或只有套话。会议记录此格空着。"),
    ("一会多用", 10, "否；偏多（多数有实质，不扣分）；一锅炖（半数以上没有实质）。谈话记录此格空着。"),
    ("问题数", 8, "这条记录在《问题清单》中的行数。"),
    ("把握", 8, "程序对自己判断的置信度，0—1；偏低的请人工判断。"),
    ("结论", 40, "一句话的判断。"),
    ("请人工查看", 36, "需要人看一眼的理由。"),
    ("出错代码", 16, "未能评价的原因代码；不按零分计。"),
    ("说明与处理", 40, "未能评价的原因，和怎么处理。"),
)
_FINDINGS = (
    ("文件", 30, "同《总览》。"),
    ("记录编号", 18, "同《总览》。"),
    ("主题", 28, "同《总览》。"),
    ("问题", 14, "问题的种类。"),
    ("严重程度", 10, "提示、一般、严重。"),
    ("扣分", 8, "这个问题扣去的分数；同一条记录的扣分与得分相加为100。"),
    ("说明", 44, "发现了什么。"),
    ("原文依据", 60, "原文的话；过长的只列开头，全文见报告。"),
    ("怎么改", 50, "建议的改法。"),
    ("依据", 40, "所依据的条例或规范。"),
)
_NOTES = ("程序提出建议，结论由人作出；扣分经考核人员确认后才生效，支部可以申诉。",)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 16_000
_LONGEST_QUOTE = 300
_LONGEST_SHEET = 1_000_000
_LINE_HEIGHT = 16
_MOST_LINES = 20
_RED = "#9E1B1B"


def write_workbook(path: Path, rows: Iterable[Report | AnalyzerError]) -> int:
    """Writes the workbook; each report or error is one row of 总览. Returns how many rows there are.

    A sheet that is full goes on in another («总览2»). The file is there whole or not at all. Raises OutputError where it cannot be written.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "微软雅黑", "font_size": 10},
    }
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
            count = _Writer(book).write(rows)
        aside.replace(path)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise OutputError("工作簿无法写出。", where=str(path)) from error
    finally:
        aside.unlink(missing_ok=True)
    return count


class _Writer:
    """One workbook: its formats, and what is counted while rows go by."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bg_color": "#F3E9E1", "border": 1, "border_color": "#D8CFC2", "text_wrap": True, "valign": "vcenter"})  # fmt: skip
        self.wrap = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#E6E0D6"})
        self.number = book.add_format({"align": "center", "valign": "top", "bottom": 1, "bottom_color": "#E6E0D6"})
        self.bands: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        self.versions: Counter[Versions] = Counter()
        self.failed = 0

    def write(self, rows: Iterable[Report | AnalyzerError]) -> int:
        overview, findings = _Sheets(self, "总览", _OVERVIEW), _Sheets(self, "问题清单", _FINDINGS)
        for row in rows:
            overview.add(_error_row(row) if isinstance(row, AnalyzerError) else _report_row(row))
            if isinstance(row, Report):
                self.versions[row.versions] += 1
            if isinstance(row, AnalyzerError) or row.band is None:
                self.failed += 1
                continue
            self.bands[row.band] += 1
            for found in row.findings:
                self.kinds[found.kind] += 1
                quotes = "\n".join(f"「{clipped(place.quote, _LONGEST_QUOTE)}」" for place in found.evidence)
                name = (origin(row), row.record.id, _title(row), zh(FindingKind, found.kind), zh(Severity, found.severity))
                findings.add((*name, found.points, found.message, quotes, found.advice, found.rule.source))
        overview.close()
        findings.close()
        self.summary()
        self.notes()
        return overview.rows

    def sheet(self, name: str, columns: Sequence[tuple[str, int, str]]) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 2 if len(columns) > 5 else 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for number, (_, width, _) in enumerate(columns):
            sheet.set_column(number, number, width)
        for number, (title, _, _) in enumerate(columns):
            sheet.write_string(0, number, title, self.head)
        return sheet

    def line(self, sheet: Any, number: int, values: Sequence[Value], columns: Sequence[tuple[str, int, str]]) -> None:
        sheet.set_row(number, _LINE_HEIGHT * max(_lines(value, width) for value, (_, width, _) in zip(values, columns, strict=True)))
        for column, value in enumerate(values):
            if isinstance(value, (int, float)):
                sheet.write_number(number, column, value, self.number)
            elif value:
                words = _ILLEGAL.sub("", value)
                sheet.write_string(number, column, words if len(words) <= _LONGEST_CELL else f"{words[:_LONGEST_CELL]}…", self.wrap)
            elif columns[column][0]:
                sheet.write_blank(number, column, None, self.wrap)

    def summary(self) -> None:
        columns = (("档次", 16, ""), ("记录数", 10, ""), ("", 4, ""), ("问题", 16, ""), ("次数", 10, ""))
        sheet = self.sheet("汇总", columns)
        bands: list[tuple[Value, ...]] = [(f"{band} {band_name(band)}", self.bands[band]) for band in range(5, 0, -1)]
        bands.append(("出错或未评价", self.failed))
        kinds: list[tuple[Value, ...]] = [(zh(FindingKind, kind), count) for kind, count in self.kinds.most_common()]
        for number in range(max(len(bands), len(kinds))):
            left, right = [side[number] if number < len(side) else (None, None) for side in (bands, kinds)]
            self.line(sheet, number + 1, (*left, None, *right), columns)
        self.chart(sheet, "档次分布（记录数）", len(bands), 0, "G2")
        if kinds:
            self.chart(sheet, "各类问题（次数）", len(kinds), 3, "G20")

    def chart(self, sheet: Any, title: str, count: int, column: int, place: str) -> None:
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": ["汇总", 1, column, count, column],
                "values": ["汇总", 1, column + 1, count, column + 1],
                "fill": {"color": _RED},
                "gap": 60,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 13}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
        chart.set_size({"width": 560, "height": 330})
        sheet.insert_chart(place, chart)

    def notes(self) -> None:
        columns = (("工作表", 14, ""), ("列", 16, ""), ("含义", 90, ""))
        sheet = self.sheet("说明", columns)
        lines: list[tuple[Value, ...]] = [(name, title, what) for name, some in (("总览", _OVERVIEW), ("问题清单", _FINDINGS)) for title, _, what in some]  # fmt: skip
        lines += [("汇总", None, "各档记录数和各类问题次数，附图。")]
        lines += [("提醒", None, words) for words in _NOTES]
        lines += [
            ("版本", f"{count}条", f"程序 {used.code}，模型 {used.model}，词表 {used.lexicon}，政策 {used.policy}")
            for used, count in self.versions.most_common()
        ]
        for number, line in enumerate(lines, 1):
            self.line(sheet, number, line, columns)


class _Sheets:
    """A list of rows on as many sheets as it needs."""

    def __init__(self, writer: _Writer, name: str, columns: Sequence[tuple[str, int, str]]) -> None:
        self._writer = writer
        self._name = name
        self._columns = columns
        self._count = 1
        self._sheet = writer.sheet(name, columns)
        self._line = 0
        self.rows = 0

    def add(self, values: Sequence[Value]) -> None:
        if self._line == _LONGEST_SHEET:
            self.close()
            self._count += 1
            self._sheet = self._writer.sheet(f"{self._name}{self._count}", self._columns)
            self._line = 0
        self._line += 1
        self.rows += 1
        self._writer.line(self._sheet, self._line, values, self._columns)

    def close(self) -> None:
        self._sheet.autofilter(0, 0, max(self._line, 1), len(self._columns) - 1)


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column so many characters wide; Han characters, three bytes each, take two."""
    if not isinstance(value, str) or not value:
        return 1
    return min(_MOST_LINES, sum(1 + (len(line) + len(line.encode("utf-8", "replace"))) // 2 // (width + 1) for line in value.split("\n")))


def _title(report: Report) -> str:
    return report.record.title or kind_words(report)


def _report_row(report: Report) -> tuple[Value, ...]:
    record = report.record
    dims: list[Value] = [report.dimensions.get(key) for key in (TalkDimension if report.talk else MeetingDimension)]
    generic = "" if report.talk is None else "是" if report.talk.generic else "否"
    pot = "" if report.meeting is None else ("否", "偏多", "一锅炖")[report.meeting.one_pot]
    failed = report.not_judged
    return (
        origin(report), record.id, record.branch, zh(RecordType, record.type), zh(MeetingType, record.meeting_type), _title(report), record.date,
        report.band, report.score, *dims, generic, pot, len(report.findings), report.confidence, verdict(report) if failed is None else "",
        "；".join(report.review), failed.code if failed else None, f"{failed.reason}{failed.advice}" if failed else None,
    )  # fmt: skip


def _error_row(error: AnalyzerError) -> tuple[Value, ...]:
    return (error.where, *[None] * (len(_OVERVIEW) - 3), error.code, f"{error.problem}{error.remedy}")
