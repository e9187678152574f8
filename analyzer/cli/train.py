"""`mqa train`: a model from the corpus, linear or with an encoder, and from what people decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.extras import need_encoder, need_training
from analyzer.cli.inputs import epochs_option, folds_option
from analyzer.errors import BadRow, SettingsError, WorseModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyzer.classifying.artefact import Artefact
    from corpus.added import Added
    from corpus.pairs import ContrastPair
    from corpus.records import LabelledRecord
    from models.encoder.settings import FineTuning
    from models.evaluation.guard import Loss, TwinReading
    from models.evaluation.systems import Trainer

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
    help="与 --add 合用：与这个模型比较（须是用 --add 训练的）；不给则与不加例子的模型比较。",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="模型目录。")
@click.option(
    "--encoder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="本机的 Hugging Face 目录（BERT 类）：微调后与线性模型合用。",
)
@folds_option
@epochs_option
@click.option("--seed", type=int, default=0, show_default=True, help="与 --encoder 合用：随机种子。")
@click.option("--resume", is_flag=True, help="与 --encoder 合用：从上次中断处接着训练。")
def command(
    folder: Path | None,
    files: tuple[Path, ...],
    against: Path | None,
    out: Path,
    encoder: Path | None,
    folds: int,
    epochs: int,
    seed: int,
    *,
    resume: bool,
) -> None:
    """用语料训练模型，写出模型文件和说明卡。默认为线性模型，无需 GPU，同样的语料得到同样的模型；给出 --encoder 则另外微调一个编码器。

    给出 --add 时，先在留作对照的样式上与现有模型比较：新模型若有一项指标变差、又不能用偶然解释，就不写出，并说明差在哪里。
    为此要训练三次（给出 --against 则两次），做完第一次会说明其余约需多久。

    \b
    例：mqa train --out 模型
        mqa train --add 复核.jsonl --out 新模型
        mqa train --encoder chinese-macbert-base --out 模型
        mqa analyze 记录.docx --model 模型
    """
    if resume and encoder is None:
        raise click.UsageError("--resume 只与 --encoder 合用；线性模型几分钟就训练完。")
    need_training()
    if against is not None and not files:
        raise click.UsageError("--against 要和 --add 一起用。")
    from corpus.added import read_added
    from corpus.pairs import load_pairs
    from corpus.records import load_records
    from corpus.splits import RECORDS, guard_styles, sealed_styles
    from models.evaluation.guard import save_reading

    source = folder or RECORDS
    records, pairs = list(load_records(folder=source)), list(load_pairs(folder=source))
    added = read_added(files, known=[record.id for record in records], closed=[*guard_styles(), *sealed_styles()])
    _refuse_bad_lines(added)
    if encoder is None:
        artefact, reading = _linear(records, pairs, added, against, out)
    else:
        need_encoder()
        from models.encoder.settings import FineTuning

        tuning = FineTuning(folds=folds, epochs=epochs, seed=seed)
        artefact, reading = _encoded(encoder, records, pairs, added, against, tuning, out, resume=resume)
    if reading is not None:
        save_reading(reading, out)
    reviewed = f"、{len(added.reviewed)}条复核" if added.reviewed else ""
    click.echo(f"{artefact.version}：{len(records) + len(added.records)}条记录、{len(pairs)}组对照{reviewed}，写在 {out}")


def _linear(
    records: list[LabelledRecord], pairs: list[ContrastPair], added: Added, against: Path | None, out: Path
) -> tuple[Artefact, TwinReading | None]:
    from analyzer.cli.progress import Passes
    from models.evaluation.guard import trained_with
    from models.training.settings import Settings
    from models.training.train import fit, save

    settings = Settings()
    passes = Passes((1 + (against is None) if added else 0) + 1)
    reading = _guarded(
        records,
        pairs,
        added,
        against,
        present=lambda: trained_with((), (), settings, tell=passes.begin("现有模型的替身")),
        candidate=lambda: trained_with(added.records, added.reviewed, settings, tell=passes.begin("新模型的替身")),
    )
    learned = [*records, *added.records]
    models = fit(learned, pairs, settings, reviewed=added.reviewed, apart=True, tell=passes.begin("新模型"))
    passes.end()
    return save(models, learned, pairs, settings, out, reviewed=added.reviewed), reading


def _encoded(
    encoder: Path,
    records: list[LabelledRecord],
    pairs: list[ContrastPair],
    added: Added,
    against: Path | None,
    tuning: FineTuning,
    out: Path,
    *,
    resume: bool,
) -> tuple[Artefact, TwinReading | None]:
    """The twins read the guard styles with networks that the columns need anyway; the candidate's columns are those of the model that is written."""
    import shutil

    from analyzer.cli.progress import stages
    from corpus.splits import guard_styles
    from models.encoder.material import Material
    from models.encoder.train import open_work, train_with_encoder
    from models.evaluation.encoded import EncodedModel, fine_tuned
    from models.training.settings import Settings

    settings = Settings()
    learned = Material([*records, *added.records], pairs, added.reviewed)
    work = open_work(out, encoder, learned, tuning, resume=resume)
    columns, apart = work / "new", guard_styles() if added else ()
    with stages() as tell:

        def twin(material: Material, folder: Path, name: str) -> EncodedModel:
            return fine_tuned(
                encoder, material, settings, tuning, folder, apart=apart, tell=lambda stage, share: tell(f"{name}：{stage}", share)
            )

        reading = _guarded(
            records,
            pairs,
            added,
            against,
            present=lambda: twin(Material(records, pairs), work / "present", "现有模型"),
            candidate=lambda: twin(learned, columns, "新模型"),
        )
        artefact = train_with_encoder(encoder, learned, settings, tuning, out, columns, apart=apart, tell=tell)
    shutil.rmtree(work)
    return artefact, reading


def _refuse_bad_lines(added: Added) -> None:
    if added.problems:
        for problem in added.problems:
            click.echo(str(problem), err=True)
        raise BadRow(f"新增的例子有{len(added.problems)}处问题，没有训练。", remedy="请按上面逐条改正。")


def _guarded(
    records: list[LabelledRecord],
    pairs: list[ContrastPair],
    added: Added,
    against: Path | None,
    *,
    present: Callable[[], Trainer],
    candidate: Callable[[], Trainer],
) -> TwinReading | None:
    """What the twin of the new model found on the guard styles; raises WorseModel where that of the present one found more."""
    from corpus.splits import guard_styles
    from models.evaluation.guard import load_reading, losses, read_guard

    if not added:
        return None
    guard = guard_styles()
    if not any(record.style in guard for record in records):
        raise SettingsError(f"语料里没有留作对照的样式（{'、'.join(guard)}），无法比较。", remedy="请不写 --corpus，或把这些样式放进语料。")
    click.echo(f"比较：{against or '现有模型'} 与加上{len(added)}个例子的新模型", err=True)
    former = load_reading(against) if against is not None else read_guard(records, pairs, guard, present())
    reading = read_guard(records, pairs, guard, candidate())
    _refuse_worse(losses(records, former, reading))
    return reading


def _refuse_worse(lost: list[Loss]) -> None:
    if lost:
        told = "；".join(f"{loss.zh} {loss.before:.3f}→{loss.after:.3f}（超出抽样误差{loss.at_least:.4f}）" for loss in lost)
        raise WorseModel(f"在对照样式上，新模型明显更差：{told}。")
