"""The words of a header that no field has read, and which fields they might be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.parsing.cells import PERSONS, Cell
from analyzer.parsing.found import Found
from analyzer.parsing.wording import names_event
from analyzer.types.labels import RecordType

__all__ = ["unread_words"]

_ATTENDANCE = frozenset(("attendees", "present", "due"))
_ASKED = {
    RecordType.MEETING: frozenset(("date", "place", "host", "recorder", "attendees")),
    RecordType.TALK: frozenset(("date", "place", "talker", "talkee", "recorder")),
}
"""What a record of each kind is to say: words that nobody could miss are not looked for."""
_WIDEST = 16
_LABELLED = re.compile("(?P<label>[^\\s:]{1,8}):(?P<value>.*)", re.DOTALL)
_NAMED = re.compile("(?:[一-鿿]{2,4}(?:\\([^()\n]*\\))?[、/和与跟同]?){1,8}$")
_MANY = re.compile("[0-9一二两三四五六七八九十]{1,3}[ ]?[个名位人]|都到|全到|到齐|[一-鿿]{1,4}、[一-鿿]{1,4}")
_WHEN = re.compile("[0-9一二三四五六七八九十]{1,4}[年月日号点时周]|[周节早晚]|[上中下]午|大年|年底|年初")
_NOTHING = re.compile("\\(|内容|状态|系统|录入|签|附|没|口述|手抄|密级|类别|编号|如下")
_NOBODY = re.compile("会$|组$|队$|层|周|来了|说话|探望")
_SOMEWHERE = re.compile("[一-鿿]")
_NOWHERE = re.compile(
    "[0-9]|[年月日号]$|同志|党员|书记|组长|主任|委员|记录?$|写的?$|计入|登记|材料|照片|以[上下]|[晴雨雪风阴雾]|分钟|小时|主持|谈|类|日常|周|[前后]$|教育|学习|人员|员$"
)


def unread_words(text: str, bare: Iterable[Cell], found: Found, kind: RecordType) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Of the cells without label every short one that no field of `found` has read, and which of the keys that a record of this kind lacks it might
    stand for: start, end, keys.
    """
    lacking = _ASKED[kind] - found.keys()
    if found.keys() & _ATTENDANCE:
        lacking -= _ATTENDANCE
    if not lacking:
        return
    read = [(begin, stop) for _, begin, stop in found.values()]
    for cell in bare:
        if cell.key is not None or cell.end - cell.start > _WIDEST or any(begin < cell.end and cell.start < stop for begin, stop in read):
            continue
        words = text[cell.start : cell.end]
        known = any(words in value for value, _, _ in found.values())
        keys = tuple(key for key in _keys(words) if key in lacking and (key != "place" or not known))
        if keys:
            yield cell.start, cell.end, keys


def _keys(words: str) -> Iterator[str]:
    """The fields that words of this shape might be."""
    labelled = _LABELLED.match(words)
    value = (labelled["value"] if labelled else words).strip("。.:,()")
    if len(value) < 2 or _NOTHING.search(words.split("(", maxsplit=1)[0] or words) or names_event(value, 0, len(value)):
        return
    if _SOMEWHERE.search(value) and not _NOWHERE.search(words):
        yield "place"
    if _NAMED.match(value) and not _NOBODY.search(value):
        yield from sorted(PERSONS)
    if _MANY.search(value):
        yield "attendees"
    if _WHEN.search(value):
        yield "date"
