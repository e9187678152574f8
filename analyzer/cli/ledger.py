"""`mqa ledger`: checks between the records of a finished batch."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from analyzer.cli.inputs import references_option

__all__ = ["command"]


@click.command("ledger", short_help="检查一批记录之间的问题。")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--policy", default="default", show_default=True, help="政策名称或文件。")
@click.option("--year", type=click.IntRange(1921, 2200), help="考核年度；不给则取记录最多的一年。")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="按哪一天看进度；不给则为今天。")
@click.option("--paper", type=click.Path(path_type=Path, exists=True), help="纸质台账清单（.xlsx、.csv、.jsonl），与电子台账比对。")
@references_option
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True, help="输出格式。")
def command(out: Path, policy: str, year: int | None, today: datetime | None, paper: Path | None, references: Path, form: str) -> None:
    """检查一批记录之间的问题：雷同、一会多报、时间冲突、补录、泛泛谈话占比；申报次数与认定次数并列。

    \b
    例：mqa batch 台账.xlsx --out 结果 && mqa ledger 结果
        mqa ledger 结果 --paper 纸质台账.xlsx
        mqa ledger 结果 --format json > 台账检查.json
    """
    from analyzer.batch.ledger import finished_ledger

    day = (today or datetime.now()).date()  # noqa: DTZ005 the day where the office is
    report = finished_ledger(out, policy=policy, year=year, today=day, paper=paper, references=references)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
        return
    from rich.console import Console

    from analyzer.rendering.ledger import print_ledger

    print_ledger(report, Console(highlight=False))
