"""A header as cells: what stands between separators, under which label, or recognised by its own shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from analyzer.parsing.claims import claimed_duties
from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.fields.names import is_named, named
from analyzer.parsing.fields.times import find_times
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import line_end
from analyzer.parsing.stacked import stacked_fields

__all__ = ["NO_PERSON", "PERSONS", "Cell", "cells"]

NO_PERSON = re.compile(
    "会议|大会|[委部]员会|支委会|小组会|生活会|党日|党课|评议|谈话|谈心|学习|活动(?![室中站部专组干委])|记录|签字|签名|(?<![\u4e00-\u9fff])[表簿册卡单无略](?![\u4e00-\u9fff])"
)
"""What stands where a name would, and is none («谈心谈话记录» is not written by 谈心谈话, nor «谈心谈话记录表» by 表)."""
PERSONS = frozenset(("host", "leader", "recorder", "talker", "talkee"))
"""Keys whose values are people by name."""
_LISTS = frozenset(("attendees", "absent", "observers", "title", "topic", "claims", "type", "decision", "present", "due"))
_NAME_LISTS = frozenset(("attendees", "absent", "observers"))
_TIMES = frozenset(("time", "planned", "entered", "end"))
_WIDEST = 400
_STACKED = 5
"""Fewer line ends leave no room for labels with their values below."""
_ALL_BRACKETED = re.compile("[ \t]*\\(([^()\n:]*[0-9][^()\n:]*)\\)[ \t]*")
_LONGEST_PLACE = 12
_BREAK = re.compile("[|;。#·/【】「」→]")
_MOMENT = re.compile(
    "(?:[0-9零〇一二三四五六七八九十两半:.,/年月日号时点分刻\\-—–~至到―]|[上下中]午|早上|晚上?|凌晨|傍晚|午后|夜里|深夜|周[一二三四五六日天]|星期[一二三四五六日天]|次日|农历|正月|腊月|冬月|闰|初|廿|许|左右|多|全天|PM|AM|pm|am|整|开始|结束|\\([^()]*\\))+$"
)
_ROOM = re.compile("[0-9A-Za-z\u4e00-\u9fff]{2,}(?:[室厅棚房堂廊馆]|车间|现场|会场|边上|门口|路上|车上)$")
_LEAD = re.compile("[(]?(?:[一二三四五六七八九十]{1,2}[、.]|[0-9]{1,2}[、.)]|[①-⑳])?\\*{0,2}")
_UNKNOWN = re.compile("(?![0-9])[^\\s:,;。()]{2,8}:")
_HINT = re.compile("[0-9月时点]")
_YEAR = re.compile("(?:19|20)[0-9]{2}(?![0-9])")
_NAME = "[\u4e00-\u9fff]{2,4}(?:\\([^()\n]*\\))?"
_BY_SUFFIX = re.compile(
    "(?:由|请)?(?P<who>[^,;:|()\\s]{0,10}?[\u4e00-\u9fff]{1,4}?)(?:同志)?(?P<does>主持(?:召开)?|召集|主讲|领学|带队|领队|组织|授课|记录|(?<!书)[追手补]?记|整理)$"
)
_BY_LAST = frozenset("持开集讲学队织课录记理")
"""The last character of every word that `_BY_SUFFIX` ends with."""
_DOES = {"主持": "host", "主持召开": "host", "召集": "host", "组织": "leader", "主讲": "leader", "领学": "leader", "带队": "leader"} | {
    "领队": "leader",
    "授课": "leader",
}
_GLUED_NAME = re.compile(f"(?!表|簿|本|单|如下|内容|情况|整理|会议){_NAME}$")
_GLUED_WIDTH = 24
_JOINED = ":*为是在"
_JOIN = re.compile("(?:\\([^()\n]{0,12}\\))?(?:\\*{0,2}:\\*{0,2}|为:?|是|在(?=[\u4e00-\u9fff]))?")


class Cell(msgspec.Struct, frozen=True):
    """A stretch of a header; `key` is the field that its label or shape gives, None where neither tells; «moment» is a date or time without label."""

    key: str | None
    start: int
    end: int


class _Token(msgspec.Struct, frozen=True):
    """A word of a header; `label` is the field that it is a label of, with its value, if any, from `value` on; `broken` if a separator stands before."""

    start: int
    end: int
    broken: str
    label: str | None
    value: int
    moment: bool


def cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """The cells of `text[start:end]`, in order, without empty ones."""
    below = {field.line: field for field in stacked_fields(text, start, end)} if text.count("\n", start, end) >= _STACKED else {}
    position = start
    while position < end:
        stop = line_end(text, position, end)
        field = below.get(position + len(text[position:stop]) - len(text[position:stop].lstrip())) if below else None
        if field is not None:
            yield Cell(field.key, field.start, field.end)
            position = field.behind
            continue
        listed = _list_below(text, position, stop, end)
        if listed is not None:
            yield listed
            position = listed.end + 1
            continue
        if stop - position <= _WIDEST:
            found = list(_in_line(list(_tokens(text, *_unbracketed(text, position, stop))), text))
            yield from found[:-1]
            if found:
                last = _continued(text, found[-1], stop, end)
                yield last
                stop = max(stop, last.end)
        position = stop + 1


def _continued(text: str, cell: Cell, stop: int, end: int) -> Cell:
    """The last cell of a line, with the lines below it on which a list of names goes on."""
    if cell.key not in _NAME_LISTS or text[cell.end : stop].strip("、, \t"):
        return cell
    last = cell.end
    while stop < end:
        below = line_end(text, stop + 1, end)
        words = text[stop + 1 : below].strip()
        goes_on = "、" in words or text[last:stop].strip().endswith("、") or text[last - 1] == "、"
        if not (goes_on and is_named(words)) or labels().opening(text, stop + 1, below) is not None:
            break
        last, stop = stop + 1 + len(text[stop + 1 : below].rstrip()), below
    return msgspec.structs.replace(cell, end=last)


def _list_below(text: str, start: int, stop: int, end: int) -> Cell | None:
    """Those who came, or did not, one on each line below their label («出席:», then «组织委员 甲»)."""
    opened = labels().opening(text, start, stop) if text[start:stop].rstrip()[-1:] == ":" else None
    if opened is None or opened[0] not in _NAME_LISTS or text[opened[1] : stop].strip():
        return None
    first = last = stop + 1
    while last < end:
        below = line_end(text, last, end)
        if not is_named(text[last:below].strip()) or labels().opening(text, last, below) is not None:
            break
        last = below + 1
    return Cell(opened[0], first, last - 1) if last > first else None


def _unbracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """A line without the brackets round all of it («(2024年3月11日,会议室)»)."""
    whole = _ALL_BRACKETED.fullmatch(text, start, end)
    return whole.span(1) if whole else (start, end)


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    last = start
    for match in labels().token.finditer(text, start, end):
        begin, stop = match.span()
        gap = text[last:begin]
        last = stop
        label, value = _label(text, begin, stop)
        broken = "|" if _BREAK.search(gap) else "," if "," in gap else " " if gap else ""
        yield _Token(begin, stop, broken, label, value, _is_moment(text, begin, stop))


def _label(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The key of the label that a word opens with, and where its value begins; None where the word is no label."""
    lead = _LEAD.match(text, start, end)
    match = labels().word.match(text, lead.end() if lead else start, end)
    if match is None:
        return None, start
    word = match.group().replace(" ", "")
    key = labels().key_of[word]
    after = _JOIN.match(text, match.end(), end)
    place = after.end() if after else match.end()
    rest = text[place:end]
    if rest and word in labels().marked and text[place - 1] != ":":
        return None, start
    if not rest or text[place - 1] in _JOINED or (rest[0].isdigit() and key not in PERSONS):
        return key, place
    return (key, place) if _glued(key, word, rest) else (None, start)


