"""Who talked with whom, where no label says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.parsing.cells import Cell
from analyzer.parsing.dialogue import find_speakers
from analyzer.parsing.fields.names import OFFICE_AT_END, is_named, is_office
from analyzer.parsing.found import Found
from analyzer.parsing.wording import names_event

__all__ = ["find_partners", "find_told_partners"]

_HAN = "[\u4e00-\u9fff]"
_NAME_LIKE = re.compile("[\u4e00-\u9fff]{2,3}(?:\\([^()]*\\))?$")
_NAME_WIDTH = 3
_CALLED_WIDTH = 4
_TOLD = re.compile("[着了的记下上里边]|谈心|补")
_EVENT = re.compile("谈[心话]|会议|大会|党日|党课|学习|记录|纪要")
_WHO = "(?:[\u4e00-\u9fff]{2,4}|[0-9]{1,3}岗)(?:\\([^()\n]{0,40}\\))?"
_ARROW = re.compile(f"(?P<talker>{_WHO})[ ]?(?:→|←|↔|—+|–+|×|~|＆|&|-)[ ]?(?P<talkee>(?:[\u4e00-\u9fff]{{2,10}}[ ])?{_WHO})")
_ARROWS = re.compile("[→←↔—–×~＆&-]")
_SPOKE = "(?:进行|开展|作|做)?了?(?:一?次|一番|任职|提醒|关怀|例行|深入的?|坦诚的?){0,2}(?:谈|聊|唠|促膝|交[心谈流]|沟通|说话|征求|坐坐)"
_REMARK = "(?:\\([^()\n]{0,40}\\))?"
_MET = re.compile(
    f"(?P<talker>我|{_HAN}{{1,18}}?){_REMARK}(?:同志)?[ ]?(?:今天|当天|当晚|昨天|刚才)?"
    "(?:(?:来到|走进|在|到|于)(?P<at>[^,。;\n]{2,40}?),?[ ]?)?"
    f"(?:(?:与|同(?!志)|和|跟|对)[ ]?(?P<talkee>{_HAN}[\u4e00-\u9fff、]{{1,18}}?){_REMARK}(?:同志)?(?:在(?P<place>[^,。;:\n]{{2,16}}?))?(?={_SPOKE})"
    f"|(?:找|约|谈(?![话心])|问)了?(?![了是谈一二三四五六七八九十两几半约过])[ ]?(?P<sought>{_HAN}[\u4e00-\u9fff、]{{1,14}}?){_REMARK}(?:同志)?(?:在(?P<where>[^,。;:\n]{{2,16}}?))?(?={_SPOKE}|[,。;(\\s]|$))"
)
_MEETING = re.compile("[与同和跟对找约谈问]")
"""Without such a character no sentence tells of a talk."""
_BEFORE_NAME = re.compile(
    "(?:.*的)?(?:[年月日号](?=[上下中晚今当]))?(?:上午|下午|中午|晚上?|早上|傍晚|今天|当天|[早午晚]饭后|课间|会后|由|受托)?"
)
_TWO = re.compile(
    f"(?<![一-鿿、])(?P<talker>[一-鿿]{{2,8}}?){_REMARK}[ ]?[、与和跟同][ ]?(?:党员|群众|老党员|青年)?(?P<talkee>[一-鿿]{{2,8}})(?![一-鿿、])"
)
_PARTNER = re.compile(
    "(?:与|同(?!志)|和|跟|找|约)(?P<talkee>[^,。;\n]{2,16}?)(?:同志)?(?:进行)?(?:谈心|谈话|谈了?|聊|唠)|打给(?P<called>[一-鿿]{2,4})"
)
_I = re.compile("我(?=\\(|[^,。\n]{0,12}(?:找|遇到|约|与|和|同|跟|问|去|到))|找(?P<me>我)")
_NO_ONE = re.compile("[的事次钟]|意见|征求|关于|按照|根据|为了|围绕|走访|互$|[月点日]$|谈[心话]|会议|大会|党日|党课|学习|记录|纪要")
_DATED = re.compile(".*(?:[0-9:]|[年月日号时点分午])[在于到]?")


def find_partners(found: Found, text: str, start: int, end: int, bare: Sequence[Cell]) -> None:
    """Adds who talked with whom, where no label says so: «甲→乙», «甲在办公室找乙谈», «我……», two names side by side, two who speak by turns; else
    whoever wrote is the talker. Where it was comes with it, if nothing else says so.
    """
    if "talkee" not in found:
        _add_pair(found, text, start, end)
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


def find_told_partners(found: Found, text: str, start: int, end: int) -> None:
    """Adds what one sentence of a body tells of who met whom, and where («甲与乙在操场边谈了一次»)."""
    for met in _meetings(text, start, end) if _MEETING.search(text, start, end) else ():
        names = [text[slice(*met[key])] for key in ("talker", "talkee") if key in met]
        if len(names) == len(("talker", "talkee")) and all(name == "我" or is_named(name) or is_named(name[-3:]) for name in names):
            for key, (first, last) in met.items():
                found.setdefault(key, (text[first:last], first, last))
            return


def _add_pair(found: Found, text: str, start: int, end: int) -> None:
    """Adds what an arrow or a sentence tells of a talk."""
    arrow = _ARROW.search(text, start, end) if _ARROWS.search(text, start, end) else None
    if arrow:
        for key in ("talker", "talkee"):
            found.setdefault(key, (arrow[key], arrow.start(key), arrow.end(key)))
        return
    met = next(_meetings(text, start, end), None) if _MEETING.search(text, start, end) else None
    if met is not None:
        for key, (first, last) in met.items():
            if key == "talkee" or key not in found or (key == "place" and _overlap(found["place"], met)):
                found[key] = (text[first:last], first, last)
    elif partner := _PARTNER.search(text, start, end):
        group = "talkee" if partner["talkee"] else "called"
        found["talkee"] = (partner[group], partner.start(group), partner.end(group))


def _meetings(text: str, start: int, end: int) -> Iterator[dict[str, tuple[int, int]]]:
    """The places of the talker, the talkee and, if told, of where they met, of each sentence that names two persons who may be those."""
    for match in _MET.finditer(text, start, end):
        talker, talkee = _name(text, *match.span("talker")), _name(text, *match.span("talkee" if match["talkee"] else "sought"))
        known, sought = text[slice(*talker)], text[slice(*talkee)]
        told = _is_partner(known)
        if not _is_partner(sought) and not (sought and told and known != "我" and not _NO_ONE.search(sought)):
            continue
        met = {"talker": talker, "talkee": talkee} if told else {"talkee": talkee}
        where = next((match.span(group) for group in ("place", "where", "at") if match[group]), None)
        if where is not None:
            dated = _DATED.match(text, *where)
            first = dated.end() if dated else where[0]
            if where[1] - first > 1:
                met["place"] = (first, where[1])
        yield met


def _name(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name begins behind the words before it («今天下午», «值班的»)."""
    end -= text[end - 1] == "的"
    before = _BEFORE_NAME.match(text, start, end)
    return before.end() if before else start, end


