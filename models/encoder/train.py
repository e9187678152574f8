"""`mqa train --encoder`: an encoder and the linear models that learn from what it sees, as one artefact."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.artefact import Artefact
from analyzer.classifying.encoder import widened
from analyzer.classifying.models import ENCODER_FOLDER
from analyzer.errors import SettingsError
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from models.encoder.export import export_encoder
from models.encoder.finetune import Course, finetune
from models.encoder.network import load_pretrained
from models.encoder.settings import FineTuning
from models.encoder.stacking import lesson_of, stack
from models.training.examples import Example, edited_examples, examples
from models.training.settings import Settings
from models.training.train import fit_examples, save

__all__ = ["train_with_encoder", "with_columns", "work_folder"]

_PROOF = 100
"""On how many records the exported network is held against the trained one."""


def train_with_encoder(
    source: Path,
    records: Sequence[LabelledRecord],
    pairs: Sequence[ContrastPair],
    settings: Settings,
    tuning: FineTuning,
    out: Path,
    *,
    resume: bool,
    tell: Callable[[str, float], None] = lambda _, __: None,
) -> Artefact:
    """Fine-tunes the encoder of a local Hugging Face directory and trains the linear models on top; `tell` hears what is done and how far it is.

    Until all is done, checkpoints lie in `work_folder(out)`. Raises ModelError for a directory that cannot be used, SettingsError where `resume` finds
    nothing to go on from or a run of other settings.
    """
    work = _opened(work_folder(out), _signature(source, records, pairs, tuning), resume=resume)
    pretrained = load_pretrained(source, tuning.longest)
    known = [*examples(records), *edited_examples(pairs)]
    found = stack(pretrained, known, tuning, work, tell=lambda name, share: tell(f"微调编码器（{name}）", share))
    models = fit_examples(with_columns(known, found.columns), settings, tell=lambda words: tell(words, 0.0))
    lessons = [lesson_of(example, pretrained) for example in known]
    course = Course(lessons, (), found.usual_epochs)
    network, _ = finetune(pretrained, course, tuning, work / "whole.pt", tell=lambda share: tell("微调编码器（全部样式）", share))
    tell("导出编码器", 0.0)
    step = max(1, len(records) // _PROOF)
    exported = export_encoder(network, pretrained, lessons[: len(records) : step], out / ENCODER_FOLDER)
    card = exported | {"tuning": msgspec.to_builtins(tuning), "epochs": list(found.epochs), "source": source.resolve().name}
    artefact = save(models, records, pairs, settings, out, card)
    shutil.rmtree(work)
    return artefact


def with_columns(known: Sequence[Example], columns: Mapping[str, npt.NDArray[np.float32]]) -> list[Example]:
    """Examples whose features have the encoder's columns by id."""
    return [msgspec.structs.replace(example, features=widened(example.features, columns[example.record.id])) for example in known]


def work_folder(out: Path) -> Path:
    """Where the checkpoints of a run that writes `out` lie."""
    return out.with_name(f"{out.name}.work")


def _signature(source: Path, records: Sequence[LabelledRecord], pairs: Sequence[ContrastPair], tuning: FineTuning) -> dict[str, Any]:
    """What must be the same for a run to go on."""
    config = source / "config.json"
    learned = b"".join(msgspec.json.encode(row) for row in (*records, *(pair.written for pair in pairs)))
    return {
        "corpus": hashlib.sha256(learned).hexdigest(),
        "encoder": hashlib.sha256(config.read_bytes()).hexdigest() if config.is_file() else "",
        "tuning": msgspec.to_builtins(tuning),
    }


def _opened(work: Path, signature: dict[str, Any], *, resume: bool) -> Path:
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
