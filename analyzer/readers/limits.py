"""How much of a file is read, and what is refused before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

import msgspec

from analyzer.errors import EncryptedFile, TooLarge, UnreadableFile
from analyzer.readers.suffixes import SUFFIXES

__all__ = ["SPLIT_LEDGER", "SPLIT_TEXT", "Limits", "check_archive", "too_many_bytes"]

SPLIT_TEXT = "请按记录拆成几个文件再上传；记录很多的，做成一行一条的台账（.xlsx、.csv）。"
SPLIT_LEDGER = "请按年度或支部拆成几个台账再上传。"
"""What to do about too much of what has no pictures to leave out."""

_PLAIN = (*SUFFIXES["text"], "htm", "html", "xml")


class Limits(msgspec.Struct, frozen=True):
    """Bounds on one file; sizes in bytes, times in seconds, text in characters."""

    file_bytes: int = 20_000_000
    text_characters: int = 500_000
    pages: int = 200
    table_characters: int = 50_000_000
    rows: int = 200_000
    archive_entries: int = 2_000
    archive_part_bytes: int = 64_000_000
    archive_total_bytes: int = 200_000_000
    archive_ratio: int = 100
    memory_bytes: int = 1_000_000_000
    processor_seconds: int = 20
    wall_seconds: float = 30.0
    files_per_child: int = 500


_RATIO_FROM = 1_000_000
_ENCRYPTED_FLAG = 0x1
_SYMLINK = 0o120000


def too_many_bytes(name: str, limits: Limits) -> TooLarge:
    """The error of a file beyond the limit on bytes, with what can be done about one of its kind."""
    suffix = name.rpartition(".")[2].lower()
    remedy = SPLIT_TEXT if suffix in _PLAIN else SPLIT_LEDGER if suffix in SUFFIXES["table"] else ""
    return TooLarge(f"文件超过{limits.file_bytes // 1_000_000}MB。", where=name, remedy=remedy)


def check_archive(data: bytes, limits: Limits) -> None:
    """Judges a zip container by its central directory.

    Raises TooLarge for bombs, EncryptedFile for protected entries, UnreadableFile for damage and for names that no office file has.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableFile("压缩结构损坏。") from error
    if len(entries) > limits.archive_entries:
        raise TooLarge(f"文件内部有{len(entries)}个部件，超过{limits.archive_entries}个。")
    total = 0
    names: set[str] = set()
    for entry in entries:
        total += entry.file_size
        ratio = entry.file_size / max(entry.compress_size, 1)
        if (
            entry.file_size > limits.archive_part_bytes
            or total > limits.archive_total_bytes
            or (entry.file_size > _RATIO_FROM and ratio > limits.archive_ratio)
        ):
            raise TooLarge("解压后体积异常（疑似压缩炸弹）。")
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedFile("压缩内容已加密。")
        parts = entry.filename.replace("\\", "/").split("/")
        if (
            entry.filename in names
            or entry.filename.startswith(("/", "\\"))
            or ".." in parts
            or (entry.external_attr >> 16) & 0o170000 == _SYMLINK
        ):
            raise UnreadableFile("文件内部的部件名称不合法。")
        names.add(entry.filename)
