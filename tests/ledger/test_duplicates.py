"""Resemblance is found without comparing each with each, official passages are learned, comparisons lose nothing."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import OutputError
from analyzer.ledger import add_reference, read_references, reference
from analyzer.ledger.comparison import compare
from analyzer.ledger.resemblance import Resemblance, candidates, clusters, shares, split
from analyzer.ledger.sketch import SIZE, Sketches, shingles, sketch, stack

LETTERS = "".join(chr(0x4E00 + 5 * number) for number in range(2000))
TEXTS = st.text(st.sampled_from("支部党员会议谈话，。：\n1某"), max_size=80)


def invented(seed: int, length: int) -> str:
    """A text of so many letters that resembles no other."""
    return "".join(random.Random(seed).choices(LETTERS, k=length))


def table_of(texts: list[str]) -> Sketches:
    """The sketches of some texts."""
    return stack(map(sketch, texts), len(texts))


@pytest.mark.parametrize("length", [60, 130, 400, 2000])
def test_copies_are_among_the_candidates_and_strangers_are_not(length: int) -> None:
    """Of 200 texts, ten are copied with a tenth of their letters changed at one place."""
    texts = [invented(seed, length) for seed in range(200)]
    cut = length // 10
    copies = [f"{texts[seed][:cut]}{invented(900 + seed, cut)}{texts[seed][2 * cut :]}" for seed in range(10)]
    table = table_of([*texts, *copies])
    pairs = candidates(table, 0.6, np.full(len(table.hashes), True))
    first, second = split(pairs)
    found = {
        pair
        for pair, share in zip(zip(first.tolist(), second.tolist(), strict=True), shares(table, first, second), strict=True)
        if share > 0.6
    }
    assert found == {(seed, 200 + seed) for seed in range(10)}


def test_a_sample_tells_the_share_of_the_whole() -> None:
    """Of long texts only 128 hashes are kept; the share known from them is near the true one."""
    one, other = invented(1, 3000), invented(1, 2400) + invented(2, 600)
    true = len(np.intersect1d(shingles(one), shingles(other))) / len(np.union1d(shingles(one), shingles(other)))
    assert len(sketch(one)) == 4 * SIZE
    assert shares(table_of([one, other]), np.array([0]), np.array([1]))[0] == pytest.approx(true, abs=0.15)


def test_a_flood_of_equal_texts_stays_one_cluster_with_few_candidates() -> None:
    """A thousand equal texts give neighbours, not half a million pairs."""
    table = table_of([invented(1, 200)] * 1000)
    pairs = candidates(table, 0.6, np.full(len(table.hashes), True))
    first, second = split(pairs)
    assert len(pairs) < 10_000
    ((rows, _),) = clusters(Resemblance(first, second, np.ones(len(pairs))))
    assert rows == list(range(1000))


def test_clusters_hang_together_by_pairs() -> None:
    """A chain is one cluster; each pair belongs to one."""
    found = clusters(Resemblance(np.array([0, 4, 2, 7]), np.array([2, 5, 3, 9]), np.ones(4)))
    assert found == [([0, 2, 3], [0, 2]), ([4, 5], [1]), ([7, 9], [3])]


def test_passages_of_enough_owners_are_common() -> None:
    """What three of four branches have is common, what one has many times is not."""
    texts = [f"{invented(1, 30)}{invented(10 + number, 30)}" for number in range(3)] + [invented(7, 80)] * 5
    table = table_of(texts)
    common = table.common(np.array([0, 1, 2, 3, 3, 3, 3, 3]), 3)
    assert set(common.tolist()) == set(shingles(invented(1, 30)).tolist())
    assert table.without(common).sizes[0] == table.sizes[0] - len(common)
    assert table.share(common)[3] == 0


def test_no_texts_have_nothing_in_common() -> None:
    """Empty sketches are no error."""
    table = table_of(["", ""])
    assert len(table.common(np.array([0, 1]), 1)) == 0
    assert len(candidates(table, 0.6, np.full(len(table.hashes), True))) == 0


@given(TEXTS, TEXTS)
def test_a_comparison_gives_both_texts_whole(one: str, other: str) -> None:
    """The passages put together are the two texts; equal and changed ones take turns."""
    made = compare(("A", one), ("B", other), 0.5)
    assert "".join(passage.first for passage in made.passages) == one
    assert "".join(passage.second for passage in made.passages) == other
    kinds = [passage.first == passage.second for passage in made.passages]
    assert all(before != behind for before, behind in zip(kinds, kinds[1:], strict=False))


def test_a_comparison_shows_what_was_changed() -> None:
    """Only the swapped name differs."""
    made = compare(("A", "费小琴说，孩子没人接。"), ("B", "单晓东说，孩子没人接。"), 1.0)
    assert [(passage.first, passage.second) for passage in made.passages if passage.first != passage.second] == [("费小琴", "单晓东")]


def test_references_are_kept_and_read_back(tmp_path: Path) -> None:
    """The same name replaces; a broken file is an error of the family; no folder means no references."""
    assert read_references(tmp_path / "none") == ()
    add_reference(tmp_path, reference("办法.docx", invented(1, 50), "document"))
    made = reference("办法.docx", invented(2, 50), "template")
    add_reference(tmp_path, made)
    assert read_references(tmp_path) == (made,)
    assert set(made.passages.tolist()) == set(shingles(invented(2, 50)).tolist())
    (tmp_path / "坏.reference.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError):
        read_references(tmp_path)
