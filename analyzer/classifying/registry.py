"""Trained models by version: the shipped one, and those of a folder that holds a folder for each."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec

from analyzer.classifying.artefact import load_artefact, load_card, version_of
from analyzer.classifying.models import default_folder
from analyzer.errors import ModelError, OutputError, UnknownModel

__all__ = ["KnownModel", "add_model", "find_model", "find_version", "known_models"]


class KnownModel(msgspec.Struct, frozen=True):
    """A model that can be asked for: its version, as reports carry it, where it lies, and its card."""

    version: str
    folder: Path
    card: dict[str, Any]


def known_models(models: Path) -> tuple[KnownModel, ...]:
    """The shipped model, then those of a folder in the order of their names; what is no model in it is passed over."""
    folders = [default_folder(), *(sorted(path for path in models.iterdir() if path.is_dir()) if models.is_dir() else ())]
    found = []
    for folder in folders:
        try:
            card = load_card(folder)
        except ModelError:
            continue
        found.append(KnownModel(version_of(card), folder, card))
    return tuple(found)


def find_model(name: str, models: Path) -> Path:
    """The folder of a model that is named by a folder or by its version; raises UnknownModel where there is neither."""
    return Path(name) if Path(name).is_dir() else find_version(name, models)


def find_version(version: str, models: Path) -> Path:
    """The folder of the model of a version; raises UnknownModel where there is none."""
    known = {model.version: model.folder for model in reversed(known_models(models))}
    if version not in known:
        raise UnknownModel(f"没有模型“{version}”；现有版本：{'、'.join(sorted(known))}。")
    return known[version]


def add_model(folder: Path, models: Path) -> KnownModel:
    """Copies a model into the folder of models, under its version; one that is there already stays. Raises ModelError, OutputError."""
    artefact = load_artefact(folder)
    target = models / artefact.version
    aside = models / f".{artefact.version}.part"
    try:
        if not target.exists():
            shutil.rmtree(aside, ignore_errors=True)
            shutil.copytree(folder, aside)
            aside.replace(target)
    except OSError as error:
        raise OutputError(f"模型无法登记（{error.strerror}）。", where=str(target)) from error
    return KnownModel(artefact.version, target, artefact.card)
