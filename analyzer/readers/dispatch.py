"""Which reader reads a file: the folder is the list, the content decides."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
from functools import cache
from types import ModuleType

import analyzer.readers
from analyzer.errors import EmptyRecord, InputError, NoTextLayer, TooLarge, UnreadableFile, UnsupportedFormat
from analyzer.readers.content import Content
from analyzer.readers.limits import SPLIT_TEXT, Limits, check_archive, too_many_bytes
from analyzer.readers.suffixes import SUFFIXES
from analyzer.text.secrecy import refuse_classified, refuse_classified_cells
from analyzer.types.document import Document, Notice, Source

__all__ = ["read_here", "reader_names"]

_NOT_READERS = ("cell", "confinement", "content", "dispatch", "limits", "suffixes")
_HEAD = 4096
_PICTURES = (
    (re.compile(rb"\x89PNG"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\x00"), "TIFF"),
    (re.compile(rb"MM\x00\*"), "TIFF"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP"),
)
"""How pictures begin: never like a text that happens to begin with the same letters («BM2025-01»)."""
_ARCHIVES = ((b"PK\x03\x04", "ZIP"), (b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf", "7-Zip"), (b"\x1f\x8b", "GZIP"))


@cache
def reader_names() -> tuple[str, ...]:
    """The names of all readers, in order."""
    return tuple(sorted(entry.name for entry in pkgutil.iter_modules(analyzer.readers.__path__) if entry.name not in _NOT_READERS))


def _reader(name: str) -> ModuleType:
    return importlib.import_module(f"analyzer.readers.{name}")


def read_here(data: bytes, name: str, limits: Limits) -> Document:
    """Reads a file in this process; callers outside the reading cell use `ReadingCell`. Raises an InputError."""
    try:
        return _read(data, name, limits)
    except InputError as error:
        raise error.at(name) from error


def _read(data: bytes, name: str, limits: Limits) -> Document:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EmptyRecord("文件是空的。")
    if len(data) > limits.file_bytes:
        raise too_many_bytes(name, limits)
    if data[:4] == b"PK\x03\x04":
        check_archive(data, limits)
    chosen = _choose(data, _suffix(name))
    content = _reader(chosen).read(data, name, limits)
    if not content.rows and len(content.text) > limits.text_characters:
        raise TooLarge(f"文字有{len(content.text)}字，超过{limits.text_characters}字。", remedy=SPLIT_TEXT)
    _refuse_classified(content)
    if not content.text.strip():
        raise EmptyRecord("文件里没有文字。")
    notices = (*content.notices, *_suffix_notice(name, chosen))
    return Document(content.text, Source(name, chosen, hashlib.sha256(data).hexdigest()), content.pages, content.rows, notices=notices)


def _refuse_classified(content: Content) -> None:
    """Raises ClassifiedMaterial where the text, what stands around it or a row of it bears a mark of secrecy."""
    for line in content.margins:
        refuse_classified(line, "页眉、页脚或表头上方")
    if not content.rows:
        refuse_classified(content.text, "文件开头")
    for row in content.rows:
        sheet = f"“{row.sheet}”" if row.sheet else ""
        refuse_classified_cells(((cell.label, cell.span.of(content.text)) for cell in row.cells), f"{sheet}第{row.number}行")


def _choose(data: bytes, suffix: str) -> str:
    """The reader whose format the content has; plain text comes last, and is a table where it is called .csv."""
    head = data[:_HEAD]
    for beginning, kind in _PICTURES:
        if beginning.match(head):
            raise NoTextLayer(f"这是一张{kind}图片。")
    for name in reader_names():
        if name != "text" and _reader(name).sniff(head, data):
            return name
    for mark, kind in _ARCHIVES:
        if head.startswith(mark):
            raise UnsupportedFormat(f"这是{kind}压缩包，或内部没有文档。", remedy="请解压后逐个上传，或用 mqa batch 处理目录。")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile("这是旧版 Office 文件，但里面找不到文档内容。")
    if _reader("text").sniff(head, data):
        return "table" if suffix == "csv" else "text"
    raise UnsupportedFormat("认不出文件类型。")


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _suffix_notice(name: str, chosen: str) -> tuple[Notice, ...]:
    suffix = _suffix(name)
    known = {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}
    if (
        suffix not in known
        or suffix in SUFFIXES[chosen]
        or (suffix == "doc" and chosen in ("docx", "html", "rtf"))
        or (suffix == "xls" and chosen == "html")
    ):
        return ()
    return (Notice("wrong_suffix", f"扩展名是 .{suffix}，内容其实是{_reader(chosen).NAME}，已按内容读取。"),)
