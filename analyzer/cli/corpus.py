"""`mqa corpus`: check, count, export and import the labelled corpus."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.errors import SettingsError
from analyzer.rendering.whole import write_whole

if TYPE_CHECKING:
    from corpus.balance import Balance

__all__ = ["command"]


@click.group("corpus", short_help="检查、统计、导出标注语料。")
def command() -> None:
    """检查、统计、导出标注语料。封存的样式只有加 --release 才读取。

    \b
    例：mqa corpus check
        mqa corpus stats --plots 图
        mqa corpus export --label-studio 任务.json
    """


@command.command("check", short_help="按标注规范检查语料。")
@click.option("--complete", is_flag=True, help="数量不足也算问题。")
@click.option("--release", is_flag=True, help="连同封存的样式。")
@click.option("--cues", is_flag=True, help="列出每一类最有预测力的三字串。")
@click.option("--doubtful", is_flag=True, help="列出需要人来判断的疑点。")
def check(complete: bool, release: bool, cues: bool, doubtful: bool) -> None:
    """逐条检查标注是否自相矛盾、句子是否重复、长度和字串是否泄露答案；有问题时退出码 1。

    \b
    例：mqa corpus check
        mqa corpus check --complete --release
    """
    from corpus.check import check_corpus

    checked = check_corpus(release=release)
    for problem in checked.problems:
        click.echo(str(problem))
    for problem in checked.doubtful if doubtful else ():
        click.echo(f"待定 {problem}")
    for length in checked.lengths:
        click.echo(f"长度与档次 {length.style} {length.record_type.zh} {length.records}条：Spearman {length.rho:+.2f}")
    for cue in checked.cues if cues else ():
        click.echo(f"字串 {cue.style} {cue.task}={cue.label}「{cue.gram}」{cue.hits}处 准确{cue.precision:.2f} 覆盖{cue.recall:.2f}")
    for shortage in checked.shortages:
        click.echo(f"不足 {shortage.what}：{shortage.there}，需要{shortage.needed}")
    records = sum(checked.balance.records.values())
    click.echo(
        f"{records}条记录和对照、{checked.balance.labelled}个标注句：{len(checked.problems)}个问题，{len(checked.doubtful)}处待定，"
        f"{len(checked.shortages)}项数量不足。",
        err=True,
    )
    if checked.problems or (complete and checked.shortages):
        sys.exit(1)


@command.command("stats", short_help="各样式、各类别的数量。")
@click.option("--release", is_flag=True, help="连同封存的样式。")
@click.option("--plots", type=click.Path(path_type=Path, file_okay=False), help="把柱状图（SVG）写到这个目录。")
def stats(release: bool, plots: Path | None) -> None:
    """打印语料的数量分布；给出 --plots 时另写柱状图。

    \b
    例：mqa corpus stats
        mqa corpus stats --plots 图
    """
    from rich.console import Console
    from rich.table import Table

    from analyzer.types.labels import Activity, Aspect
    from corpus.check import check_corpus

    balance = check_corpus(release=release).balance
    kinds = ("talk", "meeting", "adversarial", "pair")
    table = Table(title="记录")
    for heading in ("样式", "谈话", "会议", "对抗", "对照组", "边界例", "句子"):
        table.add_column(heading, justify="left" if heading == "样式" else "right")
    for style in balance.styles:
        sentences = sum(count for (_, named), count in balance.sentences.items() if named == style)
        counts = (*(balance.records.get((style, kind), 0) for kind in kinds), balance.boundary.get(style, 0), sentences)
        table.add_row(style, *map(str, counts))
    classes = Table(title="句子")
    for heading in ("类别", "句数", "样式数"):
        classes.add_column(heading, justify="left" if heading == "类别" else "right")
    names = {f"aspect:{one}": f"谈话 {one.zh}" for one in Aspect} | {f"activity:{one}": f"会议 {one.zh}" for one in Activity}
    for name, zh in names.items():
        classes.add_row(zh, str(sum(balance.of_class(name).values())), str(len(balance.of_class(name))))
    console = Console()
    console.print(table, classes)
    if plots is not None:
        _plot(balance, names, plots)


def _plot(balance: Balance, names: dict[str, str], folder: Path) -> None:
    from corpus.plots import bars

    for kind, title in (("aspect", "谈话各方面的句数"), ("activity", "会议各环节的句数")):
        values = {zh: sum(balance.of_class(name).values()) for name, zh in names.items() if name.startswith(kind)}
        write_whole(folder / f"{kind}.svg", [bars(title, values, 400).encode()])
    bands = {f"{band}档": sum(count for (*_, one), count in balance.bands.items() if one == band) for band in range(1, 6)}
    write_whole(folder / "band.svg", [bars("各档记录数", bands).encode()])
    click.echo(f"柱状图写在 {folder}", err=True)


@command.command("export", short_help="导出为 Label Studio 任务。")
@click.argument("names", metavar="[样式]…", nargs=-1)
@click.option("--label-studio", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出目录。")
@click.option("--blind", is_flag=True, help="不带标签，供第二次盲标。")
def export(names: tuple[str, ...], folder: Path, blind: bool) -> None:
    """把记录导出为 Label Studio 的任务（talk.json、meeting.json）和标注页配置（talk.xml、meeting.xml）。

    \b
    例：mqa corpus export --label-studio 标注
        mqa corpus export foundry --label-studio 标注
    """
    import json

    from analyzer.types.labels import RecordType
    from corpus.labelling.pages import PAGES
    from corpus.labelling.tasks import blind_task_of, task_of
    from corpus.records import load_records

    try:
        records = list(load_records(*names))
    except PermissionError as error:
        raise SettingsError("所要的样式已封存，不能导出。", remedy="mqa corpus stats 列出没有封存的样式。") from error
    except KeyError as error:
        raise SettingsError(f"没有样式 {'、'.join(error.args)}。", remedy="mqa corpus stats 列出全部样式。") from error
    for kind in RecordType:
        tasks = [(blind_task_of if blind else task_of)(record) for record in records if record.record_type is kind]
        write_whole(folder / f"{kind}.json", [json.dumps(tasks, ensure_ascii=False, indent=1).encode()])
        write_whole(folder / f"{kind}.xml", [(PAGES / f"{kind}.xml").read_bytes()])
    click.echo(f"{len(records)}条记录写在 {folder}", err=True)


@command.command("import", short_help="读入 Label Studio 导出的标注。")
@click.argument("files", metavar="文件…", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1, required=True)
def import_(files: tuple[Path, ...]) -> None:
    """把 Label Studio 导出的 JSON 转成语料格式，每行一条，打印到标准输出。

    \b
    例：mqa corpus import 导出.json > corpus/second/foundry.jsonl
    """
    import msgspec

    from analyzer.errors import UnreadableFile
    from corpus.labelling.tasks import record_of
    from corpus.records import written_line

    for file in files:
        try:
            tasks = msgspec.json.decode(file.read_bytes(), type=list[dict[str, object]])
        except msgspec.MsgspecError as error:
            raise UnreadableFile(
                "不是 Label Studio 导出的 JSON。", where=str(file), remedy="请在 Label Studio 里选择 JSON 格式导出。"
            ) from error
        for task in tasks:
            click.echo(written_line(record_of(task)))
