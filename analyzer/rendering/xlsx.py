"""The assessment workbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from analyzer.errors import AnalyzerError, OutputError
from analyzer.rendering.wording import heading, verdict, zh
from analyzer.types.labels import FindingKind, MeetingDimension, MeetingType, RecordType, Severity, TalkDimension, band_name
from analyzer.types.report import Report

__all__ = ["write_workbook"]

_OVERVIEW = (
    ("文件", 30), ("记录编号", 18), ("党支部", 18), ("类型", 14), ("会议类型", 14), ("主题", 28), ("日期", 12), ("档次", 8), ("得分", 8),
    ("聚焦/覆盖", 10), ("实质/具体", 10), ("讨论/双向", 10), ("落实/闭环", 10), ("要素", 8), ("泛泛谈话", 10), ("一会多用", 10),
    ("问题数", 8), ("把握", 8), ("结论", 40), ("请人工查看", 36), ("出错代码", 16), ("说明与处理", 40),
)  # fmt: skip
_FINDINGS = (
    ("文件", 30),
    ("记录编号", 18),
    ("主题", 28),
    ("问题", 14),
    ("严重程度", 10),
    ("扣分", 8),
    ("说明", 44),
    ("原文依据", 60),
    ("怎么改", 50),
    ("依据", 40),
)
_NOTES = (
    "总览：每条记录一行；出错或未评价的记录也占一行，写明代码和处理办法，不按零分计。",
    "档次是对整体的判断（1很差 2较差 3一般 4较好 5很好）；得分＝100－各项扣分。",
    "五个维度各0—4分：会议为聚焦、实质、讨论、落实、要素；谈话为覆盖、具体、双向、闭环、要素。",
    "把握：程序对“是否泛泛谈话／是否一锅炖”这一判断的置信度；偏低的请人工判断。",
    "程序提出建议，结论由人作出；扣分经考核人员确认后才生效，支部可以申诉。",
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000


def write_workbook(path: Path, rows: Iterable[Report | AnalyzerError]) -> int:
    """Writes the workbook; each report or error is one row of 总览. Returns how many rows there are.

    Raises OutputError where the file cannot be written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            return _Writer(book).write(rows)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise OutputError("工作簿无法写出。", where=str(path)) from error


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bg_color": "#F3E9E1", "border": 1, "text_wrap": True, "valign": "vcenter"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"valign": "top"})
        self.bands: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        self.errors = 0

    def sheet(self, name: str, columns: tuple[tuple[str, int], ...]) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        for number, (_, width) in enumerate(columns):
            sheet.set_column(number, number, width)
        for number, (title, _) in enumerate(columns):
            sheet.write_string(0, number, title, self.head)
        return sheet

    def write(self, rows: Iterable[Report | AnalyzerError]) -> int:
        overview, findings = self.sheet("总览", _OVERVIEW), self.sheet("问题清单", _FINDINGS)
        line = finding_line = 0
        for line, row in enumerate(rows, 1):
            self.line(overview, line, _error_row(row) if isinstance(row, AnalyzerError) else _report_row(row))
            if isinstance(row, AnalyzerError) or row.band is None:
                self.errors += 1
                continue
            self.bands[row.band] += 1
            for found in row.findings:
                finding_line += 1
                self.kinds[found.kind] += 1
                quotes = "\n".join(f"「{' '.join(place.quote.split())}」" for place in found.evidence)
                name = (row.source.name, row.record.id, heading(row), zh(FindingKind, found.kind), zh(Severity, found.severity))
                self.line(findings, finding_line, (*name, found.points, found.message, quotes, found.advice, found.rule.source))
        overview.autofilter(0, 0, max(line, 1), len(_OVERVIEW) - 1)
        findings.autofilter(0, 0, max(finding_line, 1), len(_FINDINGS) - 1)
        self.summary()
        self.notes()
        return line

    def line(self, sheet: Any, number: int, values: tuple[str | float | None, ...]) -> None:
        for column, value in enumerate(values):
            if isinstance(value, (int, float)):
                sheet.write_number(number, column, value, self.plain)
            elif value:
                sheet.write_string(number, column, _ILLEGAL.sub("", value)[:_LONGEST_CELL], self.wrap)

    def summary(self) -> None:
        sheet = self.sheet("汇总", (("档次", 16), ("记录数", 10), ("", 4), ("问题", 16), ("次数", 10)))
        bands = [(band_name(band), self.bands[band]) for band in range(5, 0, -1)] + [("出错或未评价", self.errors)]
        kinds = [(zh(FindingKind, kind), count) for kind, count in self.kinds.most_common()]
        for number in range(max(len(bands), len(kinds))):
            left = bands[number] if number < len(bands) else ("", None)
            right = kinds[number] if number < len(kinds) else ("", None)
            self.line(sheet, number + 1, (*left, None, *right))
        self.chart(sheet, "档次分布", len(bands), 0, "G2")
        if kinds:
            self.chart(sheet, "各类问题", len(kinds), 3, "G20")

    def chart(self, sheet: Any, title: str, count: int, column: int, place: str) -> None:
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": ["汇总", 1, column, count, column],
                "values": ["汇总", 1, column + 1, count, column + 1],
                "fill": {"color": "#9E1B1B"},
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        sheet.insert_chart(place, chart)

    def notes(self) -> None:
        sheet = self.sheet("说明", (("说明", 100),))
        for number, words in enumerate(_NOTES, 1):
            sheet.write_string(number, 0, words, self.wrap)


def _report_row(report: Report) -> tuple[str | float | None, ...]:
    record = report.record
    dims: list[float | None] = [report.dimensions.get(key) for key in (TalkDimension if report.talk else MeetingDimension)]
    generic = "" if report.talk is None else "是" if report.talk.generic else "否"
    pot = "" if report.meeting is None else ("否", "偏多", "一锅炖")[report.meeting.one_pot]
    failed = report.not_judged
    return (
        report.source.name, record.id, record.branch, zh(RecordType, record.type), zh(MeetingType, record.meeting_type), heading(report), record.date,
        report.band, report.score, *dims, generic, pot, len(report.findings), report.confidence, verdict(report) if failed is None else "",
        "；".join(report.review), failed.code if failed else None, f"{failed.reason}{failed.advice}" if failed else None,
    )  # fmt: skip


def _error_row(error: AnalyzerError) -> tuple[str | float | None, ...]:
    return (error.where, *[None] * (len(_OVERVIEW) - 3), error.code, f"{error.problem}{error.remedy}")
