"""The shipped judgement: all parts of one trained artefact, ready to use."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.artefact import Artefact, load_artefact
from analyzer.classifying.calibration import AS_SAID, Calibration
from analyzer.classifying.encoder import Encoder, load_encoder, widened
from analyzer.classifying.features import Features, Units, dense_names
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.linear import LinearModel
from analyzer.classifying.meanings import load_meanings
from analyzer.classifying.ordinal import OrdinalModel
from analyzer.classifying.trees import Trees
from analyzer.classifying.vocabulary import Vocabulary
from analyzer.errors import ModelError
from analyzer.types.labels import RecordType

__all__ = [
    "ENCODER_FOLDER",
    "Models",
    "Reader",
    "default_folder",
    "load_models",
    "models_from",
    "pack_reader",
]

_TALK_PARTS = ("aspect.alone", "specific.alone", "aspect", "specific", "kind")
_MEETING_PARTS = ("activity.alone", "activity", "stretch", "boundary", "substance")
_OPENING_PARTS = ("opening",)
_FRAME_PARTS = ("frame",)
ENCODER_FOLDER = "encoder"
"""Where in an artefact its encoder lies, if it has one."""
_READERS = {"talk": _TALK_PARTS, "meeting": _MEETING_PARTS, "opening": _OPENING_PARTS, "frame": _FRAME_PARTS}
_TREES = {"talk": ("aspect.last", "fact", "kind"), "meeting": ("activity.last", "edge", "substance"), "opening": (), "frame": ()}


class Reader(msgspec.Struct, frozen=True):
    """What reads one type of record: its vocabulary, its linear models by part, and the trees that look last."""

    vocabulary: Vocabulary
    linear: dict[str, LinearModel]
    trees: dict[str, Trees] = {}


class Models(msgspec.Struct, frozen=True):
    """The readers of talks, meetings, openings and outer lines, ordinal models by judgement, the decoder's transitions and settings, calibrations by confidence.

    `opening` and `frame` are None in an artefact that has not learned to tell records apart, or their headers from their bodies: rules alone do so; `familiar` is the
    share of an opening's features that its vocabulary usually knows in a record. `encoder` is None in one that is linear alone.
    """

    talk: Reader
    meeting: Reader
    ordinal: dict[str, OrdinalModel]
    transitions: npt.NDArray[np.float32]
    settings: dict[str, float]
    calibrations: dict[str, Calibration]
    version: str
    opening: Reader | None = None
    familiar: float = 0.0
    frame: Reader | None = None
    encoder: Encoder | None = None

    def encoded(self, features: Features, text: str, units: Units, kind: RecordType) -> Features:
        """The features of a record's units, with the encoder's columns where there is an encoder."""
        return features if self.encoder is None else widened(features, self.encoder.columns(text, units, kind))

    def calibrated(self, name: str, confidence: float) -> float:
        """A confidence of one of `CALIBRATED` as a probability to be right."""
        return self.calibrations.get(name, AS_SAID).of(confidence)


def default_folder() -> Path:
    """Where the shipped model lies."""
    return Path(str(resources.files("models") / "artefacts" / "default"))


@cache
def load_models(folder: Path | None = None) -> Models:
    """The models of a folder, or the shipped ones; each folder is read once a process.

    Raises ModelError where the artefact is damaged or was trained with other features or another lexicon, MissingExtra where it has an encoder
    and ONNX Runtime is not installed.
    """
    folder = folder or default_folder()
    artefact = load_artefact(folder)
    models = models_from(artefact, str(folder))
    if "encoder" not in artefact.card:
        return models
    return msgspec.structs.replace(models, encoder=load_encoder(folder / ENCODER_FOLDER, artefact.card["encoder"]["files"]))


def models_from(artefact: Artefact, where: str) -> Models:
    """Checks that an artefact fits this code, and unpacks it; raises ModelError as `load_models` does."""
    card = artefact.card
    same_words = card.get("lexicon") == lexicon().version and card.get("meanings") == load_meanings().version
    if not same_words or tuple(card.get("dense", ())) != dense_names(lexicon()):
        raise ModelError("模型与当前程序的特征、词表或词义不一致。", where=where, remedy="请重新训练（mqa train）或重新安装程序。")
    try:
        talk, meeting = (_unpack_reader(artefact.arrays, name, card["classes"]) for name in ("talk", "meeting"))
        opening, frame = (
            _unpack_reader(artefact.arrays, name, card["classes"]) if f"{name}.buckets" in artefact.arrays else None
            for name in ("opening", "frame")
        )
    except KeyError as error:
        raise ModelError(
            f"模型缺少 {error.args[0]}，是别的版本训练的。", where=where, remedy="请重新训练（mqa train）或重新安装程序。"
        ) from error
    ordinal = {name: msgspec.convert(row, OrdinalModel) for name, row in card["ordinal"].items()}
    calibrations = {name: msgspec.convert(row, Calibration) for name, row in card.get("calibrations", {}).items()}
    transitions = artefact.arrays["transitions"].astype(np.float32)
    return Models(
        talk,
        meeting,
        ordinal,
        transitions,
        dict(card["settings"]),
        calibrations,
        artefact.version,
        opening,
        card.get("familiar", 0.0),
        frame,
    )


def pack_reader(name: str, reader: Reader) -> dict[str, npt.NDArray[Any]]:
    """A reader as arrays of an artefact, hashed weights in half precision."""
    arrays: dict[str, npt.NDArray[Any]] = {
        f"{name}.buckets": reader.vocabulary.buckets.astype(np.int32),
        f"{name}.rarity": reader.vocabulary.rarity.astype(np.float16),
    }
    for part, model in reader.linear.items():
        arrays[f"{part}.hashed"] = model.hashed.astype(np.float16)
        arrays[f"{part}.dense"] = model.dense.astype(np.float32)
    for part, trees in reader.trees.items():
        arrays |= {f"{part}.{name}": array for name, array in msgspec.structs.asdict(trees).items()}
    return arrays


def _unpack_reader(arrays: dict[str, npt.NDArray[Any]], name: str, classes: dict[str, list[str]]) -> Reader:
    vocabulary = Vocabulary.of(arrays[f"{name}.buckets"].astype(np.int64), arrays[f"{name}.rarity"].astype(np.float32))
    linear = {
        part: LinearModel(tuple(classes[part]), arrays[f"{part}.hashed"].astype(np.float32), arrays[f"{part}.dense"])
        for part in _READERS[name]
    }
    trees = {part: Trees(**{name: arrays[f"{part}.{name}"] for name in Trees.__struct_fields__}) for part in _TREES[name]}
    return Reader(vocabulary, linear, trees)
