"""Words of sentences as counts, for the two methods of lexical cohesion."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.text.tokens import cut

__all__ = ["word_counts"]

_WORD = re.compile("[\u4e00-\u9fff]{2,}|[A-Za-z]{2,}")


def word_counts(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Sentences × words; words of a single character are left out as stop words."""
    words = [[word for word in cut(text) if _WORD.fullmatch(word)] for text in texts]
    column = {word: number for number, word in enumerate(sorted({word for own in words for word in own}))}
    counts = np.zeros((len(texts), max(len(column), 1)))
    for row, own in enumerate(words):
        for word in own:
            counts[row, column[word]] += 1
    return counts
