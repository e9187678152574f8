"""What a text needs and mentions is read from its words."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer.ledger.mentions import dated, mentions
from analyzer.ledger.needs import difficulties, needs, subject_name
from analyzer.ledger.people import person
from tests.ledger.cases import ShortRow, report_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("传达学习“不忘初心、牢记使命”主题教育总结", ("“不忘初心、牢记使命”主题教育",)),
        ("庆祝中国共产党成立104周年", ("中国共产党成立104周年",)),
        ("学习党的 二十大 精神和党史学习教育安排", ("党史学习教育", "党的二十大精神")),
        ("讨论排班", ()),
    ],
)
def test_dated_things_are_named_whatever_the_punctuation(text: str, keys: tuple[str, ...]) -> None:
    """In the order of their days."""
    assert mentions(text) == keys


def test_every_mention_has_its_day() -> None:
    """An anniversary may be spoken of from the year before it; a key that is none is an error."""
    assert dated("党的二十大精神").since == date(2022, 10, 16)
    assert dated("建党100周年").since == date(2020, 1, 1)
    with pytest.raises(KeyError):
        dated("没有这一项")


@pytest.mark.parametrize(
    ("content", "absent", "events"),
    [
        ("", "单晓东（住院）", [("hardship", "单晓东")]),
        ("会议通报，单晓东同志受到党内警告处分。", "", [("discipline", "单晓东")]),
        ("会上慰问了住院党员单晓东。", "", [("hardship", "单晓东")]),
        ("费小琴调任档案室。单晓东和邻组发生争执。", "", [("post", "费小琴"), ("conflict", "单晓东")]),
        ("费小琴没有受到处分。", "", []),
        ("费小琴看望住院的职工。", "", []),
        ("耿大海住院了。", "", []),
    ],
)
def test_events_befall_people_of_the_header(content: str, absent: str, events: list[tuple[str, str]]) -> None:
    """An event near a name, told as having happened to that person."""
    row = ShortRow("A", type=["committee"], attendees="费小琴、单晓东", absent=absent, content=content)
    assert [(need.event, need.person) for need in needs(report_of(row))] == [(event, person(name, row.branch)) for event, name in events]


@pytest.mark.parametrize(
    ("content", "answer", "found"),
    [
        ("孩子放学没人接，天天犯愁。", "", [("child", False)]),
        ("孩子放学没人接，天天犯愁。", "下周起你上早班。", [("child", True)]),
        ("孩子考上了大学。", "", []),
        ("夜班人手不够，腰也疼。", "", [("health", False), ("workload", False)]),
    ],
)
def test_difficulties_have_a_subject_and_perhaps_an_answer(content: str, answer: str, found: list[tuple[str, bool]]) -> None:
    """A subject alone is no difficulty."""
    row = ShortRow("A", type=["talk"], talker="莫家驹", talkee="费小琴", content=content, answer=answer)
    assert [(one.subject, one.answered) for one in difficulties(report_of(row))] == found
    assert all(subject_name(subject) for subject, _ in found)
