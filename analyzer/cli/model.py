"""`mqa model`: which models there are, and a folder of them, so that a report can be made again with the one that made it."""

from __future__ import annotations

from pathlib import Path

import click

from analyzer.cli.inputs import models_option

__all__ = ["command"]


@click.group("model", short_help="查看和登记模型的各个版本。")
def command() -> None:
    """查看和登记模型。每份报告都写明模型版本；登记过的版本随时可以再用：mqa analyze 记录.docx --model 版本。

    \b
    例：mqa model list
        mqa model add 新模型
    """


@command.command("list", short_help="列出自带的和登记过的模型。")
@models_option
def list_(models: Path) -> None:
    """列出自带的和登记过的模型，每行一个：版本、从多少条记录学来、目录。

    \b
    例：mqa model list
    """
    from analyzer.classifying.registry import known_models

    for model in known_models(models):
        learned = model.card.get("corpus", {})
        reviewed = f"、复核{learned['reviewed']}条" if "reviewed" in learned else ""
        click.echo(f"{model.version}  记录{learned.get('records', '?')}条{reviewed}  {model.folder}")


@command.command("show", short_help="打印一个模型的说明卡。")
@click.argument("model", metavar="版本或目录")
@models_option
def show(model: str, models: Path) -> None:
    """打印一个模型的说明卡（JSON）：版本、校验值、从哪些语料学来、训练设置、各项标签。

    \b
    例：mqa model show 新模型
    """
    import msgspec

    from analyzer.classifying.artefact import load_card, version_of
    from analyzer.classifying.registry import find_model

    card = load_card(find_model(model, models))
    shown = {"model": version_of(card), **{key: card[key] for key in sorted(card) if key != "ordinal"}}
    click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())


@command.command("add", short_help="登记一个模型。")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="目录")
@models_option
def add(folder: Path, models: Path) -> None:
    """把一个模型复制到模型目录，以后可按版本使用；同一版本不重复登记。

    \b
    例：mqa model add 新模型
    """
    from analyzer.classifying.registry import add_model

    added = add_model(folder, models)
    click.echo(f"{added.version} 已登记在 {added.folder}")
