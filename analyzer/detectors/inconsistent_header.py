"""要素矛盾：时间、人数、票数对不上。

查什么
    应到不等于实到加缺席；实到多于应到；主持、记录的人又列为缺席；结束早于开始；日历上没有的日期；时长超过政策认为可能的；票数、选票、得票多于到会人数，
    票数多于收回的选票；赞成票不多于反对票、或者赞成票、到会人数不足而通过的决定、选举；自己和自己谈话；台账的行和正文说法不同（以行为准）。

为什么
    准确性：互相矛盾的数字说明没有人核对，或者记录是编的。

不查什么
    只写了缺席者姓名、没写人数的；列席的人，不计入应到；加上弃权才凑齐的票；没有通过、也如实记为没有通过的表决；正文比行说得少。

已知不足
    正文里写明的迟到、早退没有计算。票数要写在一起（“赞成8票，反对9票”“8票赞成，9票反对”）才读得出，散在几句里的读不出。应到按有表决权的人数看，预备党员也算在内。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from analyzer.detectors.ballot import Ballots, Tally, find_ballots, find_tallies, find_won, is_carried
from analyzer.detectors.case import Case
from analyzer.text.numbers import whole_number
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Activity, FindingKind, MeetingType, Severity
from analyzer.types.record import FIELD_NAMES
from analyzer.types.span import Span

RULE = Rule("record.consistency", "《中国共产党支部工作条例（试行）》第十一条；标注规范第6节")

_COUNT = re.compile("([0-9]{1,3})(?![0-9岗号年月日时点]|:[0-9])[ ]?[人名位个]?|([一二两三四五六七八九十]{1,3})[ ]?[人名位个]")
_NOBODY = re.compile("(?:缺席|请假|缺)?[:：]?[无没零0/—-]+(?:有|人|缺席|请假)*")
_ELECTED = re.compile("选票|投票|得票|当选|差额|等额|监票|计票")
_SAME_VOTE = 30
"""Ballots collected no more characters before a count of votes are those counted."""
_BRACKETED = re.compile("\\([^()]*\\)")
_LED = re.compile("^(?:缺席|请假|缺勤|缺|没来|没到|未到|差)[:\\s]?")
_NAME = re.compile("(?!.*[等因病事假班差值看在去有未人员同志])[\u4e00-\u9fff·]{2,3}")
_BETWEEN = re.compile("[、,; ]+")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for each contradiction."""
    yield from _attendance(case)
    yield from _absent_officers(case)
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


def _absent_officers(case: Case) -> Iterator[Finding]:
    """Whoever presided or wrote, and stands among those absent."""
    words = _BETWEEN.split(_BRACKETED.sub("", case.record.value("absent") or ""))
    away = {word for word in (word.removesuffix("同志") for word in words) if _NAME.fullmatch(word)}
    for key in ("host", "recorder"):
        officer = _BRACKETED.sub("", case.record.value(key) or "").strip().removesuffix("同志")
        name = next((name for name in sorted(away, key=len) if officer.endswith(name)), None)
        if name is not None:
            message = f"{FIELD_NAMES[key]}{name}又列在缺席的人里。"
            yield _finding(message, "请核对是谁主持、谁记录、谁缺席。", case.field_spans((key, "absent")))


def _absent(value: str | None) -> int | None:
    """How many were absent: the number given, else the names counted; None where neither is clear."""
    if value is None:
        return None
    if _NOBODY.fullmatch(value):
        return 0
    bare = _BRACKETED.sub("", value).strip("。 ")
    counts = [whole_number(count[1] or count[2]) for count in _COUNT.finditer(bare)]
    known = [count for count in counts if count is not None]
    if known:
        return known[0] if _COUNT.match(_LED.sub("", bare)) else sum(known)
    names = _BETWEEN.split(bare)
    return len(names) if all(_NAME.fullmatch(name) for name in names) else None


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
    ballots = list(find_ballots(case.text, *case.body))
    tallies = list(find_tallies(case.text, *case.body))
    more = list(_too_many(case, tallies, ballots))
    yield from more
    told = {place for finding in more for place in finding.evidence}
    due = _number(case, "due") if case.record.meeting_type is MeetingType.MEMBER_ASSEMBLY else None
    for tally in tallies:
        place = case.place(tally.start, tally.end)
        if place in told or not is_carried(case.text, tally.end, case.body[1]):
            continue
        if tally.no is not None and tally.yes <= tally.no:
            message = f"赞成{tally.yes}票，不多于反对{tally.no}票，却记为通过。"
            yield _finding(message, "请核对表决结果。", (place,), Severity.MAJOR)
        elif due is not None and tally.yes <= case.policy.thresholds.vote_share * due:
            message = f"赞成{tally.yes}票，未超过应到{due}人的半数，却记为通过。"
            yield _finding(message, "请核对表决结果；赞成人数须超过应到会有表决权党员的半数。", (place,), Severity.MAJOR)


def _too_many(case: Case, tallies: Sequence[Tally], ballots: Sequence[Ballots]) -> Iterator[Finding]:
    """Votes above those present or the ballots collected, and ballots above those present, where no vote shows it already."""
    present = _number(case, "present")
    here = case.field_spans(("present",))
    above = False
    for tally in tallies:
        place = case.place(tally.start, tally.end)
        used = [ballot for ballot in ballots if ballot.back and 0 <= tally.start - ballot.end <= _SAME_VOTE]
        if present is not None and tally.cast > present:
            above = True
            yield _finding(f"票数合计{tally.cast}，多于实到{present}人。", "请核对到会人数和票数。", (*here, place), Severity.MAJOR)
        elif used and tally.cast > used[-1].number:
            evidence = (case.place(used[-1].start, used[-1].end), place)
            message = f"票数合计{tally.cast}，多于收回的{used[-1].number}张票。"
            yield _finding(message, "请核对收回的票数和计票结果。", evidence, Severity.MAJOR)
    if present is None or above:
        return
    for start, end, number in find_won(case.text, *case.body):
        if number > present:
            message = f"得票{number}张，多于实到{present}人。"
            yield _finding(message, "请核对到会人数和票数。", (*here, case.place(start, end)), Severity.MAJOR)
            return
    for ballot in ballots:
        if ballot.number > present:
            message = f"选票{ballot.number}张，多于实到{present}人。"
            yield _finding(message, "请核对到会人数和选票数。", (*here, case.place(ballot.start, ballot.end)), Severity.MAJOR)
            return


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