def _is_partner(words: str) -> bool:
    """Whether words may name one of the two: a person, perhaps behind what he does, and not an office alone, or as few characters as a nickname has."""
    if not words or is_office(words) or _NO_ONE.search(words):
        return False
    return words == "我" or any(map(is_named, (words, words[-3:], words[-2:]))) or len(words) <= _CALLED_WIDTH


def _overlap(place: tuple[str, int, int], met: dict[str, tuple[int, int]]) -> bool:
    """Whether a place that was found holds one of the two."""
    return any(place[1] < last and first < place[2] for key, (first, last) in met.items() if key != "place")


def _two(text: str, start: int, end: int) -> re.Match[str] | None:
    """Two persons side by side («副书记甲与挤奶工乙»)."""
    pairs = (pair for pair in _TWO.finditer(text, start, end) if not _EVENT.search(pair.group()))
    return next(
        (pair for pair in pairs if _are_two(pair["talker"], pair["talkee"], bracketed=text[pair.start() - 1 : pair.start()] == "(")), None
    )


def _are_two(one: str, other: str, *, bracketed: bool) -> bool:
    """Whether words are two persons: both named as such, or one of them and the other as short as a name; in brackets offices are of one person."""
    if is_office(one) or is_office(other) or (bracketed and OFFICE_AT_END.search(one)):
        return False
    named = is_named(one), is_named(other)
    return all(named) or (any(named) and len(other if named[0] else one) <= _NAME_WIDTH)


def _may_be_name(found: Found, text: str, cell: Cell) -> bool:
    """Whether a bare word may be somebody's name: it looks like one, names no event and is not the place."""
    _, first, last = found.get("place", ("", -1, -1))
    return (
        _NAME_LIKE.match(text, cell.start, cell.end) is not None
        and (is_named(text[cell.start : cell.end]) or not _TOLD.search(text, cell.start, cell.end))
        and not names_event(text, cell.start, cell.end)
        and not first <= cell.start < last
    )
