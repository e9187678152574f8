"""The ledger report for a terminal."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.rendering.wording import left_out, zh
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import BranchYear, LedgerFinding, LedgerReport

__all__ = ["print_ledger"]

_SHOWN = 50
_LEAST_SHOWN = 5
_STYLES = {Severity.MAJOR: "bold red", Severity.MINOR: "yellow", Severity.INFO: "cyan"}


def print_ledger(report: LedgerReport, console: Console) -> None:
    """Prints counts, each branch in one line, the duties of each branch, and the findings."""
    counts = report.counts
    year = f"{report.year}年，" if report.year else ""
    console.print(Text(f"{year}共{counts.rows_in}条：分析{counts.analysed}条，未成{counts.failed}条。政策 {report.policy}", "bold"))
    for words in left_out(report.left_out):
        console.print(Text(words, "yellow"))
    console.print(_branches(report))
    console.print(_duties(report))
    for found in report.findings[:_SHOWN]:
        _print_finding(found, console)
    if len(report.findings) > _SHOWN:
        kinds = Counter(zh(LedgerKind, found.kind) for found in report.findings[_SHOWN:])
        listed = "、".join(f"{kind}{count}" for kind, count in kinds.most_common())
        console.print(f"另有{len(report.findings) - _SHOWN}个问题（{listed}），用 --format json 或 xlsx 查看全部。")
    if not report.findings:
        console.print(Text("记录之间没有发现问题。", "green"))


def _branches(report: LedgerReport) -> Table:
    table = Table(title="支部", title_justify="left")
    for column in ("党支部", "得分", "谈话/泛泛/征求意见", "谈到/党员", "规范/及时/准确/完整", "没有记录的月份"):
        table.add_column(column, overflow="fold", no_wrap="/" in column or column == "得分")
    for branch in report.branches:
        talks = branch.talks
        figures = ("—" if one.value is None else f"{one.value:.0f}" for one in branch.figures.values())
        table.add_row(
            Text(branch.branch),
            "未评价" if branch.score is None else f"{branch.score:g}",
            f"{talks.count}/{talks.generic}/{talks.solicitation}",
            f"{talks.covered}/{talks.members}",
            "/".join(figures),
            _empty_months(branch),
        )
    return table


def _empty_months(branch: BranchYear) -> str:
    """The months without a record, up to the last that has one."""
    held = {int(key[5:7]) for key in branch.months}
    return "、".join(f"{month}月" for month in range(1, max(held, default=0)) if month not in held)


def _duties(report: LedgerReport) -> Table:
    table = Table(title="申报次数与认定次数", title_justify="left")
    for column in ("党支部", "组织生活", "申报", "认定", "应开展", "为什么"):
        table.add_column(column, overflow="fold")
    for branch in report.branches:
        for duty in branch.duties:
            style = "yellow" if duty.effective < max(duty.claimed, duty.quota or 0) else ""
            why = [*duty.why[:_LEAST_SHOWN], *([f"另{len(duty.why) - _LEAST_SHOWN}条"] if len(duty.why) > _LEAST_SHOWN else [])]
            why += [f"其中{duty.doubtful}次与别的记录雷同，存疑"] if duty.doubtful else []
            table.add_row(
                Text(branch.branch),
                zh(Duty, duty.duty),
                str(duty.claimed),
                Text(str(duty.effective), style),
                "" if duty.quota is None else str(duty.quota),
                Text("；".join(why)),
            )
    return table


def _print_finding(found: LedgerFinding, console: Console) -> None:
    style = _STYLES[Severity(found.severity)]
    points = f"（扣{found.points:g}分）" if found.points else ""
    head = Text(f"[{zh(Severity, found.severity)}] {zh(LedgerKind, found.kind)} ", style)
    console.print(head.append(f"{found.branch}：{found.message}{points}", "default"), soft_wrap=True)
    if found.records:
        shown = "、".join(found.records[:_LEAST_SHOWN])
        more = f" 等{len(found.records)}条" if len(found.records) > _LEAST_SHOWN else ""
        console.print(Text(f"    记录：{shown}{more}", "dim"))
    console.print(Text(f"    依据：{found.rule.source}", "dim"))
