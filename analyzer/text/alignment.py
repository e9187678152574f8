"""Cleaned text, aligned with the original character by character.

Every stage after reading works on the cleaned text, where punctuation, digits and white space have one form and invisible characters
are gone; every judgement is published at the place of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

import numpy as np
import numpy.typing as npt

from analyzer.text.hashing import HashedText
from analyzer.types.span import Span

__all__ = ["AlignedText", "clean"]

Codes = npt.NDArray[np.uint32]


_PLANE = 2**16


def _one_to_one() -> Codes:
    """What each character of the first plane stands for: full-width ASCII, compatibility ideographs, kinds of space and line end for another one."""
    table = np.arange(_PLANE, dtype="<u4")
    table[0xFF01:0xFF5F] -= 0xFEE0
    for start, stop in ((0xF900, 0xFB00), (0x2F00, 0x2FE0), (0x2E80, 0x2F00)):
        for code in range(start, stop):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = ord(plain)
    table[[0x00A0, 0x3000, 0x2002, 0x2003, 0x2009, 0x202F]] = ord(" ")
    table[[0x000B, 0x000C, 0x0085, 0x2028, 0x2029]] = ord("\n")
    table[list(map(ord, "﹒．"))] = ord(".")
    table[list(map(ord, "﹕︰"))] = ord(":")
    return table


_TABLE = _one_to_one()
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_DROPPED = re.compile(f"[{_INVISIBLE}]+|\r(?=\n)|(?<= )[ ]+")
_SPREAD = re.compile(f"(?<![{_HAN}])[{_HAN}](?: [{_HAN}]){{2,}}(?![{_HAN}])")
_MAY_DROP = re.compile(f"[{_INVISIBLE}\r ](?:(?<! )|(?<= )(?: |(?<=[{_HAN}] )[{_HAN}] [{_HAN}]))")


class AlignedText:
    """A cleaned text that knows where each of its characters comes from."""

    __slots__ = ("_hashed", "_origins", "original", "text")

    def __init__(self, original: str, text: str, origins: list[int] | None) -> None:
        self.original = original
        self.text = text
        self._origins = origins
        self._hashed: HashedText | None = None

    @property
    def hashed(self) -> HashedText:
        """The cleaned text ready for hashing; made once."""
        if self._hashed is None:
            self._hashed = HashedText(self.text)
        return self._hashed

    def back(self, start: int, end: int) -> Span:
        """The place in the original of `text[start:end]`, from its first character to behind its last one."""
        if self._origins is None:
            return Span(start, end)
        if start >= end:
            return Span(self._origins[start], self._origins[start])
        return Span(self._origins[start], self._origins[end - 1] + 1)

    def forth(self, span: Span) -> tuple[int, int]:
        """The range of the cleaned text that stands for a place in the original."""
        if self._origins is None:
            return span.start, span.end
        return bisect_left(self._origins, span.start), bisect_left(self._origins, span.end)


def clean(original: str) -> AlignedText:
    """The cleaned form of a text.

    Full-width ASCII becomes ASCII, kinds of space and line end become one, invisible characters and the spaces that spread single Han
    characters («支 部 党 员») go. Nothing is reordered, and no character becomes several.
    """
    read = np.frombuffer(original.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = np.where(read < _PLANE, _TABLE.take(read, mode="clip"), read)
    text = _words(codes)
    if _MAY_DROP.search(text) is None:
        return AlignedText(original, text.replace("\r", "\n"), None)
    keep = np.ones(len(text) + 1, dtype=bool)
    for gone in _DROPPED.finditer(text):
        keep[gone.start() : gone.end()] = False
    for run in _SPREAD.finditer(text):
        keep[run.start() + 1 : run.end() : 2] = False
    cleaned = _words(codes[keep[:-1]])
    return AlignedText(original, cleaned.replace("\r", "\n"), None if len(cleaned) == len(text) else np.flatnonzero(keep).tolist())


def _words(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")
