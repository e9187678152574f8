"""The duties that a record claims for itself beyond its own type."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from analyzer.text.numbers import NUMBER, whole_number
from analyzer.types.labels import Activity, Duty, MeetingType, RecordType

__all__ = ["RowClaim", "claimed_duties", "find_claims", "row_claims", "row_duties", "says_meeting", "statements"]

_DUTIES: tuple[tuple[str, str], ...] = (
    (MeetingType.MEMBER_ASSEMBLY, "(?<!评议)党员大会|支部大会"),
    (MeetingType.COMMITTEE, "支委会|支部委员会"),
    (MeetingType.GROUP, "党小组会"),
    (MeetingType.PARTY_DAY, "主题党日|党日活动|党日"),
    (MeetingType.ORG_LIFE, "组织生活(?!制度)"),
    (MeetingType.APPRAISAL, "民主评议"),
    (MeetingType.LECTURE, "(?:书记|微|领导|廉政|专题|领导干部)?(?:讲)?党课"),
    (
        MeetingType.STUDY,
        "(?<!教育)集中学习|集体学习|政治学习|理论学习|(?<!教育)专题学习(?!教育)|党史学习(?!教育)|(?<!专题)(?<!主题)(?<!党史)(?<!党纪)学习教育(?!活动)|(?<!教育)(?<!集中)(?<!专题)学习(?=[0-9一二两]|$|[、,;。) ])",
    ),
    (Activity.DISCIPLINE_EDUCATION, "廉[政洁](?!党课)|警示(?:教育|课)|(?:纪律|党纪|法纪)教育"),
    (Activity.THOUGHT_ANALYSIS, "思想(?:动态|状况)?(?:半年|季度)?(?:分析|研判)|思想动态|意识形态"),
    (Activity.CAMPAIGN, "专题(?:学习)?教育|主题教育|党史(?:学习教育|专题)|“?四史|党纪学习教育|两学一做|不忘初心"),
    (Activity.BELIEF_EDUCATION, "理想信念|红色(?:教育|观影)|革命传统教育|爱国主义教育"),
    (Activity.CRITICISM, "批评与自我批评"),
    (Activity.PRACTICE, "志愿服务|实践活动"),
    ("talk", "谈心谈话"),
)
_DUTY = tuple((key, re.compile(words)) for key, words in _DUTIES)
_ANY_DUTY = re.compile("|".join(words for _, words in _DUTIES))
_ALSO = ("同时", "一并", "并", "均", "分别", "也", "又", "另", "可", "还")
_COUNT_AS = "计入|记入|作为|计为|记(?<!书记)为|计作|记作|算作|视[为同]|归类为?|归入|登记[为:]|登记类别|列为|兼作|兼记|并作|充作|报作|折算|报送:|入账:|计|算"
_CLAIM = re.compile(
    "|".join(f"{words}[^。;!?\n]{{0,60}}" for words in (*(f"{also}(?:{_COUNT_AS})" for also in _ALSO), *_COUNT_AS.split("|")))
    + "|按[^,。;\n]{2,12}?[0-9一二两三][ ]?次(?:登记|统计|填?报|记)"
    + "".join(f"|{words}[^。;!?\n]{{0,60}}" for words in ("勾选", "台账归类", "台账类型", "统计归类", "系统勾选"))
)
"""Every alternative opens with a character of its own, so that a search stops only where one of them may begin."""
_DENIED = ("不", "未")
_TOGETHER = re.compile(
    "(?:与|和|同)[^,。;\n]{2,16}?(?:合并|一并|套开|合开)(?:召开|开展|进行|举行)|并入[^,。;\n]{2,12}|一会[两二三多]用[:(][^。;\n]{2,40}"
)
"""Meetings that are held as one («与主题党日合并开展»)."""
_STRONG = re.compile(
    "(?:同时|一并|[又也另并])作为|计入|记入|计为|(?<!书)记为|计作|记作|算作|视[为同]|归类|归入|登记[为:]|登记类别|列为|兼作|兼记|并作|充作|勾选|折算|一并计|同时计|均计|报送:|入账:|台账类型"
    "|[算计](?:[一两0-9]次|党课|学习|理论)|计[^,。;\n]{2,12}?[0-9一二两三][ ]?次|学时|^按"
)
_LABELLED = re.compile(
    "|".join(
        f"{label}[^。;!?\n]{{2,60}}"
        for label in (
            "台账(?:归类?|备注|登记)?[ ]?[】|:]",
            "归档[ ]?[】|:]",
            "填报类型[ ]?[】|:]",
            "登记[ ]?[】|:]",
            "计[ ]?[】:](?<!统计.)",
        )
    )
    + "|备注[ ]?[】|:][^。;!?\n]{2,40}?[0-9一二两三][ ]?次[^。;!?\n]{0,40}"
)
"""A remark of a form that lists what it counts as («台账:理论学习1次、廉政教育1次»)."""
_BOOKS = re.compile(
    "台账|备注|系统|月表|报表|表[头上里]|栏|[两那一]格|登记|归档|上报|填报|本子|簿|口径|补登|录入|封面|打.?[勾钩]|勾两?格|学时|上账|照写|[报写填记算][成作]|[0-9一二两三半各][ ]?(?:次|回|堂|课时)|各[一1]"
    "|[课育析习日会议究判][1-3](?![0-9.年月日:])|顺[便带手][^,。;\n]{0,2}[登记报填]|一并[登记报填]|[会趟场回次天]也[登记报填]|并计"
)
"""Where a sentence may say how it is kept in the books."""
_KEPT_AS = "计(?!划|票|算机)|算|(?<!书)(?<!笔)记(?!录人|录:|者|得)|登|录入|填|勾|报(?!告|名|到|销|警|道)|归|列[入为]|抵|顶|折(?=[算成抵党书主廉组民])|上账|充(?![分满])|作(?=为|[书微党民理集组廉警思主专红])|视[为同]|挂"
_KEPT = re.compile(_KEPT_AS)
_KEPT_ALSO = re.compile(f"(?:同[时步]|一并|并|也|另外?|[再又]|兼|还|顺[便带]|各|均|都)[^,]{{0,3}}(?:{_KEPT_AS})")
_THIS_ONE = re.compile("本[次场期页日会趟]|此[行番]|这[次一]?[趟回场天次会]|今[天日晚]|此次|当天|以上|活动|该次")
_NOT_THIS = re.compile(
    "计划|全年|今年|半年(?!的|分析)|季度(?:共|开展|累计)|累计|共开展|每[月季年次]|明年|下[月次]|合计|应当|规定|必须|检查|未|没有|不能|不得|不[算记计]|别|要求|补齐|情况|问题|缺"
)
"""Sentences on plans, sums, rules and faults say nothing of what this record counts as."""
_LIST = 30
"""How far behind a clause that names no duty a list of them may go («多勾两格,主题党日、廉政教育»)."""
_CLAUSE = re.compile("[^,()]+")
_SENTENCE_END = re.compile("[。;!?\n]")
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
_ANY_MEETING = frozenset((str(RecordType.MEETING), RecordType.MEETING.zh, "会议", "会议记录"))
"""What a type cell calls a meeting of which it does not say the kind."""
_BETWEEN = re.compile("[、,，;；/|+＋\\n]+|\\s+|暨")
_COUNTED = re.compile(f"(?P<duty>.*?)[*×x:：]?(?P<count>-?{NUMBER})?(?:次|场|堂|期|$)(?P<rest>.*)")
_HOURS = re.compile("(?P<hours>[0-9]+(?:\\.[0-9]+)?)[ ]?(?:个)?(?:学时|课时|小时)")
_SECOND_HALF = re.compile("[暨兼](?P<rest>[^。;,:\n(]{2,40})")
_TICKED, _EMPTY = "☑√✓✔■☒☐□", "☐□"
_BOX = re.compile(
    f"(?P<before>[{_TICKED}])?[ ]?(?P<duty>[^{_TICKED}\\s,、;。|/:]{{2,10}})(?:(?P<behind>[{_TICKED}])|(?=[\\s,、;。|/:)]|$))"
)
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
        if text[match.start() - 1 : match.start()] not in _DENIED and _STRONG.search(match.group()) and claimed_duties(match.group()):
            yield match.span()
    for match in _TOGETHER.finditer(text, start, end):
        if claimed_duties(match.group()):
            yield match.span()
    for match in _TICKS.finditer(text, start, end):
        yield match.span()
    for match in _LABELLED.finditer(text, start, end):
        if claimed_duties(match.group()):
            yield match.span()
    yield from _said(text, start, end)


def _said(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clauses in plain words that have this meeting kept in the books as something else («这一趟也算警示教育一次»)."""
    done = start
    for hint in _BOOKS.finditer(text, start, end):
        if hint.start() < done:
            continue
        begin = max(start, *(text.rfind(stop, start, hint.start()) + 1 for stop in "。;!?\n"))
        stop = _SENTENCE_END.search(text, hint.end(), end)
        done = stop.start() if stop else end
        if _NOT_THIS.search(text, begin, done):
            continue
        this = _THIS_ONE.search(text, begin, done)
        for clause in _CLAUSE.finditer(text, begin, done):
            kept = _KEPT.search(text, *clause.span())
            if kept and (this or _KEPT_ALSO.search(text, *clause.span())):
                first = max(clause.start(), text.rfind(" ", clause.start(), kept.start()) + 1)
                last = clause.end() if claimed_duties(text[first : clause.end()]) else min(done, clause.end() + _LIST)
                if claimed_duties(text[first:last]):
                    yield first, last


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
    """The duties that a type cell ticks, each once in their order, by key or in Chinese, and the words that are none; «会议» is neither."""
    duties: dict[str, None] = {}
    unknown = []
    for bare in _type_words(words):
        if bare in _ANY_MEETING:
            continue
        duty = _duty(bare)
        if duty is None:
            unknown.append(bare)
        else:
            duties.setdefault(duty)
    return tuple(duties), tuple(unknown)


def says_meeting(words: str) -> bool:
    """Whether a type cell says that the record is a meeting, whichever: title and text tell its kind."""
    return not _ANY_MEETING.isdisjoint(_type_words(words))


def _type_words(words: str) -> Iterator[str]:
    return filter(None, (word.strip(" ☑√✓[]【】（）()\"'") for word in _BETWEEN.split(words)))


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
