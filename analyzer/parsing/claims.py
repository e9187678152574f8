"""The duties that a record claims for itself beyond its own type."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from analyzer.parsing.fields.numbers import NUMBER, whole_number
from analyzer.types.labels import Activity, Duty, MeetingType

__all__ = ["RowClaim", "claimed_duties", "find_claims", "row_claims", "row_duties", "statements"]

_DUTIES: tuple[tuple[str, str], ...] = (
    (MeetingType.MEMBER_ASSEMBLY, "(?<!评议)党员大会|支部大会"),
    (MeetingType.COMMITTEE, "支委会|支部委员会"),
    (MeetingType.GROUP, "党小组会"),
    (MeetingType.PARTY_DAY, "主题党日|党日活动|党日"),
    (MeetingType.ORG_LIFE, "组织生活会"),
    (MeetingType.APPRAISAL, "民主评议"),
    (MeetingType.LECTURE, "(?:书记|微|领导|廉政|专题|领导干部)?(?:讲)?党课"),
    (
        MeetingType.STUDY,
        "集中学习|集体学习|政治学习|理论学习|专题学习(?!教育)|(?<!专题)(?<!主题)(?<!党史)(?<!党纪)学习教育(?!活动)|(?<!教育)学习(?=[0-9一二两]|$|[、,;。) ])",
    ),
    (Activity.DISCIPLINE_EDUCATION, "廉政(?:纪律)?教育|警示教育|纪律教育|廉洁教育|党风廉政"),
    (Activity.THOUGHT_ANALYSIS, "思想(?:动态)?(?:分析|研判)|思想动态|意识形态"),
    (Activity.CAMPAIGN, "专题(?:学习)?教育|主题教育|党史学习教育|党纪学习教育|两学一做|不忘初心"),
    (Activity.BELIEF_EDUCATION, "理想信念(?:教育)?|红色教育|革命传统教育|爱国主义教育"),
    (Activity.CRITICISM, "批评与自我批评"),
    (Activity.PRACTICE, "志愿服务|实践活动"),
    ("talk", "谈心谈话"),
)
_DUTY = tuple((key, re.compile(words)) for key, words in _DUTIES)
_ANY_DUTY = re.compile("|".join(words for _, words in _DUTIES))
_ALSO = ("同时", "一并", "并", "均", "分别", "也", "另", "可", "还")
_COUNT_AS = (
    "计入|记入|作为|计为|记(?<!书记)为|计作|记作|算作|视[为同]|归类为?|归入|登记[为:]|登记类别|列为|兼作|充作|报作|折算|报送:|入账:|计|算"
)
_CLAIM = re.compile(
    "|".join(f"{words}[^。;!?\n]{{0,60}}" for words in (*(f"{also}(?:{_COUNT_AS})" for also in _ALSO), *_COUNT_AS.split("|")))
    + "|按[^,。;\n]{2,12}?[0-9一二两三][ ]?次(?:登记|统计|记)"
    + "".join(f"|{words}[^。;!?\n]{{0,60}}" for words in ("勾选", "台账归类", "台账类型", "统计归类", "系统勾选"))
)
"""Every alternative opens with a character of its own, so that a search stops only where one of them may begin."""
_STRONG = re.compile(
    "同时作为|一并作为|计入|记入|计为|(?<!书)记为|计作|记作|算作|视[为同]|归类|归入|登记[为:]|登记类别|列为|兼作|充作|勾选|折算|一并计|同时计|均计|报送:|入账:|台账类型"
    "|[算计](?:[一两0-9]次|党课|学习|理论)|计[^,。;\n]{2,12}?[0-9一二两三][ ]?次|学时|^按"
)
_KNOWN = {str(duty): str(duty) for duty in Duty} | {duty.zh: str(duty) for duty in Duty}
_SAME = {
    str(Activity.THEORY_STUDY): str(Duty.STUDY),
    str(Activity.PARTY_LECTURE): str(Duty.LECTURE),
    str(Activity.CRITICISM): str(Duty.ORG_LIFE),
}
_FURTHER = (
    (str(Duty.TALK), re.compile("谈心|谈话")),
    (str(Duty.JOINT), re.compile("联席|业务会|行政会")),
    (str(Duty.OTHER), re.compile("其他|其它")),
)
_BETWEEN = re.compile("[、,，;；/|+＋\\n]+|\\s+|暨")
_COUNTED = re.compile(f"(?P<duty>.*?)[*×x:：]?(?P<count>-?{NUMBER})?(?:次|场|堂|期|$)(?P<rest>.*)")
_HOURS = re.compile("(?P<hours>[0-9]+(?:\\.[0-9]+)?)[ ]?(?:个)?(?:学时|课时|小时)")
_SECOND_HALF = re.compile("暨(?P<rest>[^。;,:\n(]{2,40})")
_TICKED, _EMPTY = "☑√✓✔■☒☐□", "☐□"
_BOX = re.compile(f"(?P<before>[{_TICKED}])?[ ]?(?P<duty>[^{_TICKED}\\s,、;。|/:]{{2,12}})(?P<behind>[{_TICKED}])?")
_TICKS = re.compile("[☑√✓✔■☒][^\n。]{2,60}")


def claimed_duties(words: str) -> tuple[str, ...]:
    """The duties that a phrase names, each once, in the order in which it names them; an empty box names none."""
    if any(box in words for box in _TICKED):
        words = "、".join(box["duty"] for box in _BOX.finditer(words) if (box["before"] or box["behind"] or _EMPTY[0]) not in _EMPTY)
    places: dict[str, int] = {}
    for key, pattern in _DUTY if _ANY_DUTY.search(words) else ():
        match = pattern.search(words)
        if match:
            places[str(key)] = match.start()
    return tuple(sorted(places, key=lambda key: places[key]))


def statements(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where `text[start:end]` states what the record is to count as («同时计入党课1次», «☑书记党课»)."""
    for match in _CLAIM.finditer(text, start, end):
        if _STRONG.search(match.group()) and claimed_duties(match.group()):
            yield match.span()
    for match in _TICKS.finditer(text, start, end):
        yield match.span()


