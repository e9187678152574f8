"""What stands above the fields of a record: its heading, and lines that belong to no field (whose paper it is, where it is filed)."""

from __future__ import annotations

import re

from analyzer.parsing.labels import labels
from analyzer.parsing.lines import NUMBERED
from analyzer.parsing.wording import header_facts

__all__ = ["TITLE_WIDTH", "TITLE_WORDS", "find_branch", "find_title", "is_above_fields"]

TITLE_WORDS = re.compile("记录|会议|纪要|谈话|谈心|台账|支部|党日|党课|大会|学习|组织生活|评议|支委|小组|登记表|座谈|主题")
TITLE_WIDTH = 45
_LINES = 3
_AROUND = " \t#*【】《》—=-"
_FIELD = re.compile("[:|\t]|[。;,]$")
_STRAY = re.compile(
    "附件[0-9一二三四五六七八九十]{0,2}|(?:[Nn][Oo][.: ]?|编号|档案号?)[ ]?[0-9〔〕()-]{1,20}号?|(?:存|归|备)[档查]|[正副]本|留存|内部(?:资料|材料|使用)?(?:[ ,]?(?:请?注意保[存密管]|请勿外传|不得外传))?"
    "|[\u4e00-\u9fff]{2,12}(?:[局所厂站院]|公司|中心|集团|分局|车间|大队|(?:第[一二三四五六七八九十]+)?(?:党?支部|党总支|党委))"
)
"""A stamp, a number on the file, or whose paper it is; no heading."""
_BRANCH = re.compile("(?:中共|中国共产党)?[\u4e00-\u9fffA-Za-z0-9]{2,30}(?:党?支部|党?总支(?:部)?|支部委员会)")
"""A branch by its name, on a line of its own."""
_NO_BRANCH = re.compile("研究|讨论|成立|组建|撤销|调整|合并|选举|换届|走访|慰问|参观|学习|关于|赴|到|与|和|同")
"""How a topic begins that ends in a branch («研究成立第二党支部»)."""
_NO_HEADING = re.compile("[:|\t。!?;,]")


def find_title(text: str, start: int, begin: int) -> tuple[str, int, int] | None:
    """The heading of the header `text[start:begin]`: its first line, those left out that only say whose or which paper it is, unless that is a field."""
    place = start
    lines = text[start:begin].split("\n")[:_LINES]
    for number, line in enumerate(lines):
        words = line.strip(_AROUND)
        if words and not _STRAY.fullmatch(words) and not (_BRANCH.fullmatch(words) and any(map(_is_heading, lines[number + 1 :]))):
            if len(words) > TITLE_WIDTH or _FIELD.search(words) or header_facts(words) > 2:
                return None
            first = text.index(words, place)
            return words, first, first + len(words)
        place += len(line) + 1
    return None


def find_branch(text: str, start: int, begin: int) -> tuple[str, int, int] | None:
    """The branch whose paper it is: named on the first line of a header, above the heading, or on the next line that is not empty, below the heading."""
    first, *others = text[start:begin].split("\n")[:_LINES]
    place, words = start, first.strip(_AROUND)
    if not _BRANCH.fullmatch(words) or not any(map(_is_heading, others)):
        below = next(filter(str.strip, others), "")
        words = below.strip(_AROUND)
        if not _is_heading(first) or _NO_BRANCH.match(words) or not _BRANCH.fullmatch(words):
            return None
        place += len(first)
    place = text.index(words, place)
    return words, place, place + len(words)


def _is_heading(line: str) -> bool:
    """Whether a line names what kind of record it heads."""
    words = line.strip(_AROUND)
    return 0 < len(words) <= TITLE_WIDTH and TITLE_WORDS.search(words) is not None and not _FIELD.search(words)


def is_above_fields(line: str, text: str, stop: int, end: int) -> bool:
    """Whether a short line without punctuation stands above a field, with at most as short ones between; the line ends at `stop`."""
    if not _is_bare(line):
        return False
    for below in text[stop:end].split("\n")[:_LINES]:
        if labels().opening(below, 0, len(below)) is not None:
            return True
        if not _is_bare(below.strip()):
            return False
    return False


def _is_bare(words: str) -> bool:
    return len(words) <= TITLE_WIDTH and not _NO_HEADING.search(words) and not NUMBERED.match(words)
