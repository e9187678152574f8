"""The ledger report for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.rendering.terminal import SEVERITY_STYLES
from analyzer.rendering.wording import left_out, with_file, zh
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import BranchYear, LedgerFinding, LedgerReport

__all__ = ["print_ledger"]

_SHOWN = 50
_LEAST_SHOWN = 5
_NAME_WIDTH = 24


def print_ledger(report: LedgerReport, console: Console) -> None:
    """Prints counts, each branch in one line, the duties of each branch, and the findings by kind."""
    counts = report.counts
    year = f"{report.year}年，" if report.year else ""
    console.print(Text(f"{year}共{counts.rows_in}条：分析{counts.analysed}条，未成{counts.failed}条。政策 {report.policy}", "bold"))
    for words in left_out(report.left_out):
        console.print(Text(words, "yellow"))
    if not report.branches:
        console.print(Text("没有比对：没有一条记录归在哪个支部。", "yellow"))
        return
    console.print(_branches(report))
    _print_duties(report, console)
    _print_findings(report.findings, report.files, console)


def _print_findings(findings: Sequence[LedgerFinding], files: Mapping[str, str], console: Console) -> None:
    """Prints the findings kind by kind, the worst first; of a long list some of every kind, so that none is hidden behind another."""
    if not findings:
        console.print(Text("记录之间没有发现问题。", "green"))
        return
    kinds: dict[str, list[LedgerFinding]] = {}
    for found in sorted(findings, key=_weight):
        kinds.setdefault(found.kind, []).append(found)
    shown = _share([len(group) for group in kinds.values()])
    for kind, group in sorted(kinds.items(), key=lambda one: (_weight(one[1][0])[0], -sum(found.points for found in one[1]), len(one[1]))):
        severities = Counter(found.severity for found in group)
        listed = "、".join(f"{level.zh}{severities[level]}" for level in reversed(Severity) if severities[level])
        console.print(
            Text(f"{zh(LedgerKind, kind)}：{len(group)}个（{listed}）", f"underline {SEVERITY_STYLES[Severity(group[0].severity)]}")
        )
        for found in group[:shown]:
            _print_finding(found, files, console)
        if len(group) > shown:
            console.print(Text(f"  ……{zh(LedgerKind, kind)}另有{len(group) - shown}个"))
    if any(len(group) > shown for group in kinds.values()):
        console.print(f"共{len(findings)}个问题，这里每类最多列{shown}个；用 --format json 或 xlsx 查看全部。")


def _weight(found: LedgerFinding) -> tuple[int, float]:
    """What puts the worst finding first: its severity, then its points."""
    return -list(Severity).index(Severity(found.severity)), -found.points


def _share(counts: Sequence[int]) -> int:
    """How many findings of each kind are shown: as many as all of them together fill a screen or two, and never fewer than a few."""
    shown = max(counts)
    while shown > _LEAST_SHOWN and sum(min(count, shown) for count in counts) > _SHOWN:
        shown -= 1
    return shown


def _branches(report: LedgerReport) -> Table:
    table = Table(title="支部", title_justify="left")
    widest = max((cell_len(branch.branch) for branch in report.branches), default=0)
    table.add_column("党支部", overflow="fold", min_width=min(widest, _NAME_WIDTH))
    for column in ("得分", "谈话/泛泛\n/征求意见", "谈到\n/党员", "规范/及时\n/准确/完整"):
        table.add_column(column, no_wrap=True)
    table.add_column("没有记录\n的月份", overflow="fold")
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


def _print_duties(report: LedgerReport, console: Console) -> None:
    """Prints what each branch claims and what counts: its name on a line of its own, however long it is."""
    console.print(Text("申报次数与认定次数", "italic"))
    for branch in report.branches:
        console.print(Text(branch.branch, "bold"), soft_wrap=True)
        console.print(_duties(branch))


def _duties(branch: BranchYear) -> Table:
    table = Table()
    for column in ("组织生活", "申报", "认定", "应开展"):
        table.add_column(column, no_wrap=True)
    table.add_column("为什么", overflow="fold")
    for duty in branch.duties:
        style = "yellow" if duty.effective < max(duty.claimed, duty.quota or 0) else ""
        why = [*duty.why[:_LEAST_SHOWN], *([f"另{len(duty.why) - _LEAST_SHOWN}条"] if len(duty.why) > _LEAST_SHOWN else [])]
        why += [f"其中{duty.doubtful}次与别的记录雷同，存疑"] if duty.doubtful else []
        table.add_row(
            zh(Duty, duty.duty),
            str(duty.claimed),
            Text(str(duty.effective), style),
            "" if duty.quota is None else str(duty.quota),
            Text("；".join(why)),
        )
    return table


def _print_finding(found: LedgerFinding, files: Mapping[str, str], console: Console) -> None:
    style = SEVERITY_STYLES[Severity(found.severity)]
    points = f"（扣{found.points:g}分）" if found.points else ""
    head = Text(f"[{zh(Severity, found.severity)}] {zh(LedgerKind, found.kind)} ", style)
    console.print(head.append(f"{found.branch}：{found.message}{points}", "default"), soft_wrap=True)
    if found.records:
        shown = "、".join(with_file(record, files) for record in found.records[:_LEAST_SHOWN])
        more = f" 等{len(found.records)}条" if len(found.records) > _LEAST_SHOWN else ""
        console.print(Text(f"    记录：{shown}{more}", "dim"))
    console.print(Text(f"    依据：{found.rule.source}", "dim"))
