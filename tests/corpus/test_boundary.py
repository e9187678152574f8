"""Which records lie beside a border: by their labels, or because a pair turns them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyzer.types.labels import Activity
from corpus.check import check_corpus
from corpus.guideline.boundary import is_boundary_case
from corpus.records import load_record
from tests.corpus.test_check import edit
from tests.corpus.written import meeting, talk, write_lines


def sentences(*labels: tuple[str, bool]) -> list[dict[str, Any]]:
    """Sentences of a talk with these aspects, specific or not."""
    return [{"text": f"第{number}句。\n", "aspect": aspect, "specific": specific} for number, (aspect, specific) in enumerate(labels, 1)]


def segments(*substances: int) -> list[dict[str, Any]]:
    """Segments of distinct countable purposes with these substances."""
    purposes = (
        Activity.THEORY_STUDY,
        Activity.DISCIPLINE_EDUCATION,
        Activity.BELIEF_EDUCATION,
        Activity.CAMPAIGN,
        Activity.THOUGHT_ANALYSIS,
    )
    return [
        {"activity": purpose, "substance": substance, "sentences": [f"{purpose.zh}一段。\n"]}
        for purpose, substance in zip(purposes, substances, strict=False)
    ]


@pytest.mark.parametrize(
    ("labels", "depth", "expected"),
    [
        ([("work", True), ("formality", False)], 2, True),
        ([("work", True), ("life", True)], 2, False),
        ([("work", False), ("support", True)], 1, True),
        ([("work", False), ("formality", False)], 1, False),
        ([("suggestion", True)], 0, False),
    ],
)
def test_a_talk_rests_on_one_sentence(labels: list[tuple[str, bool]], depth: int, expected: bool) -> None:
    """One fact keeps it at depth 2; a concrete word about something else keeps it just below."""
    record = load_record(talk(sentences=sentences(*labels), depth=depth, generic=depth <= 1))
    assert is_boundary_case(record) is expected


@pytest.mark.parametrize(
    ("substances", "one_pot", "expected"),
    [((2, 1, 0), 2, True), ((0, 1, 0), 2, False), ((2, 2, 0), 1, True), ((2, 2, 2, 2, 2), 1, False), ((2, 0), 0, False)],
)
def test_a_meeting_rests_on_one_purpose(substances: tuple[int, ...], one_pot: int, expected: bool) -> None:
    """One purpose with more or less substance turns 1 into 2 or back."""
    assert is_boundary_case(load_record(meeting(segments=segments(*substances), one_pot=one_pot))) is expected


def test_the_base_of_a_flipping_pair_counts_and_too_few_are_told(tmp_path: Path) -> None:
    """Seven records without a boundary case lack two; the base of a pair is one."""
    plain = [talk(id=f"mill-t{number:02}", sentences=sentences(("work", True), ("life", True))) for number in range(2, 8)]
    write_lines(tmp_path / "records/mill/talks.jsonl", talk(sentences=sentences(("work", True), ("thought", True))), *plain)
    lacking = check_corpus(tmp_path / "records", tmp_path / "fragments").shortages
    assert [(one.there, one.needed) for one in lacking if one.what == "mill 的边界例"] == [(0, 2)]
    write_lines(tmp_path / "records/mill/pairs.jsonl", edit())
    assert check_corpus(tmp_path / "records", tmp_path / "fragments").balance.boundary == {"mill": 1}
