"""`mqa ledger`: checks between the records of a finished batch."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command("ledger", short_help="检查一批记录之间的问题。")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True, help="输出格式。")
def command(out: Path, form: str) -> None:
    """检查一批记录之间的问题：雷同、一会多报、时间冲突、补录、泛泛谈话占比；申报次数与认定次数并列。

    \b
    例：mqa batch 台账.xlsx --out 结果 && mqa ledger 结果
        mqa ledger 结果 --format json > 台账检查.json
    """
    from analyzer.batch.output import DIGESTS, read_digests
    from analyzer.batch.run import read_result
    from analyzer.ledger import ledger_report

    result = read_result(out)
    report = ledger_report(list(read_digests(out / DIGESTS)), result.rows)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
        return
    from rich.console import Console

    from analyzer.rendering.ledger import print_ledger

    print_ledger(report, Console(highlight=False))
