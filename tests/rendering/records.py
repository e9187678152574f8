"""Reports written by hand: invented records, each with its findings at their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analyzer.types.document import Notice
from analyzer.types.finding import Rule
from analyzer.types.report import (
    Evidence,
    MeetingPart,
    MeetingSummary,
    NotJudged,
    PurposePart,
    Report,
    ReportField,
    ReportFinding,
    ReportRecord,
    ReportSource,
    TalkPart,
    TalkSummary,
    Versions,
)

__all__ = ["GOOD", "NOT_JUDGED", "ONE_POT", "REPORTS", "SOLICITING", "at", "finding", "meeting", "talk"]

RULE = Rule("talk.depth", "《中国共产党支部工作条例（试行）》第十九条；标注规范第4节")
_VERSIONS = Versions("0.1.0", "linear-1+0123abcd", "89ab4567", "default-1+cdef0123")


def at(text: str, quote: str, nth: int = 0) -> Evidence:
    """The place of a quote in a text without rare characters."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Evidence(start, start + len(quote), start, start + len(quote), quote)


def finding(
    text: str, kind: str, severity: str, points: float, quotes: Sequence[str] = (), message: str = "", advice: str = ""
) -> ReportFinding:
    places = tuple(at(text, quote) for quote in quotes)
    return ReportFinding(kind, severity, message or f"{kind}的说明。", advice or f"请改正{kind}。", RULE, points, places)


def _report(text: str, name: str, record: ReportRecord, findings: Sequence[ReportFinding], **parts: Any) -> Report:
    values: dict[str, Any] = {
        "segments": (),
        "sentences": (),
        "talk": None,
        "meeting": None,
        "dimensions": {},
        "review": (),
        "notices": (),
        "not_judged": None,
    }
    values |= {"band": 2, "confidence": 0.84, "score": 100 - sum(one.points for one in findings)} | parts
    source = ReportSource(name, 0, "docx" if name.endswith(".docx") else "text", "4758e1a243327dc4" * 4)
    return Report(schema="1", source=source, record=record, text=text, findings=tuple(findings), versions=_VERSIONS, **values)


def _record(
    kind: str | None, meeting_type: str | None, title: str | None, day: str | None, fields: dict[str, ReportField] | None = None
) -> ReportRecord:
    return ReportRecord("4758e1a24332-0", kind, meeting_type, title, day, None, None, "北塘运维支部", fields or {})


def talk(
    text: str,
    findings: Sequence[ReportFinding],
    sentences: Sequence[tuple[str, str, bool]] = (),
    *,
    name: str = "谈话.docx",
    title: str | None = None,
    fields: dict[str, ReportField] | None = None,
    **more: Any,
) -> Report:
    """A judged talk with sentences (words, aspect, specific)."""
    parts = tuple(TalkPart(*_four(text, words), aspect, specific, 0.9) for words, aspect, specific in sentences)
    dimensions = {"coverage": 1, "specificity": 1, "exchange": 1, "follow_up": 0, "completeness": 4}
    values = {"talk": TalkSummary(1, "solicitation", True, 0.84), "dimensions": dimensions, "sentences": parts} | more
    return _report(text, name, _record("talk", None, title, "2025-06-12", fields), findings, **values)


def meeting(
    text: str, findings: Sequence[ReportFinding], segments: Sequence[tuple[str, str, int]] = (), *, name: str = "大会.txt", **more: Any
) -> Report:
    """A judged meeting with segments (words, activity, substance)."""
    parts = tuple(
        MeetingPart(*_four(text, words), activity, substance, "secretary" if activity == "party_lecture" else None, 0.7)
        for words, activity, substance in segments
    )
    purposes = tuple(PurposePart(activity, substance) for _, activity, substance in segments)
    dimensions = {"focus": 0, "substance": 1, "participation": 0, "outcome": 0, "completeness": 4}
    values = {"meeting": MeetingSummary(2, purposes, ("lecture",), 0.9), "dimensions": dimensions, "segments": parts} | more
    return _report(text, name, _record("meeting", "member_assembly", "第二季度党员大会", "2025-06-27"), findings, **values)


def _four(text: str, words: str) -> tuple[int, int, int, int]:
    place = at(text, words)
    return place.start, place.end, place.start_utf16, place.end_utf16


