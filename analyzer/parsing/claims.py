"""The duties that a record claims for itself beyond its own type."""

from __future__ import annotations

import re

from analyzer.types.labels import Activity, MeetingType

__all__ = ["claimed_duties", "find_claims", "is_claim"]

_DUTIES: tuple[tuple[str, str], ...] = (
    (MeetingType.MEMBER_ASSEMBLY, "党员大会|支部大会"),
    (MeetingType.COMMITTEE, "支委会|支部委员会"),
    (MeetingType.GROUP, "党小组会"),
    (MeetingType.PARTY_DAY, "主题党日|党日活动|党日"),
    (MeetingType.ORG_LIFE, "组织生活会"),
    (MeetingType.APPRAISAL, "民主评议"),
    (MeetingType.LECTURE, "(?:书记|微|领导|廉政|专题|领导干部)?(?:讲)?党课"),
    (MeetingType.STUDY, "集中学习|集体学习|政治学习|理论学习|学习教育(?!活动)|(?<!党史)(?<!党纪)学习(?=[0-9一二两]|$|[、,;。)])"),
    (Activity.DISCIPLINE_EDUCATION, "廉政(?:纪律)?教育|警示教育|纪律教育|廉洁教育|党风廉政"),
    (Activity.THOUGHT_ANALYSIS, "思想(?:动态)?分析|思想动态|意识形态"),
    (Activity.CAMPAIGN, "专题(?:学习)?教育|主题教育|党史学习教育|党纪学习教育|两学一做|不忘初心"),
    (Activity.BELIEF_EDUCATION, "理想信念(?:教育)?|红色教育|革命传统教育|爱国主义教育"),
    (Activity.CRITICISM, "批评与自我批评"),
    (Activity.PRACTICE, "志愿服务"),
    ("talk", "谈心谈话"),
)
_DUTY = tuple((key, re.compile(words)) for key, words in _DUTIES)
_CLAIM = re.compile(
    "(?:同时|一并|并|均|分别|也|另|可|还)?(?:计入|记入|作为|计为|计作|记作|算作|视为|归类为?|归入|登记为|列为|兼作|充作|报作|折算|计|算)[^。;!?\n]{0,60}"
    "|(?:勾选|台账归类|统计归类|系统勾选)[^。;!?\n]{0,60}"
)
_STRONG = re.compile(
    "同时作为|一并作为|计入|记入|计为|计作|记作|算作|视为|归类|归入|登记为|列为|兼作|充作|勾选|折算|一并计|同时计|均计|[算计](?:[一两0-9]次|党课|学习|理论)|学时"
)
_SECOND_HALF = re.compile("暨(?P<rest>[^。;,:\n]{2,40})")


def claimed_duties(words: str) -> tuple[str, ...]:
    """The duties that a phrase names, each once, in the order in which it names them."""
    places: dict[str, int] = {}
    for key, pattern in _DUTY:
        match = pattern.search(words)
        if match:
            places[str(key)] = match.start()
    return tuple(sorted(places, key=lambda key: places[key]))


def is_claim(line: str) -> bool:
    """Whether a line states what the record is to count as."""
    return any(_STRONG.search(match.group()) and claimed_duties(match.group()) for match in _CLAIM.finditer(line))


def find_claims(text: str, start: int, end: int, title: str | None, own: MeetingType) -> list[tuple[str, int, int]]:
    """Claims in `text[start:end]` as (duty, start, end), each duty once, without the record's own type.

    An explicit statement («同时计入党课1次») or the second half of a «暨» title claims; an agenda line does not.
    """
    found: dict[str, tuple[str, int, int]] = {}
    for match in _CLAIM.finditer(text, start, end):
        if not _STRONG.search(match.group()):
            continue
        for duty in claimed_duties(match.group()):
            found.setdefault(duty, (duty, match.start(), match.end()))
    if title:
        half = _SECOND_HALF.search(title)
        place = text.find(title, start, end)
        if half and place >= 0:
            for duty in claimed_duties(half["rest"]):
                found.setdefault(duty, (duty, place + half.start("rest"), place + half.end("rest")))
    found.pop(str(own), None)
    return list(found.values())
