"""The text to learn from: JSON lines, one document a line under `text`, as they are or compressed with zstd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import zstandard

from analyzer.errors import UnreadableFile

__all__ = ["documents", "text_files"]

_ENDINGS = (".jsonl", ".jsonl.zst")


class _Line(msgspec.Struct, frozen=True):
    text: str


def text_files(paths: Iterable[Path]) -> list[Path]:
    """The files of each path, those of a folder in order of name; raises UnreadableFile where a path holds none."""
    found: list[Path] = []
    for path in paths:
        files = sorted(file for file in path.iterdir() if file.name.endswith(_ENDINGS)) if path.is_dir() else [path]
        if not files or not all(file.is_file() for file in files):
            raise UnreadableFile("没有可用的语料文件。", where=str(path), remedy="请给出 .jsonl 或 .jsonl.zst 文件，或存放它们的目录。")
        found += files
    return found


def documents(files: Iterable[Path]) -> Iterator[str]:
    """The text of every document; raises UnreadableFile where a file is not JSON lines with `text`."""
    decoder = msgspec.json.Decoder(_Line)
    for file in files:
        opener = zstandard.open if file.name.endswith(".zst") else open
        read = 0
        try:
            with opener(file, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield decoder.decode(line).text
                    read += 1
        except (msgspec.MsgspecError, zstandard.ZstdError, UnicodeDecodeError, OSError) as error:
            raise UnreadableFile(
                "不是每行一个 JSON 对象（含 text 字段）的语料。",
                where=f"{file} 第{read + 1}行",
                remedy="请换用 .jsonl 或 .jsonl.zst 语料。",
            ) from error