_TALK = """谈心谈话记录表
谈话时间\t2025年6月12日上午\t谈话对象\t费小琴
内容\t问：小琴，按要求和你谈一次，先说说对支部工作有什么意见建议？
答：支部工作抓得很紧，我没什么意见。
问：对支委几位同志，有什么要提的？
答：几位委员都以身作则，值得学习。
"""
SOLICITING = talk(
    _TALK,
    [
        finding(
            _TALK, "generic_talk", "major", 41,
            ["先说说对支部工作有什么意见建议？", "答：支部工作抓得很紧，我没什么意见。", "问：对支委几位同志，有什么要提的？", "答：几位委员"],
            "整篇只是征求对支部工作的意见，没有谈到本人的思想、工作和生活。", "请补记本人说的具体情况，以及谈话人的回应和帮助措施。",
        ),
        finding(_TALK, "boilerplate", "info", 0, ["几位委员都以身作则，值得学习"], "套话。", "请写明具体的事。"),
        finding(_TALK, "no_outcome", "minor", 4.5, [], "没有写明谈话后的跟进。", "请写明谁在何时回访。"),
    ],
    [
        ("问：小琴，按要求和你谈一次，先说说对支部工作有什么意见建议？", "solicit", False), ("答：支部工作抓得很紧，我没什么意见。", "suggestion", False),
        ("问：对支委几位同志，有什么要提的？", "solicit", False), ("答：几位委员都以身作则，值得学习。", "suggestion", True),
    ],
    fields={
        "date": ReportField("2025-06-12", at(_TALK, "2025年6月12日")), "talkee": ReportField("费小琴", at(_TALK, "费小琴")),
        "branch": ReportField("北塘运维支部"),
    },
)  # fmt: skip
_STUDY = "一、理论学习。会议传达学习了近期重要会议精神，要求大家抓好落实。"
_WARNING = "二、廉政教育。通报了有关典型案例，提醒大家引以为戒。"
_LECTURE = "三、书记党课。支部书记为大家讲了一堂党课，发人深省。"
_CLAIM = "本次会议同时计入党课1次、廉政教育1次。"
_POT = f"支部党员大会会议记录\n{_STUDY}\n{_WARNING}\n{_LECTURE}\n{_CLAIM}\n"
_SMALL = ("no_discussion", "hollow_segment", "keyword_stuffing", "inconsistent_header", "missing_element", "off_topic")
ONE_POT = meeting(
    _POT,
    [
        finding(_POT, "one_pot", "major", 45, [_STUDY, _WARNING, _LECTURE]),
        finding(_POT, "empty_claim", "major", 10, [_WARNING, "同时计入党课1次、廉政教育1次"]),
        finding(_POT, "empty_claim", "major", 10, [f"{_LECTURE[2:]}\n本次会议", "同时计入党课1次"]),
        *(finding(_POT, kind, "minor", 5, ["发人深省"]) for kind in _SMALL),
    ],
    [(_STUDY, "theory_study", 1), (_WARNING, "discipline_education", 0), (_LECTURE, "party_lecture", 0), (_CLAIM, "procedure", 2)],
    band=1,
    review=("几项任务的实质难以判断，请看原文。",),
    notices=(Notice("tracked_changes", "文件含未接受的修订，已按全部接受后的文字读取。"),),
)
_GOOD = "谈话时间：2025年9月3日\n答：我妈八月底脑梗住进县医院，前天交接班我把压板状态记漏了一个。\n问：从这周起你改上白班，工会的大病慰问我今天就报。\n"
GOOD = talk(
    _GOOD,
    [],
    [("答：我妈八月底脑梗住进县医院，前天交接班我把压板状态记漏了一个。", "life", True), ("问：从这周起你改上白班，工会的大病慰问我今天就报。", "support", True)],
    talk=TalkSummary(3, "care", False, 0.95),
    band=5,
    name="好谈话.txt",
    title="交接班谈心",
)  # fmt: skip
NOT_JUDGED = _report(
    "红烧肉的做法：五花肉切块，冷水下锅焯两分钟捞出。",
    "菜谱.txt",
    _record(None, None, None, None),
    [],
    not_judged=NotJudged(
        "not_a_record", "看不出是谈心谈话记录或会议记录，未作评价。", "如确是记录，请补上时间、主持人或谈话人等要素后重试。"
    ),
    review=("看不出是谈心谈话记录或会议记录，未作评价。",),
    band=None,
    score=None,
    confidence=None,
)
REPORTS = (SOLICITING, ONE_POT, GOOD, NOT_JUDGED)
