"""A record titled as a duty without anything of it is shown to a person, and no record that has it."""

from __future__ import annotations

import pytest

from analyzer import Analyzer
from tests.conftest import document

FORM = "{}\n时间：2024年3月15日14:00-15:30\n地点：三楼会议室\n主持人：卓然\n记录人：佟伟\n应到19人，实到19人\n会议内容：\n{}"
DUES = "一、通报党费收缴。组织委员邹平报告一季度收缴党费2860元，19名党员全部交齐，邹平4月5日前上交机关党委。\n二、研究慰问。决定慰问住院的老党员石磊，由佟伟3月20日前买好慰问品，卓然带队前往。"
STUDY = "会议学习了《中国共产党支部工作条例（试行）》原文，佟伟领读了第三章。邹平说，咱们去年有两个月没有主题，今年要先报题目。石磊说他的班组倒班，建议分两场。卓然定了，4月起每月5日前由佟伟报题目。"
CRITICISM = "卓然带头对照检查，说自己去年有两次没有按时回复群众来信。邹平批评他遇事急躁，石磊说自己学习不够，三月里只去了一次。卓然当场认领，4月底前补上回访，由佟伟记账。"
LECTURE = "书记卓然以《守住窗口这条线》为题讲党课，讲了去年三起退件的经过。石磊问退件能不能一次告知，卓然当场答复4月起试行，由邹平负责。"
ASKED = "正文里没有"


@pytest.mark.parametrize(
    ("title", "body", "lacks"),
    [
        ("组织生活会会议记录", DUES, "批评和自我批评"),
        ("组织生活会会议记录", STUDY, "批评和自我批评"),
        ("党课记录", STUDY, "讲课的内容"),
        ("民主评议党员会议记录", DUES, "评议"),
    ],
)
def test_a_title_without_its_content_asks_for_a_person(analyzer: Analyzer, title: str, body: str, lacks: str) -> None:
    """The reason names the title and what is not there; it costs nothing, as the guideline counts no plain type as a claim."""
    (report,) = analyzer.analyze(document(FORM.format(title, body)))
    (reason,) = [reason for reason in report.review if ASKED in reason]
    assert lacks in reason
    assert reason.removeprefix("题为")[:2] == title[:2]
    assert not [found for found in report.findings if found.kind in ("empty_claim", "off_topic")]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("组织生活会会议记录", CRITICISM),
        ("党课记录", LECTURE),
        ("支部党员大会会议记录", DUES),
        ("组织生活会会前学习记录", STUDY),
        ("党员大会暨党课记录", STUDY),
    ],
)
def test_a_title_with_its_content_asks_for_nobody(analyzer: Analyzer, title: str, body: str) -> None:
    """A duty that was carried out, a meeting of another type, what goes before a duty, and a title of two."""
    (report,) = analyzer.analyze(document(FORM.format(title, body)))
    assert not [reason for reason in report.review if ASKED in reason]
