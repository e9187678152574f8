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
from analyzer.classifying.features import BUCKET_BITS, dense_names
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.linear import LinearModel
from analyzer.classifying.ordinal import OrdinalModel
from analyzer.errors import ModelError

Floats = npt.NDArray[np.float32]

__all__ = ["LINEAR_PARTS", "Models", "default_folder", "load_models", "models_from", "pack_linear"]

LINEAR_PARTS = ("aspect", "specific", "activity", "boundary", "substance", "kind")


class Models(msgspec.Struct, frozen=True):
    """Linear models by part, ordinal models by judgement, the decoder's transitions and settings."""

    linear: dict[str, LinearModel]
    ordinal: dict[str, OrdinalModel]
    transitions: npt.NDArray[np.float32]
    settings: dict[str, float]
    version: str


def default_folder() -> Path:
    """Where the shipped model lies."""
    return Path(str(resources.files("models") / "artefacts" / "default"))


@cache
def load_models(folder: Path | None = None) -> Models:
    """The models of a folder, or the shipped ones; each folder is read once a process.

    Raises ModelError where the artefact is damaged or was trained with other features or another lexicon.
    """
    folder = folder or default_folder()
    return models_from(load_artefact(folder), str(folder))


def models_from(artefact: Artefact, where: str) -> Models:
    """Checks that an artefact fits this code, and unpacks it."""
    card = artefact.card
    if card.get("lexicon") != lexicon().version or tuple(card.get("dense", ())) != dense_names(lexicon()):
        raise ModelError("模型与当前程序的特征或词表不一致。", where=where, remedy="请重新训练（mqa train）或重新安装程序。")
    rarity = artefact.arrays["rarity"].astype(np.float32)
    linear = {part: _unpack_linear(artefact.arrays, part, tuple(card["classes"][part]), rarity) for part in LINEAR_PARTS}
    ordinal = {name: msgspec.convert(row, OrdinalModel) for name, row in card["ordinal"].items()}
    return Models(linear, ordinal, artefact.arrays["transitions"].astype(np.float32), dict(card["settings"]), artefact.version)


def pack_linear(part: str, model: LinearModel) -> dict[str, npt.NDArray[Any]]:
    """A linear model as arrays of an artefact: only the buckets that have weight, in half precision."""
    used = np.flatnonzero(np.abs(model.hashed).max(axis=1) > 1e-4)
    return {
        f"{part}.used": used.astype(np.int32),
        f"{part}.hashed": model.hashed[used].astype(np.float16),
        f"{part}.dense": model.dense.astype(np.float32),
    }


def _unpack_linear(arrays: dict[str, npt.NDArray[Any]], part: str, classes: tuple[str, ...], rarity: Floats) -> LinearModel:
    used = arrays[f"{part}.used"]
    hashed = np.zeros((2**BUCKET_BITS, len(classes)), dtype=np.float32)
    hashed[used] = arrays[f"{part}.hashed"]
    return LinearModel(classes, hashed, arrays[f"{part}.dense"], rarity)
