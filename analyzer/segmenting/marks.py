"""How a text marks the items of its lists: numbers, letters, bullets, clock times, headings in brackets."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Units

__all__ = ["list_marks"]

Floats = npt.NDArray[np.float32]

_KINDS = (
    "[一二三四五六七八九十]{1,3}、", "[(][一二三四五六七八九十]{1,3}[)]", "[0-9]{1,2}[、.](?![0-9])", "[(]?[0-9]{1,2}[)]", "第[一二三四五六七八九十]", "议题|议程",
    "[0-9]{1,2}\\.[0-9]", "[0-9]{1,2}:[0-9]{2}", "[①-⑳]", "[【\\[]", "[·●◆▪*-]", "一是|二是|三是|四是|再一个|还有",
)  # fmt: skip
_MARK = re.compile("[ \t]*(?:" + "|".join(f"({kind})" for kind in _KINDS) + ")")


def list_marks(text: str, units: Units) -> Floats:
    """For each unit whether it opens with the outermost mark, whether it stands between two of them, whether it opens with a bracket (units × 3).

    The first mark that a text uses more than once is its outermost.
    """
    kinds = [mark.lastindex if (mark := _MARK.match(text, start, end)) else None for start, end in units]
    outermost = next((kind for kind in kinds if kind and kinds.count(kind) > 1), None)
    rows = [
        (bool(kind) and kind == outermost, bool(outermost) and kind != outermost, text[start] in "【[<《")
        for kind, (start, _) in zip(kinds, units, strict=True)
    ]
    return np.array(rows, dtype=np.float32)
