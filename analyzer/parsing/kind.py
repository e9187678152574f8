"""What a record declares itself to be: a talk or a meeting, and which meeting."""

from __future__ import annotations

import re

from analyzer.types.labels import MeetingType, RecordType

__all__ = ["declared_types", "meeting_type", "record_type"]

_NAMES: tuple[tuple[MeetingType, str], ...] = (
    (MeetingType.JOINT, "党政联席|业务会|办公会|工作例会|生产例会|调度会|周例会|晨会|班前会|联席会议?"),
    (MeetingType.ORG_LIFE, "组织生活会|专题生活会|民主生活会"),
    (MeetingType.APPRAISAL, "民主评议"),
    (MeetingType.PARTY_DAY, "主题党日|党日活动|统一党日|党员活动日|固定党日|党日"),
    (MeetingType.COMMITTEE, "支委扩大会|委员会|支委会|支委|党委会"),
    (MeetingType.GROUP, "党小组会|党小组|小组会|[一二三四五六七八]组"),
    (MeetingType.MEMBER_ASSEMBLY, "党员大会|支部大会|选举大会|全体党员会|全体党员大会|党员会议?|支部会议?"),
    (MeetingType.LECTURE, "党课|微党课"),
    (MeetingType.STUDY, "集中学习|集体学习|政治学习|理论学习|中心组学习|专题学习|学习会|学习记录|读书班|学习研讨|学习内容|领学|学习(?!型)"),
)
_RANK = {kind: rank for rank, (kind, _) in enumerate(_NAMES)}
_MEETING = tuple((kind, re.compile(words)) for kind, words in _NAMES)
_TALK = re.compile(
    "谈心|谈话|约谈|谈了|被谈|聊了|聊天|唠|促膝|征求意见|找[\u4e00-\u9fff]{2,10}(?:[。,\n]|$)|对象[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{2,3}[ ]?[—–和与][ ]?[\u4e00-\u9fff]{2,3}\n?$"
)
_ANY_MEETING = re.compile("会议|[大委组学活]会|主持|党课|党日|学习|应到|实到|到会|出席|参加|会上|到[0-9]+")
_TALK_FIELDS = frozenset(("talker", "talkee"))
_MEETING_FIELDS = frozenset(("due", "present", "host", "attendees", "observers", "absent", "topic"))
_TURN = re.compile("^[ \t]*(?:问|答|[A-Z甲乙]|我|谈话人|谈话对象|被谈话人|[\u4e00-\u9fff]{2,4})[ ]?:", re.MULTILINE)


def record_type(keys: frozenset[str], head: str, body: str) -> RecordType:
    """Talk or meeting, from the fields found, the words of the title and header, and the shape of the body."""
    score = 3.0 * len(keys & _TALK_FIELDS) - 1.5 * len(keys & _MEETING_FIELDS)
    score += 2.0 * bool(_TALK.search(head[:60])) - 2.0 * bool(any(words.search(head[:60]) for _, words in _MEETING))
    score += 0.5 * bool(_TALK.search(head[60:])) + 0.5 * bool(_TALK.search(body[:120])) + min(len(_TURN.findall(body)), 4) * 0.4
    score -= 0.8 * len(re.findall("会议|参会|与会|党员大会|支委会|散会|全体党员|主题党日|党课", body[:600]))
    score += 0.3 * len(re.findall("谈话|谈心|该同志|本人|我觉得|你", body[:600]))
    score += 1.0 * (_ANY_MEETING.search(head + body[:60]) is None)
    return RecordType.TALK if score > 0 else RecordType.MEETING


def declared_types(words: str) -> tuple[MeetingType, ...]:
    """Every meeting type that a phrase names, in the order in which it names them."""
    places: dict[MeetingType, int] = {}
    for kind, pattern in _MEETING:
        match = pattern.search(words)
        if match:
            places[kind] = match.start()
    return tuple(sorted(places, key=lambda kind: places[kind]))


def meeting_type(type_value: str | None, title: str | None, head: str, body: str) -> MeetingType:
    """The type that the record declares: by its type field, else its title, else its header, else the first words of its body."""
    if type_value and (ticked := declared_types(type_value)):
        return ticked[0]
    if title and (named := declared_types(title)):
        return min(named, key=_RANK.__getitem__)
    for words in (head, body[:80]):
        if declared := declared_types(words):
            return next((kind for kind in declared if kind is not MeetingType.STUDY), declared[0])
    return MeetingType.OTHER
