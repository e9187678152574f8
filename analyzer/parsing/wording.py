"""What a header tells in its own words: who presided, who wrote, who came, where it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.parsing.cells import NO_PERSON, Cell
from analyzer.parsing.fields.names import is_named, named
from analyzer.parsing.found import Found

__all__ = ["find_place", "find_run_in", "header_facts", "names_event", "tells_office"]

_EVENT = re.compile(
    "[^,。]{0,16}(?:大会|支委会|小组会|党日|党课|组织生活会?|评议|学习会?|谈心|谈话|委员会|支部会|会议|记录|纪要|例会|联席会)(?:$|[^\u4e00-\u9fff]|[一二]次|暨)"
)
_EVENT_SIGN = re.compile("[会日课活议习谈录要]")
"""Without such a character no words name an event."""
_HOST = re.compile(
    "(?:由|,|。|\\s|^)(?P<who>(?:支部|党支部|总支|机关)?(?:书记|副书记|组长|委员|支书)?[ ]?[\u4e00-\u9fff]{2,4}?(?:同志|书记|副书记|主任|组长|老师|支书)?)(?:同志)?(?:主持召开|主持了|召集并主持|主持|召集|带队|领队)"
    "(?!人|词|会议工作)"
)
_BOTH = re.compile("主持人?[、兼及和并/]记录人?[: ]{0,2}(?P<who>[一-鿿]{2,4})")
_CONVENED = re.compile("(?P<who>[一-鿿]{2,4})\\((?:[^()\n,]{0,8}[,、])?(?:主持|召集|组长)\\)")
_GLUED = re.compile("主持人(?P<who>[一-鿿]{2,4})(?=[,。;\\s]|$)")
_ONLINE = re.compile("(?:腾讯|视频|线上|网络|钉钉|电话)会议|线上|微信(?:语音|视频)?|视频|电话")
_LECTURER = re.compile(
    "(?P<who>[\u4e00-\u9fff]{2,4})(?:同志)?(?:讲党课|主讲|授课|领学|领着|组织大家)|讲的人是(?P<who2>[\u4e00-\u9fff]{2,10})"
)
_RECORDER = re.compile(
    "(?P<who>我(?=记的)|[\u4e00-\u9fff]{1,4}?)(?:同志)?(?:列席并|负责|作|做|担任)?(?:会议)?(?:记录|(?<!书)[追补手]?记|整理|执笔)的?(?=[,。;)(\\s]|$)"
    "|(?:记录人?是|(?:记录|(?<!书)[追补手]?记)[: ]?)(?P<who2>[\u4e00-\u9fff]{1,4})(?=[,。;)(\\s]|$)"
)
_BEFORE_NAME = "室科部处组股员站由请"
"""Characters in which the word before a name ends."""
_TOOK_PART = re.compile("(?:^|(?<=[,。;]))(?P<who>[^,。;:\n]{2,40}?)(?:等(?:同志|人)?)?(?:参加|出席)了?(?:本次|此次)?(?:会议|大会)")
_BRANCHES = ("支部", "总支", "党委", "党组")
_PART, _SITS = re.compile("(?:参加|出席)了?(?:本次|此次)?(?:会议|大会)"), re.compile("列席")
_SAT_IN = re.compile("(?:^|(?<=[,。;]))(?P<who>[^,。;:\n]{2,40}?)列席(?![人的:])")
_PRESIDES, _LECTURES, _RECORDS = map(re.compile, ("主持|召集|带队|领队|组长", "讲|授课|领学|领着|组织大家", "记|整理|执笔"))
_RUN_IN = (
    (_PRESIDES, (("host", _BOTH), ("recorder", _BOTH), ("host", _HOST), ("host", _CONVENED), ("host", _GLUED))),
    (_LECTURES, (("host", _LECTURER),)),
    (_RECORDS, (("recorder", _RECORDER),)),
)
"""Without what words sentences do not tell, which keys they tell with one of them, and how."""
_BEFORE_SIGN = 24
"""So many characters before the first of those words no telling begins that holds one."""
_PLACE_END = (
    "室|厅|中心|基地|现场|食堂|礼堂|车间|广场|站台|站|党校|会场|工区|院子|院|田头|地头|田埂上?|教室|家中|家里|屋里|宿舍|大院|阵地|楼|层|馆|场|房|间|仓|库|部|科|所|园|店|厂|路上|天台|走廊|楼道|楼梯间|门口|旁边?|"
    "墙|碑|旧址|陵园|服务区|车上|车里|驾驶室|炉前|长椅|区|村|坪|坝子?|亭子?|树下|台阶上?|岸边|河边|码头|工地|班组|点位|角|线上|电话|语音|视频|会议号?|腾讯会议|微信|钉钉|飞书|摊|铺|街|巷|桥|山|边|滩上|坡上|坝上|(?:棚|翼|檐|楼|桥|山)下|医院|学校|小学|中学|大学|大厦|大队部|祠堂|亭|家|客厅|堂屋|棚|厩|[床炉机窗][前旁边]|阶上|闸上|塔上|底下"
)
_AT = re.compile(
    f"(?:(?<![实应])到|[在于,])(?P<place>(?![0-9])[^,。;:\n在到于]{{1,16}}?(?:{_PLACE_END})[0-9A-Za-z]{{0,5}})(?=[,。;(\\s召举开进找与和同遇跟谈]|$)"
)
_PLACE = re.compile(
    f"(?:[^,。;:]{{0,20}}(?:{_PLACE_END})[0-9A-Za-z]{{0,5}}(?:(?:里|外|内|上|下)[间面屋]?)?(?:\\([^()]*\\))?|[A-Za-z]?[\u4e00-\u9fff]{{0,6}}[0-9A-Za-z-]{{2,8}})$"
)
_PLACE_LABEL = re.compile("(?:[\u4e00-\u9fff]{0,2}室|[\u4e00-\u9fff]{0,4}地[点址]|(?:集合|出发|所在)地):(?=[^ ])")
_LABELLED_PLACE = re.compile("[^\n,;。|]+?(?=[ ]?(?:[,;。|]|$|[ ][^ :\n]{1,6}:))", re.MULTILINE)
_NO_PLACE = re.compile(
    "[0-9]{1,4}[人名个次年]|(?<![0-9A-Za-z\u4e00-\u9fff])[0-9]{1,2}[-./][0-9]{1,2}(?=[ ,;。]|$)"
    "|[应实]到|主持|记录|缺|请假|同志|计入|参会|人$|周[一二三四五六日]|星期|上午|下午|支部$|(?:党员|组长|书记|主任)(?![\u4e00-\u9fff]{0,4}[室厅家])"
)
_NAME_LIKE = re.compile("[\u4e00-\u9fff]{2,3}(?:\\([^()]*\\))?$")
_FACTS = (
    re.compile(
        "[0-9]{1,4}[ ]?[年./\\-][0-9]{1,2}|[0-9一二三四五六七八九十]{1,3}月[ ]?[0-9一二三四五六七八九十廿初]{1,3}[日号]?|(?:正月|腊月|农历|初[一二三四五六七八九十])|(?:19|20)[0-9]{2} [0-9]{1,2} [0-9]{1,2}"
    ),
    re.compile("[0-9一二两三四五六七八九十]{1,3}[:时点][0-9半]?|上午|下午|晚上|午后|早上|早饭|晌午|班前|班后|中午"),
    re.compile("主持|召集|主讲|带队|讲的人"),
    re.compile(
        "应到|应[ ]?[0-9]|实到|到会|出席|参加(?:人员|的|:)|[0-9一二三四五六七八九十]人(?:参加|到|出席|在场)|人员|与会|到场|来了[0-9一二三四五六七八九十]|缺席|请假|听的人|该来|参会"
    ),
    re.compile("记录人?[:\\s]|记录。?$|(?<![忘不切登])记。?$|(?:执笔|笔录)|[(\\s]记[: ]"),
    re.compile("会议室|办公室|活动室|地点|值班室|休息室|现场召开|召开了|谈心室|工区|地头|院坝|门口"),
    re.compile(
        "谈话(?:人|对象)(?=[:\\s(|是为]|$|[\u4e00-\u9fff]{2,4}(?:[,。\\s]|$))|与[\u4e00-\u9fff]{2,6}(?:同志)?谈|找[\u4e00-\u9fff]{2,12}(?:谈|聊|唠|[。,]|$)|被谈|和[\u4e00-\u9fff]{1,6}谈"
        "|(?:^|[,。])[\u4e00-\u9fff]{2,4}与[\u4e00-\u9fff]{2,6}(?:\\([^()]*\\))?谈?(?=[,。]|$)"
    ),
)


def names_event(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` opens with the name of an event («支委会», «三月主题党日记录»)."""
    return _EVENT_SIGN.search(text, start, end) is not None and _EVENT.match(text, start, end) is not None


