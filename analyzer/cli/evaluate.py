"""`mqa evaluate`: how well a model reads styles that it has not seen."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.inputs import workers_option
from analyzer.errors import MissingExtra, OutputError, SettingsError

if TYPE_CHECKING:
    from models.evaluation.evaluate import Evaluation

__all__ = ["command"]

_DRAWS = 1000


@click.command("evaluate", short_help="留一样式评测。")
@click.option(
    "--model",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="评测这个目录里的模型（可给多个，互相比较）；不给则对每种样式用其余样式重新训练。",
)
@click.option("--split", metavar="样式", help="只评测一种样式；sealed 为封存的样式，只在发布前使用。不给则每种样式轮流留出。")
@click.option("--baselines", is_flag=True, help="同时与数关键词、多数类、TF-IDF、TextTiling、C99 比较。")
@workers_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="把 HTML 和 JSON 报告写到这个目录。")
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True, help="输出格式。")
def command(folders: tuple[Path, ...], split: str | None, baselines: bool, workers: int, out: Path | None, form: str) -> None:
    """留一样式评测：每种样式都由没见过它的模型从原文读到报告，再与人工标注比较，给出 95% 置信区间。

    给出 --model 时评测现成的模型：它若在被评测的样式上训练过，数字会偏高，此时会有提示。

    \b
    例：mqa evaluate --out 评测
        mqa evaluate --split village --baselines
        mqa evaluate --split sealed --model 模型
    """
    if importlib.util.find_spec("sklearn") is None:
        raise MissingExtra("评测组件没有安装。", remedy="请运行 pip install 'minutes-quality-analyzer[train]'。")
    evaluation = _evaluation(folders, split, baselines=baselines, workers=workers)
    if out is not None:
        _write(evaluation, out)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(evaluation), indent=2).decode())
        return
    from rich.console import Console

    from models.evaluation.rendering import print_evaluation

    print_evaluation(evaluation, Console(highlight=False))


def _evaluation(folders: tuple[Path, ...], split: str | None, *, baselines: bool, workers: int) -> Evaluation:
    from models.evaluation.baselines import baselines as all_baselines
    from models.evaluation.evaluate import evaluate
    from models.evaluation.folds import SEALED, style_folds
    from models.evaluation.systems import DefaultModel, StoredModel, Trainer, learned_styles
    from models.training.settings import Settings

    try:
        folds = style_folds(split)
    except PermissionError as error:
        raise SettingsError(f"样式 {split} 已封存。", remedy="发布前评测请用 --split sealed。") from error
    except KeyError as error:
        raise SettingsError(f"没有样式 {split}。", remedy="mqa corpus stats 列出全部样式。") from error
    systems: dict[str, Trainer] = {str(folder): StoredModel(folder) for folder in folders}
    if not systems:
        systems = {"自带模型": StoredModel(None)} if split == SEALED else {"默认模型": DefaultModel(Settings())}
    for folder in folders:
        seen = learned_styles(folder) & {fold.style for fold in folds}
        if seen:
            click.echo(f"注意：{folder} 训练时见过{'、'.join(sorted(seen))}，数字偏高。", err=True)
    if baselines:
        systems |= all_baselines()
    return evaluate(
        folds, systems, split=split or "留一样式", draws=_DRAWS, workers=workers, tell=lambda words: click.echo(words, err=True)
    )


def _write(evaluation: Evaluation, out: Path) -> None:
    import msgspec

    from models.evaluation.rendering import render_evaluation

    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "evaluation.json").write_bytes(msgspec.json.format(msgspec.json.encode(evaluation), indent=2) + b"\n")
        (out / "evaluation.html").write_text(render_evaluation(evaluation), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"无法写入（{error.strerror}）。", where=str(out)) from error
    click.echo(f"报告写在 {out / 'evaluation.html'} 和 evaluation.json", err=True)