def _glued(key: str, word: str, rest: str) -> bool:
    """Whether what stands right behind a label, without a mark between them, is its value («主持苗立国», «地点活动室»)."""
    rest = rest.lstrip("/")
    if word in labels().loose and word != "对象":
        return False
    if key == "place":
        return len(rest) <= _LONGEST_PLACE
    if key in PERSONS and len(word) > 2:
        return len(rest) <= _GLUED_WIDTH and is_named(rest)
    return (key in ("attendees", "absent") or (key in PERSONS and is_named(rest))) and _GLUED_NAME.match(rest) is not None


def _in_line(tokens: list[_Token], text: str) -> Iterator[Cell]:
    number = 0
    while number < len(tokens):
        token = tokens[number]
        if token.label is None or (token.label == "talker" and _is_verb(text, tokens, number)):
            yield _bare(text, token)
            number += 1
            continue
        following = _value_end(tokens, number, text)
        begin = token.value if token.value < token.end else tokens[number + 1].start if following > number + 1 else token.end
        if begin < tokens[following - 1].end:
            yield Cell(token.label, begin, tokens[following - 1].end)
        number = following


def _is_verb(text: str, tokens: list[_Token], number: int) -> bool:
    """Whether «谈» stands between two who talked («甲 谈 乙»), and is no label."""
    token = tokens[number]
    before = tokens[number - 1] if number and token.broken == " " else None
    return before is not None and text[token.start : token.end] == "谈" and is_named(text[before.start : before.end])


