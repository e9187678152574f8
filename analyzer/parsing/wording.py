"""What a header tells in its own words: who presided, where it was, who talked with whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.parsing.cells import NO_PERSON, Cell
from analyzer.parsing.dialogue import find_speakers
from analyzer.parsing.fields.names import OFFICE_AT_END, is_named, named

__all__ = ["find_partners", "find_place", "find_run_in", "header_facts", "names_event", "tells_office"]

Found = dict[str, tuple[str, int, int]]

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
    "(?P<who>我(?=记的)|[\u4e00-\u9fff]{1,4}?)(?:同志)?(?:负责|作|做|担任)?(?:会议)?(?:记录|(?<!书)[追补手]?记|整理|执笔)的?(?=[,。;)(\\s]|$)"
    "|(?:记录人?是|(?:记录|(?<!书)[追补手]?记)[: ]?)(?P<who2>[\u4e00-\u9fff]{1,4})(?=[,。;)(\\s]|$)"
)
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
_AT = re.compile(f"[在于到,](?P<place>[^,。;:\n在]{{1,16}}?(?:{_PLACE_END})[0-9A-Za-z]{{0,5}})(?=[,。;(\\s召举开进找与和同遇跟谈]|$)")
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
_NAME_WIDTH = 3
_TOLD = re.compile("[着了的记下上里边]|谈心|补")
_WHO = "(?:[\u4e00-\u9fff]{2,4}|[0-9]{1,3}岗)(?:\\([^()\n]{0,40}\\))?"
_ARROW = re.compile(f"(?P<talker>{_WHO})[ ]?(?:→|←|↔|—+|–+|×|~|＆|&|-)[ ]?(?P<talkee>(?:[\u4e00-\u9fff]{{2,10}}[ ])?{_WHO})")
_ARROWS = re.compile("[→←↔—–×~＆&-]")
_SPOKE = "(?:进行|开展|作)?了?(?:一次|任职|提醒|关怀)?(?:谈|聊|唠|促膝|交心)"
_TALK_PAIR = re.compile(
    "(?P<talker>我|[一-鿿]{1,12}?)(?:\\([^()\n]{0,40}\\))?(?:同志)?[ ]?"
    f"(?:(?:与|同|和|跟|对)[ ]?(?P<talkee>[一-鿿][一-鿿、]{{1,16}}?)(?:同志)?(?={_SPOKE})"
    f"|(?:找|约|谈(?![话心])|问)(?:了)?[ ]?(?P<sought>[一-鿿][一-鿿、]{{1,12}}?)(?:同志)?(?={_SPOKE}|[,。;(\\s]|$))"
)
_TWO = re.compile(
    "(?<![一-鿿、])(?P<talker>[一-鿿]{2,8}?)(?:\\([^()\n]{0,40}\\))?[ ]?[、与和跟同][ ]?(?:党员|群众|老党员|青年)?(?P<talkee>[一-鿿]{2,8})(?![一-鿿、])"
)
_PARTNER = re.compile(
    "(?:与|同|和|跟|找|约)(?P<talkee>[^,。;\n]{2,16}?)(?:同志)?(?:进行)?(?:谈心|谈话|谈了?|聊|唠)|打给(?P<called>[一-鿿]{2,4})"
)
_I = re.compile("我(?=\\(|[^,。\n]{0,12}(?:找|遇到|约|与|和|同|跟|问|去|到))|找(?P<me>我)")

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
    for first, key, pattern in told:
        for match in pattern.finditer(text, max(start, first - _BEFORE_SIGN), end) if key not in found else ():
            group = "who" if match["who"] else "who2"
            if named(match[group].strip()) and not NO_PERSON.search(match[group]):
                found[key] = (match[group].strip(), match.start(group), match.end(group))
                break
    if "place" not in found and (at := _AT.search(text, start, end)):
        found["place"] = (at["place"], at.start("place"), at.end("place"))


def find_partners(found: Found, text: str, start: int, end: int, bare: Sequence[Cell]) -> None:
    """Adds who talked with whom, where no label says so: «甲→乙», «甲找乙谈», «我……», two names side by side, two who speak by turns; else
    whoever wrote is the talker.
    """
    if "talkee" not in found:
        arrow = _ARROW.search(text, start, end) if _ARROWS.search(text, start, end) else None
        pair = arrow or _TALK_PAIR.search(text, start, end)
        if pair:
            group = "talkee" if arrow or pair["talkee"] else "sought"
            found.setdefault("talker", (pair["talker"], pair.start("talker"), pair.end("talker")))
            found["talkee"] = (pair[group], pair.start(group), pair.end(group))
        elif partner := _PARTNER.search(text, start, end):
            group = "talkee" if partner["talkee"] else "called"
            found["talkee"] = (partner[group], partner.start(group), partner.end(group))
    if "talker" not in found and (me := _I.search(text, start, end)):
        place = me.end() - 1 if me["me"] else me.start()
        found["talker"] = ("我", place, place + 1)
    if "talkee" not in found and (both := _two(text, start, end)):
        found.setdefault("talker", (both["talker"], both.start("talker"), both.end("talker")))
        found["talkee"] = (both["talkee"], both.start("talkee"), both.end("talkee"))
    if "talkee" not in found:
        names = [cell for cell in bare if cell.key is None and _may_be_name(found, text, cell)]
        for key, cell in zip(("talker", "talkee") if "talker" not in found else ("talkee",), names, strict=False):
            found[key] = (text[cell.start : cell.end], cell.start, cell.end)
    find_speakers(found, text, start, len(text))
    if "talker" not in found and (writer := found.get("host") or found.get("recorder")):
        found["talker"] = writer


def _two(text: str, start: int, end: int) -> re.Match[str] | None:
    """Two persons side by side («副书记甲与挤奶工乙»)."""
    pairs = (pair for pair in _TWO.finditer(text, start, end) if not _EVENT.search(pair.group()))
    return next(
        (pair for pair in pairs if _are_two(pair["talker"], pair["talkee"], bracketed=text[pair.start() - 1 : pair.start()] == "(")), None
    )


def _are_two(one: str, other: str, *, bracketed: bool) -> bool:
    """Whether words are two persons: both named as such, or one of them and the other as short as a name; in brackets offices are of one person."""
    if bracketed and OFFICE_AT_END.search(one):
        return False
    named = is_named(one), is_named(other)
    return all(named) or (any(named) and len(other if named[0] else one) <= _NAME_WIDTH)


def _may_be_name(found: Found, text: str, cell: Cell) -> bool:
    """Whether a bare word may be somebody's name: it looks like one, names no event and is not the place."""
    return (
        _NAME_LIKE.match(text, cell.start, cell.end) is not None
        and (is_named(text[cell.start : cell.end]) or not _TOLD.search(text, cell.start, cell.end))
        and not names_event(text, cell.start, cell.end)
        and not found.get("place", ("", -1, -1))[1] <= cell.start < found.get("place", ("", -1, -1))[2]
    )


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
