"""`mqa ledger`: checks between the records of a finished batch."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from analyzer.cli.inputs import LedgerChoice, ledger_options

__all__ = ["command"]


_WORKBOOK = "年度考核.xlsx"


@click.command("ledger", short_help="检查一批记录之间的问题。")
@click.argument("out", metavar="结果目录", type=click.Path(path_type=Path))
@click.option("--policy", default="default", show_default=True, help="政策名称或文件。")
@ledger_options
@click.option("--format", "form", type=click.Choice(["terminal", "json", "xlsx"]), default="terminal", show_default=True, help="输出格式。")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="json、xlsx 写到哪个文件；不给则 json 显示在屏幕上，xlsx 写到结果目录里的“年度考核.xlsx”。",
)
def command(
    out: Path,
    policy: str,
    form: str,
    output: Path | None,
    **choice: Unpack[LedgerChoice],
) -> None:
    """检查一批记录之间的问题：雷同、一会多报、同人同时、补录、次数不足、泛泛谈话占比等；申报次数与认定次数并列，按政策计分。

    \b
    例：mqa batch 台账.xlsx --out 结果 && mqa ledger 结果
        mqa ledger 结果 --paper 纸质台账.xlsx
        mqa ledger 结果 --roster 名册.xlsx --format xlsx -o 年度考核.xlsx
        mqa ledger 结果 --format json > 台账检查.json
    """
    from analyzer.batch.ledger import finished_ledger

    if output is not None and form == "terminal":
        raise click.UsageError("terminal 格式只显示在屏幕上；写文件请用 --format json 或 xlsx。")
    report = finished_ledger(out, policy=policy, **choice)
    if form == "json":
        import msgspec

        from analyzer.rendering.whole import write_whole

        shown = msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
        if output is None:
            click.echo(shown.decode(), nl=False)
        else:
            write_whole(output, [shown])
            click.echo(f"写在 {output}", err=True)
        return
    if form == "xlsx":
        from analyzer.rendering.ledger_book import write_ledger_book

        target = output or out / _WORKBOOK
        count = write_ledger_book(target, report)
        click.echo(f"{len(report.branches)}个支部，{count}个问题。工作簿在 {target}", err=True)
        return
    from rich.console import Console

    from analyzer.rendering.ledger import print_ledger

    print_ledger(report, Console(highlight=False))
