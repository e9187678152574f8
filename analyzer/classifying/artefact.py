"""A trained model as a file: numpy arrays without pickle, and a card that says what they are."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.errors import ModelError, OutputError

__all__ = ["Artefact", "load_artefact", "load_card", "save_artefact", "version_of"]

_ARRAYS = "model.npz"
_CARD = "card.json"


class Artefact(msgspec.Struct, frozen=True):
    """Named arrays and the card beside them; `card` holds at least `name`, `version` and `sha256` of the arrays' file."""

    arrays: dict[str, npt.NDArray[Any]]
    card: dict[str, Any]

    @property
    def version(self) -> str:
        """Name, version and the first digits of the digest of the card, which holds the digest of the arrays."""
        return version_of(self.card)


def version_of(card: dict[str, Any]) -> str:
    """The version of the model that a card describes."""
    digest = hashlib.sha256(msgspec.json.encode(card, order="sorted")).hexdigest()
    return f"{card['name']}-{card['version']}+{digest[:8]}"


def load_card(folder: Path) -> dict[str, Any]:
    """The card of the model in a folder; raises ModelError where there is none, or where it lacks name, version or digest."""
    try:
        card = msgspec.json.decode((folder / _CARD).read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError("模型文件缺失或说明卡不可读。", where=str(folder)) from error
    if not {"name", "version", "sha256"} <= set(card):
        raise ModelError("模型的说明卡不完整。", where=str(folder / _CARD))
    return card


def load_artefact(folder: Path) -> Artefact:
    """The model in a folder; raises ModelError where a file is missing, cut short, altered or not understood."""
    card = load_card(folder)
    try:
        data = (folder / _ARRAYS).read_bytes()
    except OSError as error:
        raise ModelError("模型文件缺失。", where=str(folder / _ARRAYS)) from error
    if hashlib.sha256(data).hexdigest() != card["sha256"]:
        raise ModelError("模型文件与说明卡的校验值不一致。", where=str(folder / _ARRAYS))
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            return Artefact({name: stored[name] for name in stored.files}, card)
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        raise ModelError("模型文件损坏。", where=str(folder / _ARRAYS)) from error


def save_artefact(folder: Path, arrays: dict[str, npt.NDArray[Any]], card: dict[str, Any]) -> Artefact:
    """Writes arrays and card, each aside first and the card last; the bytes depend on the contents alone. Raises OutputError."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), member.getvalue(), zipfile.ZIP_DEFLATED)
    data = buffer.getvalue()
    full = {**card, "sha256": hashlib.sha256(data).hexdigest()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / _ARRAYS, data)
        _write(folder / _CARD, msgspec.json.format(msgspec.json.encode(full, order="sorted"), indent=2) + b"\n")
    except OSError as error:
        raise OutputError(f"模型无法写出（{error.strerror}）。", where=str(folder)) from error
    return Artefact(arrays, full)


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(data)
    aside.replace(path)
