"""The ledger report for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.rendering.wording import zh
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerReport

__all__ = ["print_ledger"]

_SHOWN = 50


def print_ledger(report: LedgerReport, console: Console) -> None:
    """Prints counts, the duties of each branch, and the findings."""
    counts = report.counts
    console.print(Text(f"共{counts.rows_in}条：分析{counts.analysed}条，未成{counts.failed}条。", "bold"))
    table = Table(title="申报次数与认定次数", title_justify="left")
    for column in ("党支部", "组织生活", "申报", "认定", "应开展", "为什么"):
        table.add_column(column, overflow="fold")
    for branch in report.branches:
        for duty in branch.duties:
            style = "yellow" if duty.effective < duty.claimed else ""
            table.add_row(
                Text(branch.branch or "（未注明）"),
                zh(Duty, duty.duty),
                str(duty.claimed),
                Text(str(duty.effective), style),
                "" if duty.quota is None else str(duty.quota),
                Text("；".join(duty.why)),
            )
    console.print(table)
    for found in report.findings[:_SHOWN]:
        style = "bold red" if found.severity == Severity.MAJOR else "yellow"
        kind = zh(LedgerKind, found.kind)
        console.print(Text(f"[{zh(Severity, found.severity)}] {kind} ", style).append(f"{found.branch}：{found.message}", "default"))
        console.print(Text(f"    记录：{'、'.join(found.records)}", "dim"))
    if len(report.findings) > _SHOWN:
        console.print(f"另有{len(report.findings) - _SHOWN}个问题，用 --format json 查看全部。")
    if not report.findings:
        console.print(Text("记录之间没有发现问题。", "green"))
