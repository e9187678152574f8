"""`mqa train`: the default model from the corpus, and from what people decided."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.errors import BadRow, MissingExtra, SettingsError, WorseModel

if TYPE_CHECKING:
    from corpus.added import Added
    from models.evaluation.guard import Loss

__all__ = ["command"]


@click.command("train", short_help="用语料训练模型。")
@click.option("--corpus", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="语料目录；不给则用自带语料。")
@click.option(
    "--add",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="另加的例子（.jsonl，可给多个）：复核页面导出的，或 mqa corpus import 得到的。",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="与这个模型比较（须是用 --add 训练的）；不给则与不加例子的模型比较。",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="模型目录。")
def command(folder: Path | None, files: tuple[Path, ...], against: Path | None, out: Path) -> None:
    """用语料训练默认模型（线性，无需 GPU），写出模型文件和说明卡。同样的语料得到同样的模型。

    给出 --add 时，先在留作对照的样式上与现有模型比较：新模型若有一项指标变差、又不能用偶然解释，就不写出，并说明差在哪里。

    \b
    例：mqa train --out 模型
        mqa train --add 复核.jsonl --out 新模型
        mqa analyze 记录.docx --model 新模型
    """
    if importlib.util.find_spec("sklearn") is None:
        raise MissingExtra("训练组件没有安装。", remedy="请运行 pip install 'minutes-quality-analyzer[train]'。")
    if against is not None and not files:
        raise click.UsageError("--against 要和 --add 一起用。")
    from corpus.added import read_added
    from corpus.pairs import load_pairs
    from corpus.records import load_records
    from corpus.splits import RECORDS, guard_styles, sealed_styles
    from models.evaluation.guard import losses, present_reading, read_guard, save_reading, trained_with
    from models.training.settings import Settings
    from models.training.train import fit, save

    source, guard, settings = folder or RECORDS, guard_styles(), Settings()
    records, pairs = list(load_records(folder=source)), list(load_pairs(folder=source))
    added = read_added(files, known=[record.id for record in records], closed=[*guard, *sealed_styles()])
    _refuse_bad_lines(added)
    candidate = None
    if files:
        if not any(record.style in guard for record in records):
            raise SettingsError(
                f"语料里没有留作对照的样式（{'、'.join(guard)}），无法比较。", remedy="请不写 --corpus，或把这些样式放进语料。"
            )
        click.echo(f"比较：{against or '现有模型'} 与加上{len(added.records) + len(added.reviewed)}个例子的新模型", err=True)
        present = present_reading(records, pairs, guard, settings, against)
        candidate = read_guard(records, pairs, guard, trained_with(added.records, added.reviewed, settings))
        _refuse_worse(losses(records, present, candidate))
    learned = [*records, *added.records]
    models = fit(learned, pairs, settings, reviewed=added.reviewed, tell=lambda words: click.echo(words, err=True))
    artefact = save(models, learned, pairs, settings, out, reviewed=added.reviewed)
    if candidate is not None:
        save_reading(candidate, out)
    reviewed = f"、{len(added.reviewed)}条复核" if added.reviewed else ""
    click.echo(f"{artefact.version}：{len(learned)}条记录、{len(pairs)}组对照{reviewed}，写在 {out}")


def _refuse_bad_lines(added: Added) -> None:
    if added.problems:
        for problem in added.problems:
            click.echo(str(problem), err=True)
        raise BadRow(f"新增的例子有{len(added.problems)}处问题，没有训练。", remedy="请按上面逐条改正。")


def _refuse_worse(lost: list[Loss]) -> None:
    if lost:
        told = "；".join(f"{loss.zh} {loss.before:.3f}→{loss.after:.3f}（超出抽样误差{loss.at_least:.4f}）" for loss in lost)
        raise WorseModel(f"在对照样式上，新模型明显更差：{told}。")
