"""Whether a form was filled in: whether anything is said in a record beside its labels, the values of its header, and its title."""

from __future__ import annotations

import re

from analyzer.parsing.cells import Cell, cells
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import BRACKETED, DATE_ONLY, line_end

__all__ = ["is_blank"]

_LONG = 200
"""A body of more letters than this says something, be it good or bad."""
_FEWEST = 2
"""So many letters say something («腿疼»)."""
_LETTER = re.compile("[A-Za-z\u4e00-\u9fff]")
_SPOKEN = frozenset(("talker", "talkee", "topic", "title"))
"""Fields under whose labels people also write what was said; then it ends as a sentence does."""
_OUTCOME = "decision"
_ENDS = tuple("。!?…")
_SHORT_VALUE = 4
_DATED = 8
"""A sentence with a date in it has more letters than a date alone («传达了县委6月10日全会精神。»)."""
_LONE_LABEL = re.compile("[^:,。\\s]{1,12}(?:\\([^()\n]{0,24}\\))?[ ]?:[ \t_]*$")
_EMPTY_CELL = re.compile("[ |]*[^:,。\\s|]{2,12}[ ]?[\t|][ \t|]*$")
"""A line of a table with nothing but its heading («存在问题|  |»)."""
_SIGNED = re.compile("[^。]{0,16}(?:签字|签名|签章|盖章|签到)[^。]{0,12}$")
_NAME = re.compile("^[一-鿿]{2,3}$")
_FIELD = re.compile("^[^:,。\\s]{1,8}:[^:]{1,20}$")
"""A field of any name («卷号:岚戒三支谈»)."""
_HEADING = re.compile(
    "(?:记录|纪要|会议|大会|党日|党课|谈心|谈话|组织生活会?|委员会|支委会|小组会|评议会?|党?支部|台账|登记|活动|学习会?)[表簿册单卡]?$"
)
_PLACEHOLDER = re.compile(
    "(?:(?:内容)?(?:从|省)?略|无|暂无|同上|空白?|待[补填]充?|(?:内容)?(?:详?见|另附|附)(?:后|附[件页表]|[^。]{0,6}(?:照片|原件|录音|纸质|扫描)[^。]{0,4})|"
    "\\(?(?:此处|在此|请)[^。]{0,16}(?:填写|填入|输入|写明)[^。]{0,16})[。.]?$"
)


def is_blank(text: str, begin: int, stop: int) -> bool:
    """Whether the record `text` with the body `text[begin:stop]` says nothing of what was talked about or done.

    A form with labels alone, with a filled-in header alone, or with «略» or «见附件» for its content says nothing; two words are something. Where
    nothing but the header has been found, the body that was given up for lost may be any line, so the whole text is looked at.
    """
    if len(_LETTER.findall(text, begin, stop)) > _LONG:
        return False
    position, said = 0, 0
    while position < len(text) and said < _FEWEST:
        end = line_end(text, position, len(text))
        said += _said(text, position, end)
        position = end + 1
    return said < _FEWEST


def _said(text: str, start: int, end: int) -> int:
    """How many letters of a line say something."""
    content = labels().content.match(text, start, end)
    start = content.end() if content else start
    line = text[start:end].strip(" \t|_")
    if (not content and _EMPTY_CELL.match(text, start, end)) or any(
        shape.match(line) for shape in (_PLACEHOLDER, _LONE_LABEL, BRACKETED, DATE_ONLY, _SIGNED)
    ):
        return 0
    if content or end - start > _LONG:
        return len(_LETTER.findall(line))
    return sum(len(_LETTER.findall(text, cell.start, cell.end)) for cell in cells(text, start, end) if _says(text, cell, end))


def _says(text: str, cell: Cell, end: int) -> bool:
    """Whether a cell is no value of a header, no heading and no empty place of a form."""
    words = text[cell.start : cell.end].strip()
    closed = words.endswith(_ENDS) or text[cell.end : min(end, cell.end + 1)] in _ENDS
    if _PLACEHOLDER.match(words) or _LONE_LABEL.match(words) or _SIGNED.match(words):
        return False
    if cell.key == "moment":
        return closed and len(_LETTER.findall(words)) > _DATED
    if cell.key in _SPOKEN:
        return closed and len(words) > _SHORT_VALUE
    if cell.key is not None:
        return cell.key == _OUTCOME
    return len(words) > 1 and (closed or not any(shape.search(words) for shape in (_HEADING, _NAME, _FIELD)))
