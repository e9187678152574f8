"""`mqa analyze`: reports of files, on the screen or in a format for programs and offices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path

import click

from analyzer.cli.inputs import STDIN, chosen_model, expand, model_option, models_option, stdin_bytes
from analyzer.cli.outcome import Outcome
from analyzer.errors import AnalyzerError
from analyzer.rendering.whole import write_whole
from analyzer.types.document import Document
from analyzer.types.report import Report

__all__ = ["command"]

Found = Iterator[tuple[str, list[Report]]]
"""Files with their reports."""

_FORMATS = ("terminal", "json", "jsonl", "html", "docx")


@click.command("analyze", short_help="分析一个或多个文件。")
@click.argument("files", nargs=-1, required=True, metavar="文件…")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="terminal", show_default=True, help="输出格式。")
@click.option("--policy", default="default", show_default=True, help="政策名称或文件。")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="写入文件（docx 可为目录）；不给则写到标准输出。")
@click.option("--no-text", is_flag=True, help="报告中不含全文（引文保留）；docx 是原文加批注，不能这样要求。")
@click.option("--fail-on", type=click.Choice(["info", "minor", "major"]), help="有此严重程度及以上的问题时退出码为1。")
@model_option
@models_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    form: str,
    policy: str,
    output: Path | None,
    no_text: bool,
    fail_on: str | None,
    model: str | None,
    models: Path,
) -> None:
    """分析文件、目录或标准输入（-），每条记录一份报告。

    \b
    例：mqa analyze 谈话记录.docx
        mqa analyze 记录目录 --format jsonl > 报告.jsonl
        mqa analyze 会议.docx --format docx -o 会议-批注.docx
        cat 会议.txt | mqa analyze - --format json

    退出码：0 正常；1 有问题达到 --fail-on；2 用法或材料有误；3 部分文件失败。
    """
    from analyzer.pipeline import Analyzer

    if no_text and form == "docx":
        raise click.UsageError("docx 是原文加批注，不能不含全文；不要全文请用 --format html、json 或 jsonl。")
    analyzer = Analyzer(policy=policy, model=chosen_model(model, models))
    outcome = Outcome(fail_on)
    writers: dict[str, Callable[[Found, Path | None], None]] = {
        "terminal": _to_terminal,
        "json": _to_json,
        "jsonl": _to_lines,
        "html": _to_html,
        "docx": _to_word,
    }
    writers[form](_reports(files, analyzer.analyze, outcome, text=not no_text), output)
    ctx.exit(outcome.exit_code)


def _reports(files: tuple[str, ...], analyze: Callable[[Document], tuple[Report, ...]], outcome: Outcome, *, text: bool) -> Found:
    """Each file with its reports, with or without their text; what fails is said and counted, the other files go on."""
    from analyzer.readers import ReadingCell, read

    with ReadingCell() as cell:
        for name in expand(files):
            try:
                document = read(stdin_bytes(cell.limits.file_bytes), name=STDIN, cell=cell) if name == STDIN else read(name, cell=cell)
                reports = list(analyze(document))
            except AnalyzerError as error:
                outcome.error(error.at(name))
                continue
            for report in reports:
                outcome.report(report)
            yield name, reports if text else [report.without_text() for report in reports]


def _write(words: str, output: Path | None) -> None:
    if output is None:
        click.echo(words)
    else:
        write_whole(output, [f"{words}\n".encode()])


def _to_terminal(found: Found, output: Path | None) -> None:
    from rich.console import Console

    from analyzer.rendering.terminal import print_reports

    if output is not None:
        raise click.UsageError("terminal 格式只显示在屏幕上；写文件请用 --format html、docx、json 或 jsonl。")
    console = Console(soft_wrap=False, highlight=False)
    for _, reports in found:
        print_reports(reports, console)


def _to_json(found: Found, output: Path | None) -> None:
    from analyzer.rendering.json import json_pages

    reports = [report for _, some in found for report in some]
    if reports:
        _write(json_pages(reports), output)


def _to_lines(found: Found, output: Path | None) -> None:
    lines = (report.to_json() for _, reports in found for report in reports)
    if output is None:
        for line in lines:
            click.echo(line)
        return
    first = next(lines, None)
    if first is not None:
        write_whole(output, (f"{line}\n".encode() for line in chain((first,), lines)))


def _to_html(found: Found, output: Path | None) -> None:
    from analyzer.rendering.html import render_html

    reports = [report for _, some in found for report in some]
    if reports:
        _write(render_html(reports), output)


def _to_word(found: Found, output: Path | None) -> None:
    from analyzer.rendering.docx import annotated_docx

    if output is None and sys.stdout.isatty():
        raise click.UsageError("docx 是二进制文件：请用 -o 指定要写的文件或目录。")
    one = output is None or (output.suffix == ".docx" and not output.is_dir())
    shown = b""
    taken: set[str] = set()
    for number, (name, reports) in enumerate(found):
        if number and one:
            raise click.UsageError("有多个文件时，-o 请给一个目录。")
        original = None if name == STDIN else Path(name).read_bytes()
        data = annotated_docx(reports, original)
        if output is None:
            shown = data
            continue
        target = output if one else output / _free_name("标准输入" if name == STDIN else Path(name).stem, taken)
        write_whole(target, [data])
        click.echo(f"已写出 {target}" if one else f"已写出 {target}（{name}）", err=True)
    sys.stdout.buffer.write(shown)


def _free_name(stem: str, taken: set[str]) -> str:
    """The name of an annotated file, numbered where files of other folders or suffixes are called the same; it is then taken."""
    names = (f"{stem}-批注{number}.docx" for number in chain(("",), count(2)))
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return name
