"""Whole numbers in digits or in Chinese."""

from __future__ import annotations

__all__ = ["NUMBER", "NUMERALS", "whole_number"]

_CHINESE = "零〇一二两三四五六七八九十廿卅百"
NUMERALS = f"0-9{_CHINESE}"
"""The characters that numbers are written with, for use between the brackets of a regular expression."""
NUMBER = f"(?:[0-9]{{1,4}}|[{_CHINESE}]{{1,6}})"
"""A regular expression for a small whole number."""

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"廿": 20, "卅": 30}


def whole_number(words: str) -> int | None:
    """The value of «12», «十二», «二〇二五» or «一百零三»; None for anything else."""
    if words.isascii():
        return int(words) if words.isdigit() else None
    if all(word in _DIGITS for word in words):
        return int("".join(str(_DIGITS[word]) for word in words))
    total = current = 0
    for word in words:
        if word in _DIGITS:
            current = _DIGITS[word]
        elif word == "十":
            total += (current or 1) * 10
            current = 0
        elif word in _TENS:
            total += _TENS[word]
        elif word == "百":
            total += (current or 1) * 100
            current = 0
        else:
            return None
    return total + current
