"""What an office has told the program: documents that everybody may quote, and templates that nobody should hand in."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from analyzer.errors import OutputError
from analyzer.ledger.body import masked
from analyzer.ledger.sketch import Hashes32, shingles

__all__ = ["Reference", "add_reference", "read_references", "reference"]

_SUFFIX = ".reference.json"


class Reference(msgspec.Struct, frozen=True):
    """One text with the hashes of all its 5-grams (little-endian 32-bit numbers, ascending)."""

    name: str
    kind: Literal["document", "template"]
    hashes: bytes

    @property
    def passages(self) -> Hashes32:
        """The hashes as numbers."""
        return np.frombuffer(self.hashes, dtype="<u4").astype(np.uint32)


def reference(name: str, text: str, kind: Literal["document", "template"]) -> Reference:
    """The reference that a text makes."""
    return Reference(name, kind, shingles(masked(text)).astype("<u4").tobytes())


def add_reference(folder: Path, made: Reference) -> None:
    """Keeps a reference in a folder, in place of one of the same name. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{Path(made.name).name}{_SUFFIX}").write_bytes(msgspec.json.encode(made))
    except OSError as error:
        raise OutputError(f"参考文件无法保存（{error.strerror}）。", where=str(folder)) from error


def read_references(folder: Path) -> tuple[Reference, ...]:
    """The references kept in a folder, in the order of their names; none where there is no folder. Raises OutputError."""
    try:
        return tuple(msgspec.json.decode(path.read_bytes(), type=Reference) for path in sorted(folder.glob(f"*{_SUFFIX}")))
    except (OSError, msgspec.MsgspecError) as error:
        raise OutputError("参考文件损坏。", where=str(folder), remedy="请删除后用 mqa reference add 重新加入。") from error
