"""TextTiling and C99 find the change of subject in a text that changes its words."""

from __future__ import annotations

import pytest

from models.evaluation.baselines.c99 import cluster, ranks
from models.evaluation.baselines.texttiling import tile
from models.evaluation.baselines.words import word_counts

TEXTS = ("党费收缴情况通报，党费标准核对。", "党费收缴台账核对，党费标准公示。", "党费收缴结余公示。") * 2 + (
    "变压器检修安排，检修班组进场。",
    "变压器检修工期，检修班组人手。",
    "变压器检修验收。",
) * 2


@pytest.mark.parametrize("cut", [tile, lambda counts: cluster(ranks(counts))], ids=["texttiling", "c99"])
def test_the_change_of_subject_is_found(cut: object) -> None:
    """Six sentences on dues, six on a transformer: a boundary between them."""
    segments = cut(word_counts(TEXTS))  # type: ignore[operator]
    assert segments[5] != segments[6]
    assert segments == sorted(segments)


@pytest.mark.parametrize("cut", [tile, lambda counts: cluster(ranks(counts))], ids=["texttiling", "c99"])
def test_one_sentence_is_one_segment(cut: object) -> None:
    """Nothing to cut."""
    assert list(cut(word_counts(TEXTS[:1]))) == [0]  # type: ignore[operator]