def find_claims(text: str, start: int, end: int, begin: int, own: MeetingType) -> list[tuple[str, int, int]]:
    """Claims in `text[start:end]` as (duty, start, end), each duty once, without the record's own type; the body begins at `begin`.

    An explicit statement («同时计入党课1次»), a ticked box or the second half of a «暨» in the header claims; an agenda line does not.
    """
    found: dict[str, tuple[str, int, int]] = {}
    for first, last in statements(text, start, end):
        for duty in claimed_duties(text[first:last]):
            found.setdefault(duty, (duty, first, last))
    for half in _SECOND_HALF.finditer(text, start, begin):
        for duty in claimed_duties(half["rest"]):
            found.setdefault(duty, (duty, half.start("rest"), half.end("rest")))
    found.pop(str(own), None)
    return list(found.values())


class RowClaim(msgspec.Struct, frozen=True):
    """A duty that a row's 计入 claims, how often and with how many study hours."""

    duty: str
    count: int
    hours: float


def row_duties(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The duties that a type cell ticks, each once in their order, by key or in Chinese, and the words that are none."""
    duties: dict[str, None] = {}
    unknown = []
    for word in _BETWEEN.split(words):
        if not (bare := word.strip(" ☑√✓[]【】（）()\"'")):
            continue
        duty = _duty(bare)
        if duty is None:
            unknown.append(bare)
        else:
            duties.setdefault(duty)
    return tuple(duties), tuple(unknown)


def _duty(word: str) -> str | None:
    if word in _KNOWN or word in _SAME:
        return _KNOWN.get(word) or _SAME[word]
    named = [_SAME.get(duty, duty) for duty in claimed_duties(word)]
    return next((duty for duty in named if duty in _KNOWN), None) or next((duty for duty, words in _FURTHER if words.search(word)), None)


def row_claims(words: str) -> tuple[tuple[RowClaim, ...], tuple[str, ...]]:
    """What a 计入 cell claims («党员大会1次、党课1次2学时»), and the pieces that say nothing of the kind; a duty alone stands for once."""
    claims: dict[str, RowClaim] = {}
    wrong = []
    last = ""
    for piece in filter(None, (part.strip(" 。:：") for part in re.split("[、,，;；\n]+", words))):
        hours = _HOURS.search(piece)
        rest = _HOURS.sub("", piece).strip()
        counted = _COUNTED.fullmatch(rest)
        duty = _duty(counted["duty"].strip()) if counted and counted["duty"].strip() else last if hours and not rest else None
        count = whole_number(counted["count"]) if counted and counted["count"] else 1
        if not duty or count is None:
            wrong.append(piece)
            continue
        known = claims.get(duty, RowClaim(duty, 0, 0.0))
        claims[duty] = RowClaim(duty, known.count + (count if rest else 0), known.hours + (float(hours["hours"]) if hours else 0.0))
        last = duty
    return tuple(claims.values()), tuple(wrong)
