"""`mqa reference`: documents that everybody may quote, and templates that nobody should hand in."""

from __future__ import annotations

from pathlib import Path

import click

from analyzer.cli.inputs import expand, references_option

__all__ = ["command"]


@click.group("reference", short_help="管理参考文件和范文。")
def command() -> None:
    """管理参考文件和范文：引用文件原文不算雷同，照抄范文会指出。只保存指纹，不保存原文。

    \b
    例：mqa reference add 上级文件目录
        mqa reference add --template 范文.docx
    """


@command.command("add", short_help="加入参考文件或范文。")
@click.argument("paths", metavar="文件…", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--template", is_flag=True, help="加入的是范文：照抄它的记录会被指出。")
@references_option
def add(paths: tuple[str, ...], template: bool, references: Path) -> None:
    """加入参考文件或范文；目录代表其中的全部文件。同名的替换。

    \b
    例：mqa reference add 上级文件目录
        mqa reference add --template 范文.docx
    """
    from analyzer.ledger import add_reference, reference
    from analyzer.readers import ReadingCell, read

    names = list(expand(paths))
    with ReadingCell() as cell:
        for name in names:
            add_reference(references, reference(Path(name).name, read(name, cell=cell).text, "template" if template else "document"))
    click.echo(f"已加入{len(names)}份{'范文' if template else '参考文件'}，保存在 {references}")


@command.command("list", short_help="列出已加入的参考文件和范文。")
@references_option
def show(references: Path) -> None:
    """列出已加入的参考文件和范文。

    \b
    例：mqa reference list
    """
    from analyzer.ledger import read_references

    for known in read_references(references):
        click.echo(f"{'范文' if known.kind == 'template' else '文件'}  {known.name}")
