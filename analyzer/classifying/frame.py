"""Which lines of a record are its header, its body or its signatures, by how they look: what no rule foresaw, lines of other records may tell."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features, Units, line_features
from analyzer.classifying.models import Models
from analyzer.classifying.shapes import edges, shapes
from analyzer.text.alignment import AlignedText

__all__ = ["LINES", "UNFRAMED", "Frame", "frame_features", "outer_lines", "read_frame"]

LINES = ("header", "body", "footer")
"""The classes of the part `frame`."""
_LABEL = re.compile("[ \t]*([^:\n,。]{1,10}?)[ ]?:")
_TOP, _BOTTOM = 14, 6
"""How many lines from the top and from the bottom are looked at."""
_HEAD = 48
"""How many characters of a line are read."""
_WIDTH, _MEANS, _LINES = 80, 3, 30
"""Lines longer than that are alike, also against the mean; texts of more lines than that are."""
_FIRST, _LAST = (0, 1, 3, 7), (0, 1, 3)
"""Places from the top and from the bottom up to which a line is told apart from those beyond."""

Floats = npt.NDArray[np.float32]


class Frame(NamedTuple):
    """The outer lines of a cleaned text, in order, as ranges without the white space around them, with the log odds of each to be header rather than
    body, and footer rather than body; `top` of them are the first of the text.
    """

    lines: Units
    header: list[float]
    footer: list[float]
    top: int


UNFRAMED = Frame([], [], [], 0)
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


def frame_features(aligned: AlignedText, lines: Units, numbers: list[int]) -> Features:
    """What the outer lines look like: character n-grams, shapes, length, where they stand, whether their label opens other lines too."""
    text = aligned.text
    starts, ends = edges(lines)
    heads = [(start, min(end, start + _HEAD)) for start, end in lines]
    lengths = ends - starts
    labels = [label[1] if (label := _LABEL.match(text, start, end)) else "" for start, end in lines]
    often = Counter(labels)
    number, last = np.array(numbers), numbers[-1]
    own = np.column_stack(
        [
            np.minimum(lengths, _WIDTH) / _WIDTH,
            np.minimum(lengths / lengths.mean(), _MEANS) / _MEANS,
            [bool(label) for label in labels],
            [bool(label) and often[label] > 1 for label in labels],
            ["。" in text[start : end - 1] for start, end in lines],
            [text[end - 1] in ":;,、" for _, end in lines],
            [text.count(" ", start, end) / (end - start) for start, end in lines],
            *(number <= place for place in _FIRST),
            *(last - number <= place for place in _LAST),
            number / max(1, last),
            np.full(len(lines), min(last, _LINES) / _LINES),
        ]
    )
    return line_features(aligned.hashed, heads, np.hstack([shapes(text, heads), own]).astype(np.float32))


def read_frame(aligned: AlignedText, models: Models) -> Frame:
    """The outer lines of a text as the models see them; `UNFRAMED` where they have not learned to tell."""
    if models.frame is None:
        return UNFRAMED
    lines, numbers = outer_lines(aligned.text)
    if not lines:
        return UNFRAMED
    scores = models.frame.linear["frame"].scores(models.frame.vocabulary.known(frame_features(aligned, lines, numbers)))
    header, body, footer = scores.T
    return Frame(lines, (header - body).tolist(), (footer - body).tolist(), min(_TOP, len(lines)))
