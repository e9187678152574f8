"""What looks like a person, in words under a label, glued to one, and told in a sentence."""

from __future__ import annotations

import pytest

from analyzer.parsing.fields.names import is_named, may_be_person, named
from tests.parsing.test_records import fields, parsed

SOLICITING = "谈话人问该同志对支部工作、对班子有什么意见建议。该同志表示没有意见，建议多组织外出参观学习。谈话人表示感谢。"
MEETING = "先说党费，还差两人，月底前由组织委员催收。\n大家讨论了下月的安排，定在十二号。\n"


@pytest.mark.parametrize(
    "words",
    [
        "褚卫国",
        "欧阳小满",
        "老张",
        "张书记",
        "党支部书记 褚卫国",
        "高级工、党员 闵学军",
        "褚卫国(支部书记)",
        "褚卫国、柏云",
        "03岗",
        "JG003 宓长庚",
        "C",
        "守田",
        "乌云塔娜",
        "于某",
    ],
)
def test_a_person(words: str) -> None:
    """Names, offices, lists, call-signs and initials."""
    assert is_named(words)


@pytest.mark.parametrize(
    "words", ["默然良久", "做了笔", "问该同志对支部工作", "对班子有什么意见建议", "支部书", "主题党日活动", "办公室", "的"]
)
def test_no_person(words: str) -> None:
    """Prose, and pieces of other words."""
    assert not is_named(words)
    assert not named(words)


@pytest.mark.parametrize(
    ("words", "person"), [("人数够了啊开始啦", False), ("来树底下站一站啊", False), ("智能纪要", True), ("额尔敦巴雅尔", True)]
)
def test_under_a_label_only_speech_is_no_person(words: str, person: bool) -> None:
    """A name may be written in any way; what somebody says is none."""
    assert may_be_person(words) is person


def test_a_soliciting_sentence_is_no_header() -> None:
    """«谈话人问……» names nobody, and stays in the body."""
    record = parsed(SOLICITING)
    assert (record.value("talker"), record.value("talkee")) == (None, None)
    assert record.body.of(SOLICITING).startswith("谈话人问该同志")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("主持人：人数够了啊开始啦", "host"),
        ("谈话对象默然良久", "talkee"),
        ("支部书记柳下明到会", "recorder"),
        ("主题党日活动记录", "recorder"),
    ],
)
def test_a_line_without_a_name_fills_no_field(line: str, key: str) -> None:
    """A label, or what looks like one, without a person behind it."""
    assert key not in fields(f"{line}\n时间：2024年3月6日\n{MEETING}")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("2020年3月6日，老礼堂，长庚主持，守田记。", {"host": "长庚", "recorder": "守田"}),
        ("2024年3月6日 活动室 谈话人谌立群、谈话对象覃世槐、记录晏小禾", {"talker": "谌立群", "talkee": "覃世槐", "recorder": "晏小禾"}),
        ("支委会 7月8号下午三点\n到的人 老秦 宋敏 我记的", {"recorder": "我"}),
    ],
)
def test_names_without_a_mark_are_read(header: str, expected: dict[str, str]) -> None:
    """Given names alone, three labels in one breath, «我记的»."""
    found = fields(f"{header}\n{MEETING}")
    assert {key: found.get(key) for key in expected} == expected
