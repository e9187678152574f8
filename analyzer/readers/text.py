"""Plain text in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs

from analyzer.errors import UnsupportedFormat
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits
from analyzer.types.document import Notice

__all__ = ["NAME", "decode", "read", "sniff"]

NAME = "纯文本"

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_MOST_CONTROLS = 0.02
_NUL_SHARE = 0.2


def sniff(head: bytes, _data: bytes) -> bool:
    """Whether the bytes can be text: a byte order mark, the zero bytes of UTF-16, or hardly any control characters."""
    if any(head.startswith(mark) for mark, _ in _MARKS) or _utf16(head):
        return True
    return sum(head.count(byte) for byte in _CONTROLS) <= len(head) * _MOST_CONTROLS


def read(data: bytes, _name: str, _limits: Limits) -> Content:
    """The decoded text, unchanged. Raises UnsupportedFormat where no encoding fits."""
    text = decode(data)
    notices = []
    if "\x00" in text:
        notices.append(Notice("nul_characters", "文字中夹有空字符（NUL），可能由损坏的文件导出。"))
    if "\ufffd" in text:
        notices.append(Notice("replaced_characters", "部分文字无法解码。"))
    return Content(text, notices=tuple(notices))


def decode(data: bytes) -> str:
    """By byte order mark, else strict UTF-8, else UTF-16 by its zero bytes, else GB18030; a few broken bytes are replaced."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    guess = _utf16(data[:4096])
    if guess:
        return data.decode(guess, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = min((data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")), key=lambda text: text.count("\ufffd"))
    if best.count("\ufffd") > len(best) * _MOST_CONTROLS:
        raise UnsupportedFormat("文字编码无法识别。", remedy="请用记事本另存为 UTF-8 编码后再上传。")
    return best


def _utf16(head: bytes) -> str | None:
    """UTF-16 without a mark, by which half of its byte pairs holds the zeros of ASCII, or the high bytes of Han characters."""
    even, odd = head[0::2], head[1::2]
    if len(odd) < 4:
        return None
    if odd.count(0) > len(odd) * _NUL_SHARE and even.count(0) < len(even) * 0.02:
        return "utf-16-le"
    if even.count(0) > len(even) * _NUL_SHARE and odd.count(0) < len(odd) * 0.02:
        return "utf-16-be"
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        if (
            head.count(0) > 0
            and sum(0x4E <= byte <= 0x9F or byte in (0, 0x30, 0xFF) for byte in high) > len(high) * 0.97
            and not _is_utf8(head)
        ):
            return encoding
    return None


def _is_utf8(head: bytes) -> bool:
    try:
        head[:-4].decode("utf-8") if len(head) >= 4096 else head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 8 and len(head) >= 4092
    return True
