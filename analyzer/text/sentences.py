"""Where a sentence ends: the unit that is classified.

A unit ends behind 。！？…, behind a full stop between Han characters, or at the end of a line; in notes jotted down with more semicolons than
full stops and lines, behind those too. A dialogue turn (a line that opens with its speaker, or a further speaker behind a full stop within it)
is one unit however many sentences it has. A line that was only wrapped by a scanner or a printer, or only says who speaks, does not end a unit;
a message without words («[图片]») is none.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

__all__ = ["CLOCK", "split_sentences"]

_ENDS = re.compile('[。!?….](?:(?<!\\.)[。!?…]*|(?<=[\u4e00-\u9fff"”)].)(?=[\u4e00-\u9fff"“\\s]|$))["\'”’』」)\\]》]*\\s*')
_ENDS_OF_JOTTINGS = re.compile(f"{_ENDS.pattern}|;\\s*")
_DAY = "(?:(?:[0-9]{4}[-./年])?[0-9]{1,2}[-./月][0-9]{1,2}日?|[昨今前]天|(?:周|星期)[一二三四五六日天])"
CLOCK = f"(?:{_DAY}[ ]*)?(?:[上下中]午|晚上?)?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
"""When a turn was spoken or sent, its day perhaps before the hour."""
_CLOCK = f"[\\[(]?{CLOCK}[\\])]?"
_TURN = re.compile(f"[ \t]*(?:{_CLOCK}[ ]*)?(?:[0-9]{{0,2}}[\u4e00-\u9fff]{{1,6}}[0-9]{{0,2}}(?:\\([^()\n]{{1,12}}\\))?|[A-Z甲乙])[ ]?:")
_SPEAKER = re.compile(
    f"[ \t]*(?:[\u4e00-\u9fff]{{1,6}}[ ]?[0-9]{{0,2}}[ \t]+{_CLOCK}|{_CLOCK}[ \t]+[\u4e00-\u9fff]{{1,6}}[0-9]{{0,2}})[ ]?:?\\s*"
)
"""A line of a transcript that only says who speaks, and when."""
_NO_WORDS = re.compile(
    f"(?:{_SPEAKER.pattern})?(?:\\s*\\[(?:图片|照片|语音|视频|动画表情|表情|文件|链接|位置|红包|转账|名片|(?:语音|视频)通话)(?:[ :][^\\[\\]\n]*)?\\]\\s*)*"
)
"""What a chat export has instead of words, with who sent it."""
_INNER_TURN = re.compile('(?<=[。!?…”"])[ \t]*(?=(?:[\u4e00-\u9fff]{1,4}|[A-Z])[ ]?:)')
_LINE = re.compile("[^\n]*\n?")
_OPENS_ITEM = re.compile(
    "[ \t]*(?:[一二三四五六七八九十]{1,3}[、.)]|\\(|[0-9]{1,2}[、.)]|[-—•·*●◆▪①-⑳【]|第[一二三四五六七八九十]|[\u4e00-\u9fff]{1,6}[ ]?:)"
)
_TITLE = re.compile(
    "[ \t]*(?:[一二三四五六七八九十]{1,2}[、.]|\\([一二三四五六七八九十]{1,2}\\)|[0-9]{1,2}[、.])"
    "(?:[\u4e00-\u9fff]{0,2}(?:思想|工作|学习|生活|家庭|作风|廉洁|身体)[\u4e00-\u9fff]{0,2}(?:方面|情况|表现)|(?:谈话|反映|本人|处理)(?:原因|目的|情况|意见|说明|结果))。"
    "(?![ \t]*(?:[一二三四五六七八九十]{1,2}[、.]|[(0-9]))(?=[^\n]*[^\\s])"
)
"""A numbered title of what is told of a person, with its sentence behind it («一、思想方面。他说……»)."""
_STOPS = "。!?…:;"
_WRAP_WIDTH = 16
_WIDE, _FEWEST_FULL, _MOST_OPEN = 0.85, 3, 0.6
_LEFTOVER = re.compile("[\u4e00-\u9fff](?<![散完毕])。")
"""A line of one character and its full stop is what a wrap has left over."""


def split_sentences(text: str, start: int, end: int, *, dialogue: bool = False) -> list[tuple[int, int]]:
    """The units of `text[start:end]`, in order, as (start, end) without the white space around them.

    With `dialogue`, a line that opens with a short name and a colon is one unit to its end, or to the next speaker in it, messages without words
    are left out where others have some, and a numbered title stays with the sentence behind it.
    """
    units: list[tuple[int, int]] = []
    jotted = text.count(";", start, end) > text.count("。", start, end) + text.count("\n", start, end)
    ends = _ENDS_OF_JOTTINGS if jotted else _ENDS
    for line_start, line_end in _logical_lines(text, start, end):
        if dialogue and _TURN.match(text, line_start, line_end):
            opened = [line_start, *(turn.end() for turn in _INNER_TURN.finditer(text, line_start, line_end)), line_end]
            for begin, stop in pairwise(opened):
                _add(units, text, begin, stop)
            continue
        begin = line_start
        behind = title.end() if dialogue and (title := _TITLE.match(text, line_start, line_end)) else line_start
        for end_mark in ends.finditer(text, behind, line_end):
            _add(units, text, begin, end_mark.end())
            begin = end_mark.end()
        _add(units, text, begin, line_end)
    told = [unit for unit in units if not _NO_WORDS.fullmatch(text, *unit)] if dialogue else units
    return told or units


def _add(units: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        units.append((start, end))


def _logical_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a stretch, those joined that a wrap had parted."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text, start, end) if m.end() > m.start()]
    if len(lines) < 2:
        return lines
    full = _full_width(text, lines)
    joined = [lines[0]]
    for line in lines[1:]:
        if _SPEAKER.fullmatch(text, *joined[-1]) or _wrapped(text, joined[-1], line, full):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _full_width(text: str, lines: list[tuple[int, int]]) -> float:
    """From how many characters on a line is full, so that what follows may go on with it; infinite where lines do not end because they are full.

    Wrapped text has several full lines, and most lines that end without a stop are full; those of jottings end so at any length.
    """
    wide = _WIDE * max(stop - begin for begin, stop in lines)
    open_ended = [stop - begin >= wide for begin, stop in lines[:-1] if (words := text[begin:stop].rstrip()) and words[-1] not in _STOPS]
    several = sum(stop - begin >= wide for begin, stop in lines) >= _FEWEST_FULL
    return wide if several and sum(open_ended) >= _MOST_OPEN * len(open_ended) else math.inf


def _wrapped(text: str, before: tuple[int, int], line: tuple[int, int], full: float) -> bool:
    """Whether `line` goes on with the sentence of the line before it; `full` is the width of full lines."""
    tail = text[before[0] : before[1]].rstrip()
    head = text[line[0] : line[1]].strip()
    if not tail or not head or tail[-1] in _STOPS or _OPENS_ITEM.match(head):
        return False
    if tail[-1] in ",、(《“-" or head[0] in ",。、;)》”":
        return True
    last_width = len(tail) - (tail.rfind("\n") + 1)
    if last_width < _WRAP_WIDTH:
        return False
    if _LEFTOVER.fullmatch(head):
        return True
    return last_width >= full
