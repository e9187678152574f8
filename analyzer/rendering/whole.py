"""Files that are there whole or not at all, and the folders for them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from analyzer.errors import OutputError

__all__ = ["make_folder", "whole_file", "write_whole"]

_LONGEST = 40
"""How much of its name a file bears while it is written: with the rest the name must not become too long."""


def make_folder(folder: Path) -> None:
    """A folder with those above it, if it is not there yet. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"结果目录无法建立（{error.strerror}）。", where=str(folder)) from error


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Writes a file so that it is there whole or not at all, its folder made if need be. Raises OutputError."""
    with whole_file(path) as file:
        file.writelines(parts)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, at its place when the block ends well; where it does not, what stood there stays. Raises OutputError.

    A link stays a link to what is written; what is no file (a pipe, a terminal) is written to as it is.
    """
    target = Path(os.path.realpath(path))
    aside = target.parent / f".{target.name[:_LONGEST]}.{os.getpid()}.part"
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError as error:
        raise OutputError(f"结果无法写出（{error.strerror}）。", where=str(path)) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
