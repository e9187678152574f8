"""`python -m models.pretraining TEXT … --out DIR`: a small Chinese encoder from random start."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from tokenizers import Tokenizer

from models.pretraining.pretrain import held_out_losses, new_model, pretrain, save_encoder
from models.pretraining.settings import Pretraining
from models.pretraining.text import documents, text_files
from models.pretraining.vocabulary import learn_tokenizer, token_row

_DEFAULTS = Pretraining()
_KEPT = 200_000
"""At most this many tokens are kept back to measure on."""
_TOKENIZER, _ROW = "pieces.json", "row.npy"


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="写出的 Hugging Face 目录。")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), default=_DEFAULTS.minutes, help="训练时间上限（分钟）。")
@click.option("--layers", type=click.IntRange(min=1), default=_DEFAULTS.layers, help="层数。")
@click.option("--width", type=click.IntRange(min=8), default=_DEFAULTS.width, help="宽度。")
@click.option("--vocabulary", type=click.IntRange(min=64, max=65535), default=_DEFAULTS.vocabulary, help="词表大小。")
@click.option("--seed", type=int, default=_DEFAULTS.seed, help="随机种子。")
@click.option("--resume", is_flag=True, help="从上次的检查点接着训练。")
def command(
    texts: tuple[Path, ...], out: Path, minutes: float, layers: int, width: int, vocabulary: int, seed: int, *, resume: bool
) -> None:
    """用自己的中文语料（.jsonl 或 .jsonl.zst，字段 text）从随机权重训练一个小型编码器，供 mqa train --encoder 使用。"""
    out.mkdir(parents=True, exist_ok=True)
    work = out / "work"
    work.mkdir(exist_ok=True)
    files = text_files(texts)
    if resume and (work / _TOKENIZER).is_file() and (work / _ROW).is_file():
        tokenizer, row = Tokenizer.from_file(str(work / _TOKENIZER)), np.load(work / _ROW, mmap_mode="r")
    else:
        click.echo(f"学习词表：{len(files)}个文件", err=True)
        every = list(documents(files))
        order = np.random.default_rng(seed).permutation(len(every))
        tokenizer = learn_tokenizer((every[number] for number in order), size=vocabulary, characters=_DEFAULTS.vocabulary_characters)
        tokenizer.save(str(work / _TOKENIZER))
        click.echo(f"切分语料：{sum(map(len, every))}字", err=True)
        row = token_row((every[number] for number in order), tokenizer)
        np.save(work / _ROW, row)
    size = tokenizer.get_vocab_size()
    settings = Pretraining(minutes=minutes, layers=layers, width=width, heads=max(1, width // 64), vocabulary=size, seed=seed)
    click.echo(f"起步：{len(row)}个词片，词表{size}", err=True)
    count = min(_KEPT, len(row) // 20)
    kept, taught = row[:count], row[count:]
    model = new_model(None if resume else taught, settings)
    columns = (TextColumn("预训练"), BarColumn(), TextColumn("{task.percentage:.0f}% 第{task.fields[step]}步 损失{task.fields[loss]:.3f}"))
    with Progress(*columns, TimeRemainingColumn()) as progress:
        task = progress.add_task("", total=1.0, step=0, loss=0.0)
        pretrain(
            model,
            taught,
            settings,
            work,
            resume=resume,
            tell=lambda step, share, loss: progress.update(task, completed=share, step=step, loss=loss),
        )
    save_encoder(model, tokenizer, out)
    loss, frequencies = held_out_losses(model, taught, kept, settings)
    click.echo(f"没有学过的{count}个词片：填空损失{loss:.3f}（只按词频是{frequencies:.3f}）")
    click.echo(f"写在 {out}")


if __name__ == "__main__":
    command()
