"""Who gave a party lecture."""

from __future__ import annotations

import re

from analyzer.types.labels import Lecturer

__all__ = ["find_lecturer"]

_MEMBER = re.compile("微党课|党员[^。,]{0,8}(?:讲|微党课)|(?:老党员|青年党员|普通党员|预备党员)[^。]{0,12}讲")
_LEADER = re.compile(
    "领导干部|分管|联系领导|局长|副局长|院长|副院长|校长|厂长|主任[^。,]{0,6}(?:讲|党课)|党委(?:副)?书记|总支(?:副)?书记|党组(?:成员|书记)|行长|总经理|所长|处长|镇长|乡长|区长|县长|包村|挂点|驻村"
)
_TITLE = re.compile("《[^》]*》")
"""A title names no lecturer («《争做合格党员》为题讲授»)."""
_SECRETARY = re.compile("(?:支部)?书记|支书")


def find_lecturer(words: str) -> Lecturer | None:
    """The lecturer that a lecture's cleaned words name; None where they name nobody."""
    words = _TITLE.sub("", words)
    if _MEMBER.search(words):
        return Lecturer.MEMBER
    if _LEADER.search(words):
        return Lecturer.LEADER
    if _SECRETARY.search(words):
        return Lecturer.SECRETARY
    return None
