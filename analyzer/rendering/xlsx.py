"""The assessment workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from analyzer.errors import AnalyzerError
from analyzer.rendering.scales import POTS_IN_SHORT
from analyzer.rendering.sheets import Book, Pages, Value, write_book
from analyzer.rendering.wording import REMINDER, caps_words, clipped, kind_words, origin, verdict, zh
from analyzer.types.labels import FindingKind, MeetingDimension, MeetingType, RecordType, Severity, TalkDimension, band_name
from analyzer.types.report import Report, Versions

__all__ = ["write_workbook"]

_OVERVIEW = (
    ("文件", 30, "上传的文件；一个文件有多条记录时写明第几条。"),
    ("记录编号", 18, "记录自带的编号；没有的，由文件摘要和序号组成。"),
    ("党支部", 18, "记录中写明的党支部。"),
    ("类型", 14, "谈心谈话记录，或会议、活动记录。"),
    ("会议类型", 14, "记录自己申明的会议类型。"),
    ("主题", 28, "会议名称、主题或标题。"),
    ("日期", 12, "会议或谈话的日期；没有写明年份的，年份空着。"),
    ("档次", 8, "对整体的判断：1很差，2较差，3一般，4较好，5很好。政策规定封顶的（如泛泛谈话、一锅炖）不超过所定的档。"),
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
    ("说明", 44, "发现了什么；扣分或档次封顶的，也写在这里。"),
    ("原文依据", 60, "原文的话；过长的只列开头，全文见报告。"),
    ("怎么改", 50, "建议的改法。"),
    ("依据", 40, "所依据的条例或规范。"),
)
_LONGEST_QUOTE = 300


def write_workbook(path: Path, rows: Iterable[Report | AnalyzerError]) -> int:
    """Writes the workbook; each report or error is one row of 总览. Returns how many rows there are.

    A sheet that is full goes on in another («总览2»). The file is there whole or not at all. Raises OutputError where it cannot be written.
    """
    return write_book(path, lambda book: _Writer(book).write(rows))


class _Writer:
    """One workbook, and what is counted while rows go by."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.bands: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        self.versions: Counter[Versions] = Counter()
        self.failed = 0

    def write(self, rows: Iterable[Report | AnalyzerError]) -> int:
        overview, findings = Pages(self.book, "总览", _OVERVIEW), Pages(self.book, "问题清单", _FINDINGS)
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
                findings.add((*name, found.points, f"{found.message}{caps_words(found.caps)}", quotes, found.advice, found.rule.source))
        overview.close()
        findings.close()
        self.summary()
        self.notes()
        return overview.rows

    def summary(self) -> None:
        columns = (("档次", 16, ""), ("记录数", 10, ""), ("", 4, ""), ("问题", 16, ""), ("次数", 10, ""))
        sheet = self.book.sheet("汇总", columns)
        bands: list[tuple[Value, ...]] = [(f"{band} {band_name(band)}", self.bands[band]) for band in range(5, 0, -1)]
        bands.append(("出错或未评价", self.failed))
        kinds: list[tuple[Value, ...]] = [(zh(FindingKind, kind), count) for kind, count in self.kinds.most_common()]
        for number in range(max(len(bands), len(kinds))):
            left, right = [side[number] if number < len(side) else (None, None) for side in (bands, kinds)]
            self.book.line(sheet, number + 1, (*left, None, *right), columns)
        self.book.chart(sheet, "档次分布（记录数）", len(bands), 0, "G2")
        if kinds:
            self.book.chart(sheet, "各类问题（次数）", len(kinds), 3, "G20")

    def notes(self) -> None:
        columns = (("工作表", 14, ""), ("列", 16, ""), ("含义", 90, ""))
        sheet = self.book.sheet("说明", columns)
        lines: list[tuple[Value, ...]] = [(name, title, what) for name, some in (("总览", _OVERVIEW), ("问题清单", _FINDINGS)) for title, _, what in some]  # fmt: skip
        lines += [("汇总", None, "各档记录数和各类问题次数，附图。")]
        lines += [("提醒", None, REMINDER)]
        lines += [
            ("版本", f"{count}条", f"程序 {used.code}，模型 {used.model}，词表 {used.lexicon}，政策 {used.policy}")
            for used, count in self.versions.most_common()
        ]
        for number, line in enumerate(lines, 1):
            self.book.line(sheet, number, line, columns)


def _title(report: Report) -> str:
    return report.record.title or kind_words(report)


def _report_row(report: Report) -> tuple[Value, ...]:
    record = report.record
    dims: list[Value] = [report.dimensions.get(key) for key in (TalkDimension if report.talk else MeetingDimension)]
    generic = "" if report.talk is None else "是" if report.talk.generic else "否"
    pot = "" if report.meeting is None else POTS_IN_SHORT[report.meeting.one_pot]
    failed = report.not_judged
    return (
        origin(report), record.id, record.branch, zh(RecordType, record.type), zh(MeetingType, record.meeting_type), _title(report), record.date,
        report.band, report.score, *dims, generic, pot, len(report.findings), report.confidence, verdict(report) if failed is None else "",
        "；".join(report.review), failed.code if failed else None, f"{failed.reason}{failed.advice}" if failed else None,
    )  # fmt: skip


def _error_row(error: AnalyzerError) -> tuple[Value, ...]:
    return (error.where, *[None] * (len(_OVERVIEW) - 3), error.code, f"{error.problem}{error.remedy}")
