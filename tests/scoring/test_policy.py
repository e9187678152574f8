"""A policy is checked on load, and a mistake is shown at its line."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from analyzer import Analyzer
from analyzer.errors import PolicyError
from analyzer.policies import load_policy, policy_version, shipped_policies
from tests.conftest import GOOD_TALK, document

TEXT = resources.files("analyzer.policies").joinpath("default.yaml").read_text(encoding="utf-8")


def line_of(words: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("bands: [40, 60, 75, 90]", "bands: [40, 60, 50, 90]", "bands:"),
        ("bands: [40, 60, 75, 90]", "bands: [40, 60]", "bands:"),
        ("no_outcome:          {minor: 12", "no_outcome:          {minor: -1", "no_outcome:"),
        ("no_outcome:          {minor: 12", "no_outcome:          {minor: viel", "no_outcome:"),
        ("any_of: [host]", "any_of: [chairman]", "chairman"),
        ("  boilerplate:  ", "  boilerplates: ", "boilerplates:"),
        ("title: 通用默认政策", 'title: "', "version:"),
        ("title: 通用默认政策", "title: 通用\x07默认政策", "title:"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, at: str) -> None:
    """The error names file and line."""
    assert old in TEXT
    text = TEXT.replace(old, new)
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    assert f"第{line_of(at, text)}行" in caught.value.where


def test_every_shipped_policy_is_right_and_cites_its_sources() -> None:
    """Each row has a source; the version tells the contents."""
    for name in shipped_policies():
        policy = load_policy(name)
        assert all(row.source.strip() for row in (*policy.deductions.values(), *policy.caps.values(), *policy.elements))
        assert policy_version(policy).startswith(f"{policy.name}-")


def test_a_missing_file_is_an_error_of_the_family() -> None:
    """The message names the shipped policies."""
    with pytest.raises(PolicyError, match="default"):
        load_policy("没有这个政策")


REVISED = """extends: default
name: own
revisions:
  - since: 2025-07-01
    source: 〔2025〕12号
    deductions:
      no_outcome: {minor: 4, cap: 4, source: 〔2025〕12号}
"""


def test_a_record_is_judged_by_the_policy_of_its_day(tmp_path: Path) -> None:
    """A revision counts from its day on, and for a record without a full date."""
    path = tmp_path / "own.yaml"
    path.write_text(REVISED, encoding="utf-8")
    policy = load_policy(path)
    costs = {day: policy.on(day).deductions["no_outcome"].minor for day in ("2025-06-30", "2025-07-01", "--07-01", None)}
    assert costs == {"2025-06-30": 12, "2025-07-01": 4, "--07-01": 4, None: 4}
    report = Analyzer(policy=policy).analyze(document(GOOD_TALK.replace("2025年9月3日", "2025年3月3日")))[0]
    assert report.versions.policy == policy_version(policy)


def test_a_mistake_in_a_revision_is_named_with_its_line(tmp_path: Path) -> None:
    """An unknown kind."""
    path = tmp_path / "own.yaml"
    path.write_text(REVISED.replace("no_outcome:", "no_outcomes:"), encoding="utf-8")
    with pytest.raises(PolicyError, match="no_outcomes") as caught:
        load_policy(path)
    assert "第7行" in caught.value.where


def test_a_day_that_is_none_is_an_error_of_the_family(tmp_path: Path) -> None:
    """YAML reads it as a date; the message says how one is written."""
    path = tmp_path / "own.yaml"
    path.write_text(REVISED.replace("2025-07-01", "2025-13-01"), encoding="utf-8")
    with pytest.raises(PolicyError, match="日期") as caught:
        load_policy(path)
    assert str(path) in caught.value.where
