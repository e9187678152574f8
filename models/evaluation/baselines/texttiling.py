"""TextTiling: a boundary where the words on both sides have least in common.

Hearst (1997), TextTiling: segmenting text into multi-paragraph subtopic passages, Computational Linguistics 23(1). Block comparison with sentences
as units; a gap is a boundary where its depth is above the mean depth less half a standard deviation (the paper's liberal cutoff).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from models.evaluation.baselines.words import word_counts
from models.evaluation.judgement import Judgement, segment_starts

__all__ = ["NAME", "train"]

NAME = "TextTiling"
_BLOCK = 3


class TextTiling:
    """Cuts meetings; it says nothing of what the segments are."""

    def judge(self, record: LabelledRecord) -> Judgement:
        """The cut of a meeting, of a talk nothing."""
        if record.sentences:
            return Judgement()
        segments = tile(word_counts(record.texts()))
        return Judgement(segments=tuple(segments), edges=segment_starts(record, segments))


def train(_records: Sequence[LabelledRecord], _pairs: Sequence[ContrastPair]) -> TextTiling:
    """Learns nothing."""
    return TextTiling()


def tile(counts: npt.NDArray[np.float64]) -> list[int]:
    """The number of the segment of each sentence, from sentences × words."""
    gaps = np.array(
        [_likeness(counts[max(0, gap - _BLOCK) : gap].sum(axis=0), counts[gap : gap + _BLOCK].sum(axis=0)) for gap in range(1, len(counts))]
    )
    if not len(gaps):
        return [0] * len(counts)
    depths = np.array([_peak(gaps[place::-1]) + _peak(gaps[place:]) - 2 * gaps[place] for place in range(len(gaps))])
    deep = (depths > depths.mean() - depths.std() / 2) & (depths > 0)
    valley = (gaps <= np.append(gaps[1:], np.inf)) & (gaps <= np.insert(gaps[:-1], 0, np.inf))
    return [0, *np.cumsum(deep & valley).tolist()]


def _likeness(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    length = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / length if length else 0.0


def _peak(values: npt.NDArray[np.float64]) -> float:
    """The height to which the likeness climbs from its first value on before it falls."""
    for before, after in zip(values, values[1:], strict=False):
        if after < before:
            return float(before)
    return float(values[-1])
