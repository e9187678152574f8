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
    first = np.flatnonzero(opens)
    sizes = np.diff(first, append=count)
    paragraph = np.cumsum(opens) - 1
    place, mean = np.arange(count), lengths.mean()
    columns = (
        np.full(count, opens.mean()),
        place - first[paragraph],
        sizes[paragraph],
        lengths / mean,
        np.full(count, mean),
        count - 1 - place,
        [text[end - 1] in ";,、" for _, end in units],
    )
    return np.column_stack(columns).astype(np.float32)
