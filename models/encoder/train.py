"""`mqa train --encoder`: an encoder and the linear models that learn from what it sees, as one artefact."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from analyzer.classifying.artefact import Artefact
from analyzer.classifying.models import ENCODER_FOLDER
from analyzer.errors import SettingsError
from models.encoder.columns import styles_apart, with_columns
from models.encoder.export import export_encoder
from models.encoder.finetune import Course, finetune
from models.encoder.material import Material
from models.encoder.network import load_pretrained
from models.encoder.settings import FineTuning
from models.encoder.stacking import lesson_of, proof, stack
from models.training.settings import Settings
from models.training.train import fit_examples, save

__all__ = ["open_work", "train_with_encoder"]


def train_with_encoder(
    source: Path,
    material: Material,
    settings: Settings,
    tuning: FineTuning,
    out: Path,
    work: Path,
    *,
    apart: Sequence[str] = (),
    tell: Callable[[str, float], None] = lambda _, __: None,
) -> Artefact:
    """Fine-tunes the encoder of a local Hugging Face directory and trains the linear models on top; `tell` hears what is done and how far it is.

    Columns and checkpoints lie in `work`, where a stopped run goes on; styles `apart` are one group of the columns there.
    Raises ModelError for a directory that cannot be used or a network that the export changes.
    """
    pretrained = load_pretrained(source, tuning.longest)
    known = material.examples()
    styles = styles_apart(known, tuning.folds, apart)
    found = stack(pretrained, known, styles, tuning, work, tell=lambda name, share: tell(f"微调编码器（{name}）", share))
    models = fit_examples(with_columns(known, found.columns), settings, tell=lambda words: tell(words, 0.0))
    lessons = [lesson_of(example, pretrained) for example in known]
    course = Course(lessons, (), found.usual_epochs)
    network, _ = finetune(pretrained, course, tuning, work / "whole.pt", tell=lambda share: tell("微调编码器（全部样式）", share))
    tell("导出编码器", 0.0)
    exported = export_encoder(network, pretrained, proof(lessons[: len(material.records)]), out / ENCODER_FOLDER)
    card = exported | {"tuning": msgspec.to_builtins(tuning), "epochs": list(found.epochs), "source": source.resolve().name}
    return save(models, material.records, material.pairs, settings, out, card, reviewed=material.reviewed)


def _work_folder(out: Path) -> Path:
    """Where the checkpoints of a run that writes `out` lie."""
    return out.with_name(f"{out.name}.work")


def open_work(out: Path, source: Path, material: Material, tuning: FineTuning, *, resume: bool) -> Path:
    """The folder of a run's checkpoints, empty unless it goes on.

    Raises SettingsError where `resume` finds nothing to go on from or a run of other settings.
    """
    weights = hashlib.sha256(b"".join(_digest(path) for path in sorted(source.iterdir()) if path.is_file()))
    signature = {
        "corpus": material.digest,
        "encoder": weights.hexdigest(),
        "tuning": msgspec.to_builtins(tuning),
    }
    work = _work_folder(out)
    file = work / "run.json"
    if resume:
        if not file.is_file():
            raise SettingsError("没有可以接着训练的检查点。", where=str(work), remedy="请去掉 --resume 从头训练。")
        if msgspec.json.decode(file.read_bytes()) != signature:
            raise SettingsError(
                "检查点的语料、编码器或设置与本次不同。", where=str(work), remedy="请用原来的设置，或去掉 --resume 从头训练。"
            )
        return work
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    file.write_bytes(msgspec.json.encode(signature))
    return work


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
