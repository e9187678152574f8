"""C99: divisive clustering of the ranked likeness of sentences.

Choi (2000), Advances in domain independent linear text segmentation, NAACL: cosine of word counts, each value replaced by its rank among its
neighbours (11 × 11), then splits that raise the density of the blocks on the diagonal most, until the gain drops below the mean gain by
1.2 standard deviations.
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

NAME = "C99"
_REACH = 5
_STEEP = 1.2

Matrix = npt.NDArray[np.float64]


class C99:
    """Cuts meetings; it says nothing of what the segments are."""

    def judge(self, record: LabelledRecord) -> Judgement:
        """The cut of a meeting, of a talk nothing."""
        if record.sentences:
            return Judgement()
        segments = cluster(ranks(word_counts(record.texts())))
        return Judgement(segments=tuple(segments), edges=segment_starts(record, segments))


def train(_records: Sequence[LabelledRecord], _pairs: Sequence[ContrastPair]) -> C99:
    """Learns nothing."""
    return C99()


def ranks(counts: Matrix) -> Matrix:
    """Sentences × sentences: the share of neighbouring pairs that are less alike."""
    lengths = np.maximum(np.sqrt((counts**2).sum(axis=1)), 1e-9)
    likeness = (counts @ counts.T) / lengths[:, None] / lengths[None, :]
    ranked: Matrix = np.zeros_like(likeness)
    for row, column in np.ndindex(*likeness.shape):
        block = likeness[max(0, row - _REACH) : row + _REACH + 1, max(0, column - _REACH) : column + _REACH + 1]
        ranked[row, column] = (block < likeness[row, column]).sum() / max(block.size - 1, 1)
    return ranked


def cluster(ranked: Matrix) -> list[int]:
    """The number of the segment of each sentence."""
    size = len(ranked)
    total = np.zeros((size + 1, size + 1))
    total[1:, 1:] = ranked.cumsum(axis=0).cumsum(axis=1)
    edges, densities, splits = [0, size], [_density([0, size], total)], []
    for _ in range(size - 1):
        options = [(_density(sorted([*edges, place]), total), -place) for place in range(1, size) if place not in edges]
        density, place = max(options)
        edges = sorted([*edges, -place])
        densities.append(density)
        splits.append(-place)
    gains = np.diff(densities)
    if not len(gains):
        return [0] * size
    kept = int((gains > gains.mean() + _STEEP * gains.std()).sum())
    opened = [place in splits[:kept] for place in range(size)]
    return [sum(opened[: place + 1]) for place in range(size)]


def _density(edges: Sequence[int], total: Matrix) -> float:
    inside = [
        (total[end, end] - total[start, end] - total[end, start] + total[start, start], (end - start) ** 2)
        for start, end in zip(edges, edges[1:], strict=False)
    ]
    return float(sum(block for block, _ in inside) / sum(area for _, area in inside))
