"""The words that every format shares."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.rendering.wording import (
    caps_words,
    clipped,
    day_words,
    facts,
    heading,
    headline,
    points_words,
    priorities,
    shares,
    substance_words,
    verdict,
)
from analyzer.types.report import MeetingPart
from tests.rendering.records import GOOD, NOT_JUDGED, ONE_POT, SOLICITING


def test_a_verdict_is_one_sentence_on_the_whole() -> None:
    """What the record is, and what is wrong beside; hints are not wrong."""
    assert verdict(SOLICITING) == "征求意见类谈话，只有套话；没有落实。"
    assert verdict(ONE_POT) == "一锅炖：多项任务装进一次会议，多数没有实质；有名无实、没有讨论、内容空洞。"
    assert verdict(GOOD) == "思想沟通与关心谈话，深入且有回应。"
    assert verdict(NOT_JUDGED).startswith("未评价：看不出")
    assert headline(GOOD) == "很好（5档） · 100分 · 思想沟通与关心谈话，深入且有回应。"


def test_a_heading_names_title_or_kind_partner_and_day() -> None:
    """A talk without a title is told apart by its partner."""
    assert heading(SOLICITING) == "谈心谈话记录（费小琴） · 2025年6月12日"
    assert heading(ONE_POT) == "第二季度党员大会 · 2025年6月27日"
    assert facts(ONE_POT) == "支部党员大会 · 北塘运维支部"


def test_what_is_no_record_is_called_neither_talk_nor_meeting() -> None:
    """A contract is not headed as a talk, whichever of the two it was read as."""
    read_as_talk = msgspec.structs.replace(NOT_JUDGED, record=msgspec.structs.replace(NOT_JUDGED.record, type="talk"))
    assert heading(read_as_talk).startswith("未识别的文字")
    assert facts(read_as_talk).startswith("未识别的文字")


@pytest.mark.parametrize(
    ("value", "words"),
    [("2025-06-02", "2025年6月2日"), ("--07-08", "7月8日"), ("2025-06-27T15:00", "2025年6月27日 15:00"), ("二楼会议室", "二楼会议室")],
)
def test_days_are_written_in_chinese(value: str, words: str) -> None:
    """What is no date stays as it is."""
    assert day_words(value) == words


def test_small_words() -> None:
    """Points, clipping, shares, the first three things to mend without doubles."""
    assert (points_words(4.5), points_words(0)) == ("扣4.5分", "不扣分")
    assert (caps_words(("至多2档", "至多扣20分")), caps_words(())) == ("封顶：至多2档；至多扣20分。", "")
    assert (clipped(" 会 \n 议 ", 3), clipped("会议记录", 2)) == ("会 议", "会议…")
    assert sum(shares(ONE_POT)) in range(98, 103)
    assert priorities(ONE_POT) == ("请改正one_pot。", "请改正empty_claim。", "请改正no_discussion。")


def test_a_procedure_is_not_called_empty() -> None:
    """Opening and closing a meeting need no substance; a study without any is empty in name."""
    assert substance_words(MeetingPart(0, 9, 0, 9, "procedure", 0, None, 1.0)) == "—"
    assert substance_words(MeetingPart(0, 9, 0, 9, "theory_study", 0, None, 1.0)) == "有名无实"