def _value_end(tokens: list[_Token], number: int, text: str) -> int:
    """The number of the first token behind the value of label `number`."""
    key = tokens[number].label
    following = number + 1
    empty = tokens[number].value >= tokens[number].end
    while following < len(tokens):
        token = tokens[following]
        if token.label is not None or (token.broken == "|" and not empty and not _goes_on(text, token, key)):
            break
        if not empty and (
            _UNKNOWN.match(text, token.start, token.end)
            or (token.moment and key not in _TIMES and _MOMENT.match(text, token.start, token.end))
        ):
            break
        if token.broken == "," and not empty and key not in _LISTS:
            break
        if key in _TIMES:
            if _MOMENT.match(text, token.start, token.end) is None and not (empty and token.moment):
                break
        elif (key in PERSONS and (token.moment or (not empty and _is_room(text, token)))) or (
            not empty and key not in _LISTS and (token.moment or _by_suffix(text, token))
        ):
            break
        empty = False
        following += 1
    return following


def _is_room(text: str, token: _Token) -> bool:
    """Whether a word behind a gap says where it was, no more who."""
    return token.broken == " " and _ROOM.match(text, token.start, token.end) is not None and not is_named(text[token.start : token.end])


def _goes_on(text: str, token: _Token, key: str | None) -> bool:
    """Whether a word behind a semicolon names one more type («党员大会;理论学习») or one more person of a list."""
    if key not in _NAME_LISTS and key != "type":
        return False
    words = text[token.start : token.end]
    return text[: token.start].rstrip().endswith(";") and (bool(claimed_duties(words)) if key == "type" else is_named(words))


def _is_moment(text: str, start: int, end: int) -> bool:
    """Whether a word holds a date or a time of day."""
    if _HINT.search(text, start, end) is None:
        return False
    return (
        next(find_dates(text, start, end, short=True), None) is not None
        or next(find_times(text, start, end), None) is not None
        or _YEAR.match(text, start, end) is not None
    )


def _by_suffix(text: str, token: _Token) -> re.Match[str] | None:
    return _BY_SUFFIX.match(text, token.start, token.end) if text[token.end - 1] in _BY_LAST else None


def _bare(text: str, token: _Token) -> Cell:
    """A word without label: «王某主持», «李某记», a moment, or unknown."""
    does = _by_suffix(text, token)
    if does and named(does["who"]) and not NO_PERSON.search(does["who"]):
        return Cell(_DOES.get(does["does"], "recorder"), does.start("who"), does.end("who"))
    return Cell("moment" if token.moment else None, token.start, token.end)
