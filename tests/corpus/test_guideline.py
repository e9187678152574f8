"""The guideline as code: golden cases, and the words of a problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.check import check_record
from corpus.guideline.problem import Place, Problem
from corpus.guideline.wording import identity_number
from corpus.records import load_record
from tests.corpus.written import meeting, talk

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "guideline.yaml").read_text(encoding="utf-8"))
PLACE = Place("records/mill/talks.jsonl", 3, "mill-t01")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_case(case: dict[str, Any]) -> None:
    """A sound record with the change breaks just the rules that the case names."""
    assert set(case) <= {"name", "record", "change", "finds"}
    record = load_record({"talk": talk, "meeting": meeting}[case["record"]](**case.get("change", {})))
    assert sorted(problem.code for problem in check_record(PLACE, record) if not problem.doubtful) == sorted(case["finds"])


def test_case_names_are_unique() -> None:
    """Two cases of one name would hide each other."""
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_a_problem_names_file_line_record_and_remedy() -> None:
    """What a user reads."""
    assert str(Problem(PLACE, "why", "没有写。", "请补一句。")) == "records/mill/talks.jsonl:3 mill-t01 [why] 没有写。请补一句。"


def test_three_purposes_without_a_theme_are_left_to_a_person() -> None:
    """A common theme can't be decided by code: doubtful, not wrong."""
    record = load_record(meeting(one_pot=0, findings=["empty_claim", "no_outcome"]))
    assert [problem.code for problem in check_record(PLACE, record) if problem.doubtful] == ["one_pot_theme"]


def test_check_digit_of_the_standard_example() -> None:
    """The example of GB 11643-1999, and the same with another last digit."""
    assert identity_number("11010519491231002X")
    assert not any(identity_number(f"11010519491231002{digit}") for digit in range(10))
