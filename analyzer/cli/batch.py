"""`mqa batch`: many files or a ledger, into a folder of results."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from analyzer.cli.inputs import chosen_model, expand, model_option, models_option, workers_option
from analyzer.cli.outcome import Outcome

__all__ = ["command"]

_TOLD = 20
_STOPPED = 130
"""The shell's exit code for Ctrl-C."""


@click.command("batch", short_help="批量分析目录、文件或台账。")
@click.argument("inputs", nargs=-1, required=True, metavar="输入…")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="结果目录。")
@click.option("--policy", default="default", show_default=True, help="政策名称或文件。")
@model_option
@models_option
@click.option("--branch", default="", help="没有写明党支部的记录算哪个支部的；不给则台账里这样的行不计入，文件只作单条分析。")
@click.option("--replace", is_flag=True, help="结果目录里是另一批的结果时，覆盖它；不给则不动它，报错。")
@workers_option
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    out: Path,
    policy: str,
    model: str | None,
    models: Path,
    branch: str,
    workers: int,
    *,
    replace: bool,
) -> None:
    """批量分析：输入可以是目录、文件、台账（.xlsx、.csv、.jsonl）；中断后重新运行会接着做，做完的不重做，另一批的结果不覆盖。

    结果目录里有 reports.jsonl（每行一份报告或一条错误）、failed.jsonl（其中未成的）、考核工作簿.xlsx 和 batch.json。

    \b
    例：mqa batch 2025年记录 --out 结果
        mqa batch 台账.xlsx --out 结果 && mqa ledger 结果
        mqa batch 一个支部的记录 --branch 第一党支部 --out 结果
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from analyzer.batch import run_batch

    console = Console(stderr=True)
    try:
        with Progress(
            TextColumn("分析"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, disable=not console.is_terminal
        ) as bar:
            task = bar.add_task("分析", total=None)
            result = run_batch(
                list(expand(inputs, apart=out)),
                out,
                policy=policy,
                model=chosen_model(model, models),
                branch=branch.strip(),
                workers=workers,
                replace=replace,
                tell=lambda words: click.echo(words, err=True),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except KeyboardInterrupt:
        click.echo("已停止；做完的部分已保存，同样的命令再运行一次会接着做。", err=True)
        ctx.exit(_STOPPED)
    _tell_failures(out, result.failed)
    _tell_notes(out)
    click.echo(f"共{result.rows}条：分析{result.analysed}条，未成{result.failed}条。结果在 {out}；接着可运行 mqa ledger {out}", err=True)
    ctx.exit(0 if not result.failed else 3 if result.analysed else 2)


def _tell_failures(out: Path, failed: int) -> None:
    """Says on stderr what was left out and why; the rest of a long list is in a file."""
    from analyzer.batch.output import FAILED, read_lines

    outcome = Outcome(None)
    for line in islice(read_lines(out / FAILED), _TOLD):
        outcome.result(line.result())
    if failed > _TOLD:
        click.echo(f"……其余{failed - _TOLD}条见 {out / FAILED}", err=True)


def _tell_notes(out: Path) -> None:
    """Says on stderr how doubtful values of rows were read."""
    from analyzer.batch.output import NOTES, read_notes

    notes = list(islice(read_notes(out / NOTES), _TOLD + 1))
    for note in notes[:_TOLD]:
        click.echo(f"提示 {note.message}", err=True)
    if len(notes) > _TOLD:
        click.echo(f"……其余见 {out / NOTES}", err=True)
