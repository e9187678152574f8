"""Words: jieba's own segmentation by rjieba, with the dictionary of the field."""

from __future__ import annotations

from functools import cache
from importlib import resources

import rjieba

__all__ = ["cut", "words_added"]


@cache
def words_added() -> tuple[str, ...]:
    """The words of the field that the dictionary is taught (`words.txt`, one a line)."""
    lines = resources.files("analyzer.text").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


@cache
def _jieba() -> rjieba.Jieba:
    jieba = rjieba.Jieba()
    for word in words_added():
        jieba.add_word(word, None, None)
    return jieba


def cut(text: str) -> list[str]:
    """The words of a text in order; joined they are the text."""
    return _jieba().cut(text)
