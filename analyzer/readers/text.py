"""Plain text in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from analyzer.errors import UnsupportedFormat
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits
from analyzer.types.document import REPLACED, Notice

__all__ = ["NAME", "broken_bytes", "decode", "read", "sniff"]

NAME = "纯文本"

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_MOST_CONTROLS = 0.02
_NUL_SHARE = 0.2
_FEWEST_PAIRS = 4
_OFFICE_SHARE = 0.9
_ENCODINGS = ("utf-8", "gb18030")
_FEW_BROKEN, _MANY_BROKEN, _BYTES_EACH, _MOST_BROKEN = 5, 200, 100, 0.25
"""One broken byte in so many, a few anyway and never too many, are replaced and told, if they are no more than a share of the text."""

_SHOWN = 5
_ASCII = 0x80
_LOOKED_AT = 40
_LEVEL_ONE, _LEVEL_ONE_SECOND = range(0xB0, 0xD8), 0xA0
"""The first byte, and the bound of the second, of the most frequent characters of GB 2312."""

_FEWEST_LETTERS, _LETTERS_SHARE, _EVERYDAY_SHARE = 20, 0.3, 0.3
"""Of a text whose letters are at least so many and such a share not of ASCII, at least such a share is everyday characters, in traditional writing too."""

_PLAIN_WORDS = ("会议", "谈话", "记录", "时间", "党员", "支部", "同志")
"""Some of which stand in what people give to this program; no wrong encoding makes them."""


def sniff(head: bytes, _data: bytes) -> bool:
    """Whether the bytes can be text: a byte order mark, the zero bytes of UTF-16, or hardly any control characters."""
    if any(head.startswith(mark) for mark, _ in _MARKS) or _utf16(head):
        return True
    return sum(head.count(byte) for byte in _CONTROLS) <= len(head) * _MOST_CONTROLS


def read(data: bytes, _name: str, _limits: Limits) -> Content:
    """The decoded text, unchanged. Raises as `decode` does."""
    text = decode(data)
    notices = list(broken_bytes(data, text))
    if "\x00" in text:
        notices.append(Notice("nul_characters", "文字中夹有空字符（NUL），可能由损坏的文件导出。"))
    return Content(text, notices=tuple(notices))


def decode(data: bytes) -> str:
    """By byte order mark, else strict UTF-8, else UTF-16 by its zero bytes, else GB18030; a few broken bytes are replaced.

    Raises UnsupportedFormat, which names the first byte that does not fit, where there are many, and where the text was saved as what a wrong
    encoding had made of it.
    """
    text = _decoded(data)
    if _is_garbled(text):
        raise UnsupportedFormat(
            "文字是乱码：多半是按错误的编码打开后又保存的，原来的字读不出来了。",
            remedy="请找到原来的文件，或从原来的系统重新导出（编码选 UTF-8）后再上传。",
        )
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    guess = _utf16(data[:4096])
    if guess:
        return data.decode(guess, "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    text, places = _best(data)
    if len(places) > _limit(data) or len(places) > len(text) * _MOST_BROKEN:
        raise UnsupportedFormat(
            f"文字编码无法识别：{_place(data, places[0])}起有很多字节不成字。", remedy="请用记事本另存为 UTF-8 编码后再上传。"
        )
    return text


def broken_bytes(data: bytes, text: str) -> Iterator[Notice]:
    """A notice that names line and byte of what could not be decoded of `data`, if `text` has any of it; what could not be before names none."""
    if "\ufffd" not in text:
        return
    places = () if data.startswith(tuple(mark for mark, _ in _MARKS)) or _utf16(data[:4096]) else _best(data)[1]
    shown = "、".join(_place(data, place) for place in places[:_SHOWN])
    more = f"等{len(places)}处" if len(places) > _SHOWN else ""
    where = f"{shown}{more}" if shown else "有的字"
    yield Notice(REPLACED, f"{where}无法解码，显示为“\ufffd”，前后的字也可能有误，请核对原文；多半是转存或传送时损坏。")


def _is_garbled(text: str) -> bool:
    """Whether hardly any of its letters beyond ASCII are characters of everyday Chinese: what a wrong encoding makes of it are rare ones, or accents."""
    if any(word in text for word in _PLAIN_WORDS):
        return False
    letters = [c for c in text if "\x80" <= c <= "\xff" or "\u3400" <= c <= "\u9fff" or c == "\ufffd"]
    if len(letters) < max(_FEWEST_LETTERS, len("".join(text.split())) * _LETTERS_SHARE):
        return False
    everyday = sum(c.encode("gb2312", "replace")[0] in _LEVEL_ONE for c in letters)
    return everyday < len(letters) * _EVERYDAY_SHARE


def _place(data: bytes, place: int) -> str:
    before = data[:place].split(b"\n")
    return f"第{len(before)}行第{len(before[-1]) + 1}字节（{data[place]:02X}）"


def _limit(data: bytes) -> int:
    return min(max(_FEW_BROKEN, len(data) // _BYTES_EACH), _MANY_BROKEN)


def _best(data: bytes) -> tuple[str, list[int]]:
    """The text of the encoding that fewest bytes do not fit, with their places."""
    return min((_mended(data, encoding) for encoding in _ENCODINGS), key=lambda found: len(found[1]))


def _mended(data: bytes, encoding: str) -> tuple[str, list[int]]:
    """The text in an encoding, and where bytes were replaced; it ends where they are too many."""
    view, position = memoryview(data), 0
    parts: list[str] = []
    places: list[int] = []
    while len(places) <= _limit(data):
        try:
            parts.append(str(view[position:], encoding))
            break
        except UnicodeDecodeError as error:
            place = position + error.start
            parts.append(str(view[position:place], encoding) + "\ufffd")
            places.append(place)
            position += error.end
            if encoding == "gb18030" and _level_one(data, place + 2) > _level_one(data, position):
                position = place + 2
    return "".join(parts), places


def _level_one(data: bytes, start: int) -> int:
    """How many of the pairs up to the next ASCII, or the next few, are everyday characters: of a broken pair one byte may have to be skipped, or two."""
    count, end = 0, min(start + _LOOKED_AT, len(data)) - 1
    while start < end and data[start] >= _ASCII:
        count += data[start] in _LEVEL_ONE and data[start + 1] > _LEVEL_ONE_SECOND
        start += 2
    return count


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
