"""`mqa evaluate`: how well the model reads styles that it has not seen."""

from __future__ import annotations

import importlib.util

import click

from analyzer.errors import MissingExtra

__all__ = ["command"]


@click.command("evaluate", short_help="留一样式评测。")
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True, help="输出格式。")
def command(form: str) -> None:
    """留一样式交叉评测：每种样式都由没见过它的模型从原文读到报告，再与人工标注比较。

    \b
    例：mqa evaluate
        mqa evaluate --format json > 评测.json
    """
    if importlib.util.find_spec("sklearn") is None:
        raise MissingExtra("评测组件没有安装。", remedy="请运行 pip install 'minutes-quality-analyzer[train]'。")
    import json

    from corpus.pairs import load_pairs
    from corpus.records import load_records
    from models.evaluation.compare import measure
    from models.evaluation.crossval import leave_one_style_out
    from models.training.settings import Settings

    folds = leave_one_style_out(
        list(load_records()), list(load_pairs()), Settings(), tell=lambda style: click.echo(f"评测 {style}", err=True)
    )
    figures = {
        "all": measure([pair for pairs in folds.values() for pair in pairs]),
        **{style: measure(pairs) for style, pairs in folds.items()},
    }
    if form == "json":
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    names = list(figures)
    click.echo("| 指标 | " + " | ".join(names) + " |\n| --- |" + " ---: |" * len(names))
    for key in figures["all"]:
        click.echo(f"| {key} | " + " | ".join(f"{figures[name][key]:.3f}" for name in names) + " |")
