"""What a record declares itself to be: a talk or a meeting, and which meeting."""

from __future__ import annotations

import re

from analyzer.types.labels import MeetingType, RecordType

__all__ = ["declared_types", "meeting_type", "record_type", "rule_score"]

_NAMES: tuple[tuple[MeetingType, str], ...] = (
    (
        MeetingType.JOINT,
        "党政联席|业务会|办公会|[工产]作?例会|生产例会|调度会|周例会|(?<!【)晨会|班前会|联席会议?|经营分析会|[处局院校馆科]务会|碰头会|商量会|业务碰头",
    ),
    (MeetingType.ORG_LIFE, "组织生活会|专题生活会|民主生活会"),
    (MeetingType.APPRAISAL, "民主[评平]议|评议党员"),
    (MeetingType.PARTY_DAY, "主题党日|党日活动|统一党日|党员活动日|固定党日|党日"),
    (MeetingType.COMMITTEE, "支委扩大会|委员会(?!$|\n)|支委会|支委|党委会"),
    (MeetingType.GROUP, "党小组会|党小组|小组会|[一二三四五六七八]组|[一二三四五六七八]小组"),
    (MeetingType.MEMBER_ASSEMBLY, "(?<!评议)党员大会|支部大会|选举大会|全体党员会|(?<!评议)党员会议?|支部会议?"),
    (MeetingType.LECTURE, "党课|微党课"),
    (MeetingType.STUDY, "集中学习|集体学习|政治学习|理论学习|中心组学习|专题学习|学习会|学习记录|读书班|学习研讨|学习内容|领学|学习(?!型)"),
)
_MEETING = tuple((kind, re.compile(words)) for kind, words in _NAMES)
_ANY_NAME = re.compile("|".join(words for _, words in _NAMES))
_ORGAN = re.compile("委员会")
_THIS = re.compile("(?:本次|今[天晚]|这次|此次)[^。,;\n]{0,14}")
_HINTS: tuple[tuple[MeetingType, re.Pattern[str]], ...] = (
    (MeetingType.LECTURE, re.compile("主讲|授课|讲课|讲的人|听课")),
    (MeetingType.APPRAISAL, re.compile("测评票|互评|评定等次")),
    (MeetingType.MEMBER_ASSEMBLY, re.compile("表决|候选人|换届|转正|监票|唱票|介绍人")),
    (MeetingType.ORG_LIFE, re.compile("对照检查|自我批评|互相批评")),
    (MeetingType.PARTY_DAY, re.compile("参观|瞻仰|陵园|旧址|志愿|重温|红马甲|慰问|义务")),
    (MeetingType.STUDY, re.compile("领读|领学|研讨|学习了|原文")),
)
_HINTED = 600
_TRUST = 4.0
_TALK = re.compile(
    "谈心|谈话|找我|我找|约谈|谈了|被谈|聊了|聊天|唠|促膝|征求意见|找[\u4e00-\u9fff]{2,10}(?:[。,\n]|$)|对象[\u4e00-\u9fff]{2}|"
    + "|".join(f"{mark}(?:(?<=[\u4e00-\u9fff]{{2}}.)|(?<=[\u4e00-\u9fff]{{2}} .))[ ]?[\u4e00-\u9fff]{{2,3}}\n?$" for mark in "—–和与")
)
_ANY_MEETING = re.compile("会议|[大委组学活]会|主持|党课|党日|学习|应到|实到|到会|出席|参加|会上|到[0-9]+")
_TALK_FIELDS = frozenset(("talker", "talkee"))
_MEETING_FIELDS = frozenset(("due", "present", "host", "attendees", "observers", "absent", "topic"))
_TURN = re.compile("\n[ \t]{0,4}(?:问|答|[A-Z甲乙]|我|谈话人|谈话对象|被谈话人|[\u4e00-\u9fff]{2,4})[ ]?:")
_MEETS = re.compile("会议|参会|与会|党员大会|支委会|散会|全体党员|主题党日|党课")
_TALKS = re.compile("谈话|谈心|该同志|本人|我觉得|你")


def record_type(keys: frozenset[str], head: str, body: str, lean: float) -> RecordType:
    """Talk or meeting: what the fields found, the words of title and header and the shape of the body say, and `lean`, log odds of a talk."""
    return RecordType.TALK if rule_score(keys, head, body) + _TRUST * lean > 0 else RecordType.MEETING


def rule_score(keys: frozenset[str], head: str, body: str) -> float:
    """Evidence for a talk (above 0) or a meeting (below), in points that roughly are log odds."""
    score = 4.5 * len(keys & _TALK_FIELDS) - 1.5 * len(keys & _MEETING_FIELDS)
    score += 2.0 * bool(_TALK.search(head[:60])) - 2.0 * bool(_ANY_NAME.search(head[:60]))
    score += 0.5 * bool(_TALK.search(head[60:])) + 0.5 * bool(_TALK.search(body[:120])) + min(len(_TURN.findall(f"\n{body}")), 4) * 0.4
    score -= 0.8 * len(_MEETS.findall(body, 0, 600))
    score += 0.3 * len(_TALKS.findall(body, 0, 600))
    return score + 1.0 * (_ANY_MEETING.search(head + body[:60]) is None)


def declared_types(words: str) -> tuple[MeetingType, ...]:
    """Every meeting type that a phrase names, in the order in which it names them."""
    places: dict[MeetingType, int] = {}
    for kind, pattern in _MEETING if _ANY_NAME.search(words) else ():
        match = pattern.search(words)
        if match:
            places[kind] = match.start()
    return tuple(sorted(places, key=lambda kind: places[kind]))


def meeting_type(type_value: str | None, title: str | None, head: str, body: str) -> MeetingType:
    """The type that the record declares: by its type field, else its title, else its header, else how its body calls or shows itself.

    Of a title with «暨» the first half names the type, the second claims. `head` is the header without its claims.
    """
    if type_value:
        if ticked := declared_types(type_value):
            return ticked[0]
        if _ORGAN.search(type_value):
            return MeetingType.COMMITTEE
    for words in (title or "", head, body[:80], " ".join(_THIS.findall(body[:_HINTED]))):
        if declared := _named(words):
            return declared
    if _ORGAN.search(title or ""):
        return MeetingType.COMMITTEE
    for words in (head, body[:_HINTED]):
        for kind, hint in _HINTS:
            if hint.search(words):
                return kind
    return MeetingType.OTHER


def _named(words: str) -> MeetingType | None:
    """The type that a phrase is headed by: the last one of its first half, a study only where nothing else is named."""
    first, _, rest = words.partition("暨")
    declared = declared_types(first) or declared_types(rest)
    return next((kind for kind in reversed(declared) if kind is not MeetingType.STUDY), declared[0] if declared else None)
