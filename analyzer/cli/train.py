"""`mqa train`: the default model from the corpus."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from analyzer.errors import MissingExtra

__all__ = ["command"]


@click.command("train", short_help="用语料训练模型。")
@click.option("--corpus", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="语料目录；不给则用自带语料。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="模型目录。")
def command(folder: Path | None, out: Path) -> None:
    """用语料训练默认模型（线性，无需 GPU），写出模型文件和说明卡。同样的语料得到同样的模型。

    \b
    例：mqa train --out 模型
        mqa analyze 记录.docx --model 模型
    """
    if importlib.util.find_spec("sklearn") is None:
        raise MissingExtra("训练组件没有安装。", remedy="请运行 pip install 'minutes-quality-analyzer[train]'。")
    from corpus.pairs import load_pairs
    from corpus.records import load_records
    from corpus.splits import RECORDS
    from models.training.settings import Settings
    from models.training.train import fit, save

    source = folder or RECORDS
    records, pairs = list(load_records(folder=source)), list(load_pairs(folder=source))
    settings = Settings()
    models = fit(records, pairs, settings, tell=lambda words: click.echo(words, err=True))
    artefact = save(models, records, pairs, settings, out)
    click.echo(f"{artefact.version}：{len(records)}条记录、{len(pairs)}组对照，写在 {out}")
