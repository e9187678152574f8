"""`mqa train`: a model from the corpus, linear or with an encoder."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from analyzer.errors import MissingExtra

__all__ = ["command"]

_TRAIN, _ENCODER = ("sklearn",), ("torch", "transformers", "onnx", "onnxscript", "onnxruntime", "tokenizers")


@click.command("train", short_help="用语料训练模型。")
@click.option("--corpus", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="语料目录；不给则用自带语料。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="模型目录。")
@click.option(
    "--encoder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="本机的 Hugging Face 目录（BERT 类）：微调后与线性模型合用。",
)
@click.option("--folds", type=click.IntRange(min=2), default=4, show_default=True, help="与 --encoder 合用：微调的组数，每组样式轮流留出。")
@click.option("--epochs", type=click.IntRange(min=1), default=8, show_default=True, help="与 --encoder 合用：每次微调最多的轮数。")
@click.option("--seed", type=int, default=0, show_default=True, help="与 --encoder 合用：随机种子。")
@click.option("--resume", is_flag=True, help="与 --encoder 合用：从上次中断处接着训练。")
def command(folder: Path | None, out: Path, encoder: Path | None, folds: int, epochs: int, seed: int, *, resume: bool) -> None:
    """用语料训练模型，写出模型文件和说明卡。默认为线性模型，无需 GPU，同样的语料得到同样的模型；给出 --encoder 则另外微调一个编码器。

    \b
    例：mqa train --out 模型
        mqa train --encoder chinese-macbert-base --out 模型
        mqa analyze 记录.docx --model 模型
    """
    if resume and encoder is None:
        raise click.UsageError("--resume 只与 --encoder 合用；线性模型几分钟就训练完。")
    _need(_TRAIN, "train")
    from corpus.pairs import load_pairs
    from corpus.records import load_records
    from corpus.splits import RECORDS
    from models.training.settings import Settings
    from models.training.train import fit, save

    source = folder or RECORDS
    records, pairs = list(load_records(folder=source)), list(load_pairs(folder=source))
    settings = Settings()
    if encoder is None:
        models = fit(records, pairs, settings, tell=lambda words: click.echo(words, err=True))
        artefact = save(models, records, pairs, settings, out)
    else:
        _need(_ENCODER, "encoder-train")
        from analyzer.cli.progress import stages
        from models.encoder.settings import FineTuning
        from models.encoder.train import train_with_encoder

        tuning = FineTuning(folds=folds, epochs=epochs, seed=seed)
        with stages() as tell:
            artefact = train_with_encoder(encoder, records, pairs, settings, tuning, out, resume=resume, tell=tell)
    click.echo(f"{artefact.version}：{len(records)}条记录、{len(pairs)}组对照，写在 {out}")


def _need(modules: tuple[str, ...], extra: str) -> None:
    if any(importlib.util.find_spec(module) is None for module in modules):
        raise MissingExtra("训练组件没有安装。", remedy=f"请运行 pip install 'minutes-quality-analyzer[{extra}]'。")
