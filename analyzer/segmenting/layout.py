"""How the units of a text lie in its paragraphs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Units
from analyzer.classifying.shapes import edges

__all__ = ["layout"]

Floats = npt.NDArray[np.float32]


def layout(text: str, units: Units) -> Floats:
    """For each unit (units × 7): the share of units that open a paragraph, its place in its paragraph and that one's size in units, its length
    against the mean, the mean length in characters, how many units follow, and whether it ends as if it went on.
    """
    starts, ends = edges(units)
    count, lengths = len(units), ends - starts
    opens = np.array([number == 0 or text[start - 1] == "\n" for number, (start, _) in enumerate(units)])
    first = opens.nonzero()[0]
    sizes = np.concatenate([first[1:], [count]]) - first
    paragraph = opens.cumsum() - 1
    place, mean = np.arange(count), lengths.mean()
    found = np.empty((count, 7), dtype=np.float32)
    found[:, 0], found[:, 4] = opens.mean(), mean
    found[:, 1], found[:, 2] = place - first[paragraph], sizes[paragraph]
    found[:, 3], found[:, 5] = lengths / mean, count - 1 - place
    found[:, 6] = [text[end - 1] in ";,、" for _, end in units]
    return found
