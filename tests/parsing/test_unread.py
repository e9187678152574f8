"""Colloquial and exported headers, sentences that tell the elements, and words that no field has read."""

from __future__ import annotations

import pytest

from analyzer.detectors import missing_element
from analyzer.detectors.case import Case
from analyzer.parsing import parse_record
from analyzer.policies import load_policy
from analyzer.text.alignment import clean
from analyzer.types.finding import Finding
from analyzer.types.labels import Severity
from analyzer.types.reading import Reading
from tests.conftest import document
from tests.parsing.test_records import fields

BODY = "兰婧报告党费收缴情况，还差两人，月底前由组织委员催收。\n大家讨论了下月的安排，定在十二号。\n"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("支委会 24/03/06 19:00 主:卓然 写:佟伟 场:调度楼 列:邹平", {"date": "2024-03-06", "host": "卓然", "recorder": "佟伟", "place": "调度楼"}),
        ("党员大会\n时间：22-12-05 地：老仓库\n去的人：卓然、佟伟、邹平", {"date": "2022-12-05", "place": "老仓库", "attendees": "卓然、佟伟、邹平"}),
        ("# 学习\ndate: 2023/6/9\nhost: 卓然\nnote: 佟伟\nroom: 大开间\nattend: 8/9", {"host": "卓然", "recorder": "佟伟", "place": "大开间", "present": "8"}),
        ("支委会\n时间：2024年3月6日 地点：会议室 主持：卓然\n到会委员：卓然、佟伟、邹平", {"attendees": "卓然、佟伟、邹平"}),
        ("2024年3月6日，支部召开组织生活会，十六人应到，十五人实到，书记卓然主持，记录是佟伟。", {"due": "16", "present": "15", "recorder": "佟伟"}),
        ("谈心谈话\n时间：2024年3月6日\n谈:卓然 听:佟伟", {"talker": "卓然", "talkee": "佟伟"}),
        ("谈心谈话\n时间：2024年3月6日\n访谈人：卓然　受访人：佟伟", {"talker": "卓然", "talkee": "佟伟"}),
    ],
)  # fmt: skip
def test_elements_under_other_labels_and_in_sentences(header: str, expected: dict[str, str]) -> None:
    """Colloquial labels, keys of exported documents and sentences give the same fields as a form."""
    found = fields(f"{header}\n会议内容：\n{BODY}")
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("header", ["主题教育办 2024年3月6日", "场部 2024年3月6日", "对照检查 2024年3月6日", "人教科 2024年3月6日"])
def test_a_word_that_begins_like_a_label_is_none(header: str) -> None:
    """One character makes no label without a colon or a gap."""
    assert not fields(f"{header}\n会议内容：\n{BODY}").keys() & {"host", "talkee"}


def _missing(header: str) -> list[Finding]:
    text = f"{header}\n谈话内容：\n卓然问佟伟近来怎么样，佟伟说孩子上学远，卓然答应下周去问学校。\n"
    aligned = clean(text)
    case = Case(aligned, parse_record(document(text), aligned, 0), Reading(3, 0.9, (), 0.0), load_policy("default"))
    return list(missing_element.detect(case))


def test_words_not_understood_make_a_hint_with_the_words() -> None:
    """Where the header holds a short word that no field has read, the place is asked for, not counted as missing."""
    (found,) = _missing("谈心谈话记录\n时间：2024年3月6日 火盆旁侧\n谈话人：卓然 谈话对象：佟伟")
    assert found.severity is Severity.INFO
    assert "火盆旁侧" in found.message
    assert found.evidence


def test_a_header_with_nothing_left_unread_is_missing_its_place() -> None:
    """Where every word of the header has been read, what is missing costs something."""
    (found,) = _missing("谈心谈话记录\n时间：2024年3月6日\n谈话人：卓然 谈话对象：佟伟")
    assert (found.severity, found.message) == (Severity.MINOR, "没有写明地点。")