def header_facts(sentence: str) -> int:
    """How many kinds of header fact a sentence or line holds, 0–7: date, clock, host, attendance, recorder, place, talk partners."""
    return sum(fact.search(sentence) is not None for fact in _FACTS)


def tells_office(sentence: str) -> bool:
    """Whether a sentence tells who presided, attended or wrote the record."""
    return any(fact.search(sentence) for fact in (_FACTS[2], _FACTS[3], _FACTS[4]))


def find_run_in(found: Found, text: str, start: int, end: int) -> None:
    """Adds what sentences tell: «在二楼会议室,王某主持», «我在田埂上找老邱谈»."""
    told = ((sign.start(), *way) for signs, ways in _RUN_IN if (sign := signs.search(text, start, end)) for way in ways)
    for sign_at, key, pattern in told:
        for match in pattern.finditer(text, max(start, sign_at - _BEFORE_SIGN), end) if key not in found else ():
            first, last = _whole_name(text, *match.span("who" if match["who"] else "who2"))
            if named(text[first:last]) and not NO_PERSON.search(text, first, last):
                found[key] = (text[first:last], first, last)
                break
    for key, signs, pattern in (("attendees", _PART, _TOOK_PART), ("observers", _SITS, _SAT_IN)):
        if (
            key not in found
            and signs.search(text, start, end)
            and (those := next((match for match in pattern.finditer(text, start, end) if is_named(match["who"])), None))
        ):
            found[key] = (those["who"], those.start("who"), those.end("who"))
    if "place" not in found and (at := _AT.search(text, start, end)) and not at["place"].endswith(_BRANCHES):
        found["place"] = (at["place"], at.start("place"), at.end("place"))


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name begins that was cut out of the words before it («[办]公室白洁», «由李某»), and ends."""
    while start < end and text[start] in " \n":
        start += 1
    end = start + len(text[start:end].rstrip().removesuffix("同志"))
    if not is_named(text[start:end]) or text[start] in "由请":
        start = next((first for first in range(start + 1, end - 1) if text[first - 1] in _BEFORE_NAME and is_named(text[first:end])), start)
    return start, end


def find_place(found: Found, text: str, start: int, end: int, bare: Sequence[Cell]) -> None:
    """Adds the place that stands without a label: a word that looks like one, else the word right behind date and time."""
    candidates = [
        cell
        for cell in bare
        if cell.key is None and not names_event(text, cell.start, cell.end) and not _NO_PLACE.search(text, cell.start, cell.end)
    ]
    chosen = next(
        (cell for cell in candidates if _PLACE.match(text, cell.start, cell.end) or _PLACE_LABEL.match(text, cell.start, cell.end)), None
    )
    if chosen is None:
        behind = {after for before, after in zip(bare, bare[1:], strict=False) if before.key == "moment"}
        chosen = next(
            (
                cell
                for cell in candidates
                if cell in behind and 2 <= cell.end - cell.start <= 16 and not _NAME_LIKE.match(text, cell.start, cell.end)
            ),
            None,
        )
    if chosen is not None:
        label = _PLACE_LABEL.match(text, chosen.start, chosen.end)
        whole = _LABELLED_PLACE.match(text, label.end(), end) if label else None
        begin, stop = whole.span() if whole else (chosen.start, chosen.end)
        found["place"] = (text[begin:stop], begin, stop)
    elif online := _ONLINE.search(text, start, end):
        found["place"] = (online.group(), online.start(), online.end())
