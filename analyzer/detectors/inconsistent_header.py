"""要素矛盾：时间、人数、票数对不上。

查什么
    应到不等于实到加缺席；实到多于应到；结束早于开始；日历上没有的日期；时长超过政策认为可能的；票数多于到会人数；赞成票或到会人数不足而通过的决定、
    选举；自己和自己谈话；台账的行和正文说法不同（以行为准）。

为什么
    准确性：互相矛盾的数字说明没有人核对，或者记录是编的。

不查什么
    只写了缺席者姓名、没写人数的；列席的人，不计入应到；加上弃权才凑齐的票；没有通过、也如实记为没有通过的表决；正文比行说得少。

已知不足
    正文里写明的迟到、早退没有计算。应到按有表决权的人数看，预备党员也算在内。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Activity, FindingKind, MeetingType, Severity
from analyzer.types.record import FIELD_NAMES
from analyzer.types.span import Span

RULE = Rule("record.consistency", "《中国共产党支部工作条例（试行）》第十一条；标注规范第6节")

_COUNT = re.compile("([0-9]{1,3})[ ]?[人名位个]?|([一二两三四五六七八九十]{1,3})[ ]?[人名位个]")
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_VOTES = re.compile(
    "(?:赞成|同意)[票:]{0,2}[ ]?(?P<yes>[0-9]{1,3})[票人]?[,、; ]{0,2}(?:反对|不赞成|不同意)[票:]{0,2}[ ]?(?P<no>[0-9]{1,3})[票人]?[,、; ]{0,2}弃权[票:]{0,2}[ ]?(?P<abstain>[0-9]{1,3})"
)
_RESULT = re.compile("(?P<not>未|没有|不予|不)?(?:获得?|予以)?(?:表决)?(?:一致)?(?:通过|当选)")
_ELECTED = re.compile("选票|投票|得票|当选|差额|等额|监票|计票")
_NEAR = 60
_NAME = re.compile("[\u4e00-\u9fff]{2,4}(?=[(、,;]|$)")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for each contradiction."""
    yield from _attendance(case)
    yield from _times(case)
    yield from _votes(case)
    yield from _election(case)
    yield from _differences(case)
    talker, talkee = case.record.value("talker"), case.record.value("talkee")
    if talker and talker == talkee:
        yield _finding("谈话人和谈话对象是同一个人。", "请核对谈话双方。", case.field_spans(("talker", "talkee")))


def _finding(message: str, advice: str, evidence: tuple[Span, ...], severity: Severity = Severity.MINOR) -> Finding:
    return Finding(FindingKind.INCONSISTENT_HEADER, severity, message, advice, RULE, evidence)


def _number(case: Case, key: str) -> int | None:
    value = case.record.value(key)
    return int(value) if value is not None and value.isdigit() else None


def _attendance(case: Case) -> Iterator[Finding]:
    due, present = _number(case, "due"), _number(case, "present")
    if due is None or present is None:
        return
    evidence = case.field_spans(("due", "present", "absent"))
    if present > due:
        yield _finding(f"实到{present}人多于应到{due}人。", "请核对人数；列席人员不计入实到。", evidence)
        return
    absent = _absent(case.record.value("absent"))
    if absent is not None and due != present + absent:
        yield _finding(f"应到{due}人，实到{present}人，缺席{absent}人，加起来对不上。", "请核对应到、实到、缺席人数。", evidence)


def _absent(value: str | None) -> int | None:
    """How many were absent: the number given, else the names counted; None where neither is clear."""
    if value is None:
        return None
    count = _COUNT.search(value)
    if count:
        return int(count[1]) if count[1] else _CHINESE.get(count[2])
    if re.fullmatch("[无没零0/—-]+(?:有|人|缺席)?", value):
        return 0
    names = _NAME.findall(re.sub("\\([^()]*\\)", "", value))
    return len(names) if names and not re.search("等|因|出差|请假|病|事", re.sub("\\([^()]*\\)", "", value)) else None


def _times(case: Case) -> Iterator[Finding]:
    start, end = case.record.value("start"), case.record.value("end")
    date = case.record.field("date")
    if date is not None and date.span is not None and not _possible(date.value):
        yield _finding("日期不存在。", "请核对日期。", (date.span,))
        return
    begin, finish = _moment(start), _moment(end)
    if begin is None or finish is None:
        return
    hours = (finish - begin).total_seconds() / 3600
    evidence = case.field_spans(("start", "end"))
    if hours < 0:
        yield _finding("结束时间早于开始时间。", "请核对起止时间。", evidence)
    elif hours > case.policy.thresholds.longest_hours:
        yield _finding(f"起止时间相隔{hours:.0f}小时。", "请核对起止时间。", evidence)


def _possible(value: str) -> bool:
    """Whether a calendar has the date; a year alone stands for a lunar date."""
    if len(value) == len("2024"):
        return True
    try:
        datetime.fromisoformat(value.replace("--", "2000-") + ("" if value.count("-") > 1 else "-01"))
    except ValueError:
        return False
    return True


def _moment(value: str | None) -> datetime | None:
    if value is None or "T" not in value:
        return None
    day, _, clock = value.partition("T")
    try:
        return datetime.fromisoformat(f"{day.replace('--', '2000-') or '2000-01-01'}T{clock}")
    except ValueError:
        return None


def _votes(case: Case) -> Iterator[Finding]:
    due, present = _number(case, "due"), _number(case, "present")
    assembly = case.record.meeting_type is MeetingType.MEMBER_ASSEMBLY
    for match in case.matches(_VOTES, body_only=True):
        cast = sum(int(match[name]) for name in ("yes", "no", "abstain"))
        place = case.place(match.start(), match.end())
        if present is not None and cast > present:
            evidence = (*case.field_spans(("present",)), place)
            yield _finding(f"票数合计{cast}，多于实到{present}人。", "请核对到会人数和票数。", evidence, Severity.MAJOR)
        elif assembly and due is not None and int(match["yes"]) <= case.policy.thresholds.vote_share * due and _passed(case, match.end()):
            message = f"赞成{match['yes']}票，未超过应到{due}人的半数，却记为通过。"
            yield _finding(message, "请核对表决结果；赞成人数须超过应到会有表决权党员的半数。", (place,), Severity.MAJOR)


def _passed(case: Case, start: int) -> bool:
    """Whether the words after a vote say that the motion was carried."""
    said = _RESULT.search(case.text, start, min(start + _NEAR, case.body[1]))
    return said is not None and said["not"] is None


def _election(case: Case) -> Iterator[Finding]:
    """An election in an assembly needs the policy's share of those with voting rights present."""
    due, present = _number(case, "due"), _number(case, "present")
    if due is None or present is None or case.record.meeting_type is not MeetingType.MEMBER_ASSEMBLY:
        return
    held = [
        segment.span
        for segment in case.reading.segments
        if segment.activity is Activity.ELECTION and _ELECTED.search(case.words(segment.span))
    ]
    if held and present < case.policy.thresholds.election_share * due:
        evidence = (*case.field_spans(("due", "present")), held[0])
        message = f"选举时实到{present}人，不足应到{due}人的五分之四。"
        yield _finding(message, "到会有选举权的党员不足五分之四的，选举无效，应另行召开。", evidence, Severity.MAJOR)


def _differences(case: Case) -> Iterator[Finding]:
    for difference in case.record.differences:
        message = f"台账的{FIELD_NAMES[difference.key]}是“{difference.given}”，正文写的是“{difference.said}”；以台账为准。"
        yield _finding(message, "请核对台账与正文，改成一致。", (difference.span,))
