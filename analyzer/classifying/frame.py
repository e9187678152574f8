"""Which lines of a record are its header, its body or its signatures, by how they look: what no rule foresaw, lines of other records may tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from analyzer.classifying.features import Features, Units, line_features
from analyzer.classifying.models import Models
from analyzer.classifying.shapes import shapes
from analyzer.text.alignment import AlignedText

__all__ = ["LINES", "UNFRAMED", "Frame", "Odds", "frame_features", "outer_lines", "read_frame"]

LINES = ("header", "body", "footer")
"""The classes of the part `frame`."""
_LABEL = re.compile("[ \t]*(?=[^:\n,。]{1,11}+:)([^:\n,。]{1,10}?)[ ]?:")
_TOP, _BOTTOM = 14, 6
"""How many lines from the top and from the bottom are looked at."""
_HEAD = 48
"""How many characters of a line are read."""
_WIDTH, _MEANS, _LINES = 80, 3, 30
"""Lines longer than that are alike, also against the mean; texts of more lines than that are."""
_FIRST, _LAST = (0, 1, 3, 7), (0, 1, 3)
"""Places from the top and from the bottom up to which a line is told apart from those beyond."""


class Odds(NamedTuple):
    """The log odds of a line to be header rather than body, and footer rather than body."""

    header: float
    footer: float


class Frame:
    """The outer lines of a cleaned text, in order, as ranges without the white space around them; `top` of them are the first of the text.

    What `odds` says of lines is asked for when it is needed: a few lines decide where a body begins and ends, and to read several at once takes
    hardly longer than one.
    """

    __slots__ = ("_known", "_odds", "lines", "top")

    def __init__(self, lines: Units, top: int, odds: Callable[[list[int]], list[Odds]]) -> None:
        self.lines = lines
        self.top = top
        self._odds = odds
        self._known: dict[int, Odds] = {}

    def look_at(self, numbers: Sequence[int]) -> None:
        """Reads the lines of these numbers, as far as there are such, at once."""
        unread = sorted({number for number in numbers if 0 <= number < len(self.lines)} - self._known.keys())
        if unread:
            self._known.update(zip(unread, self._odds(unread), strict=True))

    def odds(self, number: int) -> Odds:
        """The log odds of a line."""
        self.look_at([number])
        return self._known[number]


UNFRAMED = Frame([], 0, lambda _: [])
"""What is taken of a text that no model has read: rules alone decide."""


def outer_lines(text: str) -> tuple[Units, list[int]]:
    """The first and the last lines of a text that say anything, as ranges without the white space around them, and the number of each, all lines counted."""
    lines, start = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            begin = start + len(line) - len(line.lstrip())
            lines.append((begin, begin + len(words)))
        start += len(line) + 1
    numbers = [*range(min(_TOP, len(lines))), *range(max(_TOP, len(lines) - _BOTTOM), len(lines))]
    return [lines[number] for number in numbers], numbers


def frame_features(aligned: AlignedText, lines: Units, numbers: list[int], asked: Sequence[int] | None = None) -> Features:
    """What the outer lines, or the `asked` ones of them in order, look like: character n-grams, shapes, length, where they stand, whether their label
    opens other lines too.
    """
    text, asked = aligned.text, range(len(lines)) if asked is None else asked
    labels = [found[1] if (found := _LABEL.match(text, start, end)) else "" for start, end in lines]
    mean, last = sum(end - start for start, end in lines) / len(lines), numbers[-1]
    own = []
    for place in asked:
        (start, end), label, number = lines[place], labels[place], numbers[place]
        length = end - start
        own.append(
            (
                min(length, _WIDTH) / _WIDTH,
                min(length / mean, _MEANS) / _MEANS,
                bool(label),
                bool(label) and labels.count(label) > 1,
                "。" in text[start : end - 1],
                text[end - 1] in ":;,、",
                text.count(" ", start, end) / length,
                *(number <= first for first in _FIRST),
                *(last - number <= behind for behind in _LAST),
                number / max(1, last),
                min(last, _LINES) / _LINES,
            )
        )
    heads = [(start, min(end, start + _HEAD)) for start, end in map(lines.__getitem__, asked)]
    shown = shapes(text, heads, np.array(asked), len(lines))
    return line_features(aligned.hashed, heads, np.concatenate([shown, np.array(own, dtype=np.float32)], axis=1))


def read_frame(aligned: AlignedText, models: Models) -> Frame:
    """The outer lines of a text as the models see them; `UNFRAMED` where they have not learned to tell."""
    reader = models.frame
    if reader is None:
        return UNFRAMED
    lines, numbers = outer_lines(aligned.text)

    def odds(asked: list[int]) -> list[Odds]:
        scores = reader.linear["frame"].scores(reader.vocabulary.known(frame_features(aligned, lines, numbers, asked)))
        return [Odds(header - body, footer - body) for header, body, footer in scores.tolist()]

    return Frame(lines, min(_TOP, len(lines)), odds)
