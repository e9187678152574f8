"""The assessment workbook of a year: branches with 双百分, counts, months, people, findings with evidence, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.rendering.sheets import Book, Columns, Pages, Value, write_book
from analyzer.rendering.wording import REMINDER, clipped, left_out, with_file, zh
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import BranchYear, LedgerReport

__all__ = ["write_ledger_book"]

_BRANCHES: Columns = (
    ("党支部", 24, "记录中写明的党支部。"),
    ("党建得分", 10, "100减去各类问题的扣分；没有一条记录能够评价的，此格空着，不扣分。"),
    ("扣分", 44, "每类问题扣多少，按政策上限封顶；明细见《问题清单》。"),
    ("业务得分", 10, "由业务考核填写；填写后总分自动算出。"),
    ("双百分总分", 12, "党建得分和业务得分按政策权重相加。"),
    ("规范性", 10, "要素齐全、名实相符的记录所占百分比。"),
    ("及时性", 10, "按时限录入的记录所占百分比。"),
    ("准确性", 10, "时间、人数、两本台账没有矛盾的记录所占百分比。"),
    ("完整性", 10, "到期应开展的次数中已认定的百分比。"),
    ("谈话次数", 10, "能够评价的谈心谈话记录。"),
    ("泛泛谈话", 10, "没有触及本人，或只有套话的谈话。"),
    ("征求意见类", 10, "泛泛谈话中只征求意见的。"),
    ("谈到党员", 10, "全年有人谈过的党员。"),
    ("党员", 8, "名册上的党员；没有名册的，为参加过会议或请过假的人。"),
    ("业务占比", 10, "党内会议中业务内容所占篇幅的百分比。"),
    ("联系实际", 10, "学习中联系本单位实际的百分比。"),
    ("把握", 8, "能够评价的记录所占份额，0—1。"),
    ("请支部说明", 60, "建议向支部核实的问题。"),
)
_DUTIES: Columns = (
    ("党支部", 24, "同《支部》。"),
    ("组织生活", 18, "八项组织生活和各项学习教育。"),
    ("申报", 8, "记录和台账申报的次数，含本身类型。"),
    ("认定", 8, "同一次会议只认定一次；另申报的要有实质内容。"),
    ("应开展", 8, "政策规定的全年次数；没有规定的空着。"),
    ("未评价另列", 12, "没有评价的记录（这一行有误、没有内容、不是记录）的申报，不计也不剔除。"),
    ("存疑", 8, "已认定、但正文与别的记录雷同的次数；不剔除，请人工判断。"),
    ("为什么", 80, "没有认定的原因，和另认定的依据。"),
)
_MONTHS: Columns = (("党支部", 24, "同《支部》。"), *((f"{month}月", 7, "当月记录数。") for month in range(1, 13)))
_PEOPLE: Columns = (
    ("党支部", 24, "同《支部》。"),
    ("姓名", 12, "记录中的写法。"),
    ("党员", 8, "是否本支部党员。"),
    ("参加会议", 10, "参加的会议次数。"),
    ("请假", 8, "请假的会议次数。"),
    ("主持", 8, "主持的会议次数。"),
    ("记录", 8, "担任记录人的会议次数。"),
    ("找人谈话", 10, "作为谈话人的次数。"),
    ("其中泛泛", 10, "其中泛泛谈话的次数。"),
    ("被谈话", 8, "作为谈话对象的次数。"),
)
_FINDINGS: Columns = (
    ("党支部", 24, "问题所在的党支部。"),
    ("问题", 14, "问题的种类。"),
    ("严重程度", 10, "提示、一般、严重。"),
    ("扣分", 8, "封顶以前的扣分；同类合计不超过政策上限。"),
    ("组织生活", 16, "涉及哪一项组织生活。"),
    ("时期", 12, "涉及的年、季、月。"),
    ("人员", 20, "涉及的人。"),
    ("说明", 60, "发现了什么。"),
    ("记录", 40, "所依据的记录编号；来自单个文件的，括号里是文件名。"),
    ("依据的事实", 60, "记录里的时间、数字和原话。"),
    ("规定", 40, "所依据的条例或办法。"),
)
_COMPARED: Columns = (
    ("记录一", 24, "雷同的一条；来自单个文件的，括号里是文件名。"),
    ("记录二", 24, "与它并排的另一条。"),
    ("相同", 8, "两条各自的话（不计都引用的文字）相同的百分比。"),
    ("改过", 8, "两条在这一段不同的，写“是”。"),
    ("记录一的文字", 60, "按原文顺序；相同的长段只列开头。"),
    ("记录二的文字", 60, "同上；空着的，是这一条没有的话。"),
)
_LONGEST_EQUAL = 60
_FIGURES = ("规范性", "及时性", "准确性", "完整性")
_PARTY, _BUSINESS, _TOTAL = "B", "D", 4


def write_ledger_book(path: Path, report: LedgerReport) -> int:
    """Writes the workbook; gives how many findings it lists. Raises OutputError where it cannot be written."""
    return write_book(path, lambda book: _fill(book, report))


def _fill(book: Book, report: LedgerReport) -> int:
    branches = Pages(book, "支部", _BRANCHES)
    for branch in report.branches:
        sheet, line = branches.add(tuple(_branch_row(branch)))
        if branch.score is not None:
            party, business = report.weights["party"], report.weights["business"]
            place = f"{_PARTY}{line + 1}", f"{_BUSINESS}{line + 1}"
            book.formula(sheet, line, _TOTAL, f'=IF({place[1]}="","",{party}*{place[0]}+{business}*{place[1]})', "")
    branches.close()
    _list(book, "申报与认定", _DUTIES, (row for branch in report.branches for row in _duty_rows(branch)))
    _list(book, "各月记录数", _MONTHS, (_month_row(branch) for branch in report.branches))
    _list(book, "人员", _PEOPLE, (row for branch in report.branches for row in _person_rows(branch)))
    count = _list(book, "问题清单", _FINDINGS, _finding_rows(report))
    if any(found.comparisons for found in report.findings):
        _list(book, "雷同对照", _COMPARED, _compared_rows(report))
    _list(book, "说明", (("工作表", 14, ""), ("列", 14, ""), ("含义", 90, "")), _notes(report))
    return count


def _list(book: Book, name: str, columns: Columns, rows: Iterator[tuple[Value, ...]]) -> int:
    pages = Pages(book, name, columns)
    for row in rows:
        pages.add(row)
    pages.close()
    return pages.rows


def _branch_row(branch: BranchYear) -> Iterator[Value]:
    talks = branch.talks
    yield branch.branch
    yield branch.score
    yield "；".join(f"{zh(LedgerKind, taken.kind)}{taken.points:g}分（{len(taken.findings)}处）" for taken in branch.deductions)
    yield from (None, None)
    yield from (branch.figures[name].value for name in _FIGURES)
    yield from (talks.count, talks.generic, talks.solicitation, talks.covered, talks.members)
    yield from (branch.business.value, branch.integration.value, branch.confidence, "\n".join(branch.ask))


def _duty_rows(branch: BranchYear) -> Iterator[tuple[Value, ...]]:
    for duty in branch.duties:
        counts = (duty.claimed, duty.effective, duty.quota, duty.not_judged, duty.doubtful)
        yield (branch.branch, zh(Duty, duty.duty), *counts, "\n".join(duty.why))


def _month_row(branch: BranchYear) -> tuple[Value, ...]:
    months = {key[5:7]: count for key, count in branch.months.items()}
    return (branch.branch, *(months.get(f"{month:02d}", 0) for month in range(1, 13)))


def _person_rows(branch: BranchYear) -> Iterator[tuple[Value, ...]]:
    for person in branch.people:
        meetings = (person.attended, person.absent, person.hosted, person.recorded)
        yield (
            branch.branch,
            person.name,
            "是" if person.member else "否",
            *meetings,
            person.talks_held,
            person.generic_held,
            person.talked_to,
        )


def _finding_rows(report: LedgerReport) -> Iterator[tuple[Value, ...]]:
    for found in report.findings:
        what = (found.branch, zh(LedgerKind, found.kind), zh(Severity, found.severity), found.points)
        where = (zh(Duty, found.duty), found.period, "、".join(found.people))
        records = "、".join(with_file(record, report.files) for record in found.records)
        yield (*what, *where, found.message, records, "\n".join(found.evidence), found.rule.source)


def _compared_rows(report: LedgerReport) -> Iterator[tuple[Value, ...]]:
    for comparison in (one for found in report.findings for one in found.comparisons):
        records = with_file(comparison.first, report.files), with_file(comparison.second, report.files)
        for passage in comparison.passages:
            equal = passage.first == passage.second
            words = (clipped(passage.first, _LONGEST_EQUAL),) * 2 if equal else (passage.first, passage.second)
            yield (*records, round(100 * comparison.share), "" if equal else "是", *words)


def _notes(report: LedgerReport) -> Iterator[tuple[Value, ...]]:
    for name, columns in (
        ("支部", _BRANCHES),
        ("申报与认定", _DUTIES),
        ("人员", _PEOPLE),
        ("问题清单", _FINDINGS),
        ("雷同对照", _COMPARED),
    ):
        yield from ((name, title, meaning) for title, _, meaning in columns)
    counts = report.counts
    yield ("提醒", None, REMINDER)
    yield ("范围", None, f"{report.year or '年份不明'}年；共{counts.rows_in}条，分析{counts.analysed}条，未成{counts.failed}条。")
    yield from (("范围", None, words) for words in left_out(report.left_out))
    yield ("政策", None, report.policy)
