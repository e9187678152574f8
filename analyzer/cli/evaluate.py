"""`mqa evaluate`: how well a model reads styles that it has not seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.extras import need_encoder, need_training
from analyzer.cli.inputs import epochs_option, folds_option, workers_option
from analyzer.errors import SettingsError
from analyzer.rendering.whole import write_whole

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
@click.option(
    "--split",
    metavar="样式",
    help="只评测一种样式；offices 为各单位写法的短记录，没有模型学过；sealed 为封存的样式，只在发布前使用。不给则每种样式轮流留出。",
)
@click.option(
    "--together",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="每次一起留出几种样式：训练的次数少了，读的模型见过的样式也少了，数字只会偏低。",
)
@click.option("--baselines", is_flag=True, help="同时与数关键词、多数类、TF-IDF、TextTiling、C99 比较。")
@click.option(
    "--encoder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="同时评测加上这个编码器的模型（本机的 Hugging Face 目录）：样式分组留出，每组微调一次；要和 --out 一起用。",
)
@folds_option
@epochs_option
@click.option("--resume", is_flag=True, help="与 --encoder 合用：微调从上次中断处接着做。")
@workers_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="把 HTML 和 JSON 报告写到这个目录。")
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True, help="输出格式。")
def command(
    folders: tuple[Path, ...],
    split: str | None,
    together: int,
    baselines: bool,
    encoder: Path | None,
    folds: int,
    epochs: int,
    resume: bool,
    workers: int,
    out: Path | None,
    form: str,
) -> None:
    """留一样式评测：每种样式都由没见过它的模型从原文读到报告，再与人工标注比较，给出 95% 置信区间。

    给出 --model 时评测现成的模型：它若在被评测的样式上训练过，数字会偏高，此时会有提示。

    \b
    例：mqa evaluate --out 评测
        mqa evaluate --split village --baselines
        mqa evaluate --split offices
        mqa evaluate --split sealed --model 模型
        mqa evaluate --baselines --encoder chinese-macbert-base --out 评测
    """
    if encoder is not None and (folders or split or together > 1 or out is None):
        raise click.UsageError("--encoder 要和 --out 一起用，不能和 --model、--split、--together 一起用。")
    if split is not None and together > 1:
        raise click.UsageError("--together 不能和 --split 一起用。")
    given = click.get_current_context().get_parameter_source
    for option in ("resume", "folds", "epochs"):
        if encoder is None and given(option) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{option} 只与 --encoder 合用。")
    need_training()
    if encoder is not None and out is not None:
        evaluation = _with_encoder(encoder, out, folds, epochs, resume=resume, baselines=baselines, workers=workers)
    else:
        evaluation = _evaluation(folders, split, together, baselines=baselines, workers=workers)
    if out is not None:
        _write(evaluation, out)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(evaluation), indent=2).decode())
        return
    from rich.console import Console

    from models.evaluation.rendering import print_evaluation

    print_evaluation(evaluation, Console(highlight=False))


def _evaluation(folders: tuple[Path, ...], split: str | None, together: int, *, baselines: bool, workers: int) -> Evaluation:
    from corpus.offices import OFFICES
    from models.evaluation.baselines import baselines as all_baselines
    from models.evaluation.evaluate import evaluate
    from models.evaluation.folds import SEALED, style_folds
    from models.evaluation.systems import DefaultModel, StoredModel, Trainer, learned_styles
    from models.training.settings import Settings

    try:
        folds = style_folds(split, together=together)
    except PermissionError as error:
        raise SettingsError(f"样式 {split} 已封存。", remedy="发布前评测请用 --split sealed。") from error
    except KeyError as error:
        raise SettingsError(f"没有样式 {split}。", remedy="mqa corpus stats 列出全部样式。") from error
    systems: dict[str, Trainer] = {str(folder): StoredModel(folder) for folder in folders}
    if not systems:
        systems = {"自带模型": StoredModel(None)} if split in (SEALED, OFFICES) else {"默认模型": DefaultModel(Settings())}
    for folder in folders:
        seen = learned_styles(folder) & {record.style for fold in folds for record in fold.tested}
        if seen:
            click.echo(f"注意：{folder} 训练时见过{'、'.join(sorted(seen))}，数字偏高。", err=True)
    if baselines:
        systems |= all_baselines()
    name = split or ("留一样式" if together == 1 else f"每次留出{together}种样式")
    return evaluate(folds, systems, split=name, draws=_DRAWS, workers=workers, tell=lambda words: click.echo(words, err=True))


def _with_encoder(encoder: Path, out: Path, folds: int, epochs: int, *, resume: bool, baselines: bool, workers: int) -> Evaluation:
    """The default model, with and without the encoder, on the same groups of styles."""
    need_encoder()
    import shutil

    from analyzer.cli.progress import stages
    from corpus.pairs import load_pairs
    from corpus.records import load_records
    from models.encoder.material import Material
    from models.encoder.settings import FineTuning
    from models.encoder.train import open_work
    from models.evaluation.baselines import baselines as all_baselines
    from models.evaluation.encoded import fine_tuned
    from models.evaluation.evaluate import evaluate
    from models.evaluation.folds import grouped_folds
    from models.evaluation.systems import DefaultModel, Trainer
    from models.training.settings import Settings

    material, tuning = Material(list(load_records()), list(load_pairs())), FineTuning(folds=folds, epochs=epochs)
    work = open_work(out, encoder, material, tuning, resume=resume)
    with stages() as tell:
        model = fine_tuned(encoder, material, Settings(), tuning, work, tell=tell)
    systems: dict[str, Trainer] = {"默认模型": DefaultModel(Settings()), "加编码器": model}
    evaluation = evaluate(
        grouped_folds(model.styles, material.records, material.pairs),
        systems | (all_baselines() if baselines else {}),
        split=f"样式分{len(model.styles)}组轮流留出",
        draws=_DRAWS,
        workers=workers,
        encoder=encoder.resolve().name,
        tell=lambda words: click.echo(words, err=True),
    )
    shutil.rmtree(work)
    return evaluation


def _write(evaluation: Evaluation, out: Path) -> None:
    import msgspec

    from models.evaluation.rendering import render_evaluation

    write_whole(out / "evaluation.json", [msgspec.json.format(msgspec.json.encode(evaluation), indent=2) + b"\n"])
    write_whole(out / "evaluation.html", [render_evaluation(evaluation).encode()])
    click.echo(f"报告写在 {out / 'evaluation.html'} 和 evaluation.json", err=True)
