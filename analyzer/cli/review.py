"""`mqa review`: which records of a batch people should look at first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from analyzer.reviewing import Pick
    from analyzer.types.report import Report

__all__ = ["command"]


@click.group("review", short_help="挑出最值得人看的记录。")
def command() -> None:
    """人工复核：挑出看了最有用的记录。网页（mqa serve）的复核页用同样的次序，看过的导出后用 mqa train --add 训练。

    \b
    例：mqa review pick 结果 --count 20
    """


@command.command("pick", short_help="从成批分析的结果里挑出要看的记录。")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="结果目录")
@click.option("--count", type=click.IntRange(1, 1000), default=20, show_default=True, help="挑几条。")
@click.option("--format", "form", type=click.Choice(["terminal", "jsonl"]), default="terminal", show_default=True, help="输出格式。")
def pick_(out: Path, count: int, form: str) -> None:
    """从 mqa batch 的结果里挑出看了最有用的记录，每条附上理由：把握小的，彼此不雷同，分布在各支部；每五条有一条是随机抽查。

    \b
    例：mqa review pick 结果 --count 20
        mqa review pick 结果 --format jsonl > 要看.jsonl
    """
    picks = _picks(out, count)
    if form == "jsonl":
        import msgspec

        for report, one in picks:
            row = {"id": report.record.id, "file": report.source.name, "index": report.source.index, "reasons": one.reasons}
            click.echo(msgspec.json.encode(row).decode())
        return
    from rich.console import Console
    from rich.table import Table

    from analyzer.rendering.wording import band_words, heading, origin

    table = Table(title="请人看这几条", show_lines=True)
    for name in ("记录", "出处", "现在的判断", "为什么看它"):
        table.add_column(name, overflow="fold")
    for report, one in picks:
        table.add_row(f"{report.record.id}\n{heading(report)}", origin(report), band_words(report), "；".join(one.reasons))
    Console().print(table)


def _picks(out: Path, count: int) -> list[tuple[Report, Pick]]:
    """The picks with their reports, read twice so that a large batch need not be in memory."""
    from analyzer.batch.output import REPORTS, read_lines
    from analyzer.batch.run import read_result
    from analyzer.reviewing import candidate, pick

    read_result(out)
    candidates, lines = [], []
    for number, line in enumerate(read_lines(out / REPORTS)):
        found = candidate(line.report, line.report.record.id) if line.report else None
        if found is not None:
            candidates.append(found)
            lines.append(number)
    picks = {lines[one.place]: (order, one) for order, one in enumerate(pick(candidates, count))}
    reports = [
        (*picks[number], line.report)
        for number, line in enumerate(read_lines(out / REPORTS))
        if number in picks and line.report is not None
    ]
    return [(report, one) for _, one, report in sorted(reports, key=lambda row: row[0])]
