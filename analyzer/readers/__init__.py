"""Reading files: bytes in, a `Document` out, whatever the file claims to be.

The kind of a file is decided by its content. Every file is read in a child process with limits on memory, time and size.
"""

from __future__ import annotations

import os
from pathlib import Path

from analyzer.errors import UnreadableFile, UnsupportedFormat
from analyzer.readers.cell import ReadingCell
from analyzer.readers.limits import Limits, too_many_bytes
from analyzer.types.document import Document

__all__ = ["Limits", "ReadingCell", "read"]


def read(
    source: str | os.PathLike[str] | bytes, *, name: str | None = None, limits: Limits | None = None, cell: ReadingCell | None = None
) -> Document:
    """The document in a file or in bytes; `name` is shown in reports and errors.

    A `cell` may be given to read many files in one child. Raises an InputError whose `where` is the name.
    """
    if isinstance(source, bytes):
        shown, data = name or "", source
    else:
        shown, data = name or str(source), _bytes_of(Path(source), limits or (cell.limits if cell else Limits()))
    if cell is not None:
        return cell.read(data, shown)
    with ReadingCell(limits or Limits()) as own:
        return own.read(data, shown)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, never more than the limit and one."""
    if path.is_dir():
        raise UnsupportedFormat("这是一个目录。", where=str(path), remedy="请给出文件，或用 mqa batch 处理目录。")
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        reason = "文件不存在" if isinstance(error, FileNotFoundError) else f"无法打开（{error.strerror}）"
        raise UnreadableFile(f"{reason}。", where=str(path), remedy="请检查路径和权限。") from error
    if len(data) > limits.file_bytes:
        raise too_many_bytes(str(path), limits)
    return data
