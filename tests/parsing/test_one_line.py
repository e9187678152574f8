"""A header and its body on one line: the fields are read, and the body begins behind them."""

from __future__ import annotations

import pytest

from tests.parsing.test_records import fields, parsed

TOLD = "问：最近孩子上学怎么样？答：刚转学，跟不上，我晚上辅导到十一点。问：车间给你调成白班。"
HEADER = "谈话时间：2024年3月5日 谈话人：瞿某 谈话对象：逄某"
PARTNERS = {"date": "2024-03-05", "talker": "瞿某", "talkee": "逄某"}


def body(text: str) -> str:
    return parsed(text).body.of(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER} {TOLD}",
        f"{HEADER}。{TOLD}",
        f"{HEADER} 谈话内容：{TOLD}",
        f"{HEADER}\n{TOLD}",
        f"谈心谈话记录 {HEADER} {TOLD}",
        f"谈心谈话记录 {HEADER} 谈话内容：{TOLD}",
        f"{HEADER.replace(' ', '　')}　{TOLD}",
        f"{HEADER.replace(' ', '，')}，谈话内容：{TOLD}",
        f"{HEADER.replace(' ', '；')}；{TOLD}",
        f"{HEADER} {TOLD.replace('答：', chr(10) + '答：')}",
    ],
)
def test_a_talk_on_one_line(text: str) -> None:
    """Spaces, commas, semicolons or a full stop between fields, a title before them, a label before the body or none."""
    assert PARTNERS.items() <= fields(text).items()
    assert body(text).replace("\n", "") == TOLD


@pytest.mark.parametrize("between", [" ", " 会议内容："])
def test_a_meeting_on_one_line(between: str) -> None:
    """Times, names and numbers keep the parts behind a gap that are theirs."""
    told = "会议学习了安全生产法，张某结合岗位谈了隐患排查的做法。决定下周开展一次检查。"
    text = f"会议时间：2024年3月5日 14:30 至 15:40 会议地点：会议室 主持人：瞿某 参加人员：逄某 单某 缺席：无{between}{told}"
    expected = {"start": "2024-03-05T14:30", "end": "2024-03-05T15:40", "place": "会议室", "host": "瞿某", "attendees": "逄某 单某"}
    assert expected.items() <= fields(text).items()
    assert body(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "谈话时间：2024年3月5日 谈话地点：会议室 谈话人：孩子上学怎么样？ 谈话对象：刚转学，跟不上，我晚上辅导到十一点。",
            "谈话人：孩子上学怎么样？",
        ),
        (f"谈话人：瞿某 谈话对象：逄某 谈话人：孩子上学怎么样？谈话对象：刚转学，跟不上。{TOLD}", "谈话人：孩子上学怎么样？"),
        (f"时间：2024年3月5日；地点：会议室；谈话人：瞿某；记录人：单某。类别：任职前谈话。\n{TOLD}", TOLD),
        (f"时间：2024年3月5日；地点：会议室；主持人：瞿某；记录人：单某；应到17名，实到15名，缺席两名（住院，培训）。\n{TOLD}", TOLD),
    ],
)
def test_what_is_said_is_no_field_and_a_field_is_not_said(text: str, told: str) -> None:
    """Speech under a partner's label is body; a further fact of the header on the same line is not."""
    assert body(text).startswith(told)
