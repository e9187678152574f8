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
_FEWEST_PAIRS = 4
_OFFICE_SHARE = 0.9


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
    """UTF-16 without a mark: by which half of its byte pairs holds the zeros of ASCII, or because it decodes to what Chinese offices write."""
    even, odd = head[0::2], head[1::2]
    if len(odd) < _FEWEST_PAIRS:
        return None
    if odd.count(0) > len(odd) * _NUL_SHARE and even.count(0) < len(even) * _MOST_CONTROLS:
        return "utf-16-le"
    if even.count(0) > len(even) * _NUL_SHARE and odd.count(0) < len(odd) * _MOST_CONTROLS:
        return "utf-16-be"
    if _is_utf8(head):
        return None
    return next((encoding for encoding in ("utf-16-le", "utf-16-be") if _office_share(head, encoding) > _OFFICE_SHARE), None)


def _office_share(head: bytes, encoding: str) -> float:
    """The share of Han characters, ASCII and the punctuation of both in what an encoding makes of the bytes; 0 where it makes nothing."""
    text = head[: len(head) & ~1].decode(encoding, "replace")
    good = sum(
        c in "\r\n\t"
        or " " <= c <= "~"
        or "\u3000" <= c <= "\u303f"
        or "\u3400" <= c <= "\u9fff"
        or "\uff00" <= c <= "\uffef"
        or c > "\uffff"
        for c in text
    )
    return good / len(text)


def _is_utf8(head: bytes) -> bool:
    """Whether the bytes are UTF-8, but for a character that the end cuts."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3
    return True
