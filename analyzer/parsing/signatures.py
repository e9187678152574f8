"""Where the signatures, remarks and attachments behind a body begin."""

from __future__ import annotations

import re

from analyzer.parsing.claims import statements
from analyzer.parsing.labels import labels
from analyzer.parsing.lines import BRACKETED, DATE_ONLY, NUMBERED, REMARK, TURN, punctuated_lines

__all__ = ["before_signatures"]

_SIGNATURE_WIDTH = 90
_SHORT_SIGNATURE = 6
_RECORDED_BY = re.compile("[\u4e00-\u9fff]{2,4}[ \t]{0,3}(?:记录|记|录|整理|执笔)[ \t。]*$")
_READ_BY = re.compile("[(]?(?:以上(?:记录|笔录|内容|谈话|据)|本记录|双方签|[^。]{0,24}(?:手记|追记|补记|整理|[^日周]记|录)[^。]{0,12}[)]$)")
_FOLLOWED_UP = re.compile(
    "[(]?(?:[0-9]{4}[年./-])?[0-9]{1,2}[月./-][0-9]{1,2}[日号]?[^:。,]{0,6}(?:补记|追记|回访|回|跟进|反馈|更新|补)[ ]?:|(?:被?谈话?人|本人|谈话对象|当事人)(?:确认|核对|阅|意见|签字)[^。]{0,4}:"
)
_PARTNER = re.compile("被?谈话(?:人|对象)[ ]?:")
_FOOTER_LINES = 3
_TRAIL_WIDTH = 60
_PAGE = re.compile("[-— ]*第[ ]?[0-9]{1,2}[ ]?页(?:[,，]?[ ]?共[ ]?[0-9]{1,2}[ ]?页)?[-— ]*$", re.MULTILINE)
"""What a scanner reads at the foot of a page."""
_SAID = re.compile("[?!;]|。.|,[^,]*,|[我你您]")


def before_signatures(text: str, lines: list[tuple[int, int]], begin: int, end: int) -> int:
    """Where the last lines begin that only sign, date, archive, follow up or attach."""
    inside = [(start, finish) for start, finish in lines if start >= begin]
    punctuated = len(inside) > 1 and punctuated_lines(text, inside[:-1])
    stop = end
    for number, (start, finish) in enumerate(reversed(inside)):
        line = text[start:finish]
        line = (_PAGE.sub("", line) if "页" in line else line).strip()
        if line and not _signs(line) and not (punctuated and number < _FOOTER_LINES and _trails(line)):
            break
        stop = start
    return max(stop, begin)


def _trails(line: str) -> bool:
    """Whether a line behind punctuated sentences is none itself: a name, «照片两张», «选票封存于档案盒»."""
    return (
        len(line) <= _TRAIL_WIDTH
        and line[-1] not in '。!?…;,~:"”」'
        and not NUMBERED.match(line)
        and (TURN.match(line) is None or labels().kindred.match(line) is not None or REMARK.match(line) is not None)
    )


def _signs(line: str) -> bool:
    """Whether a line is a date, a name with «记», a remark in brackets, or a signature label with at most names, dates and remarks behind it."""
    if _READ_BY.match(line) and any(statements(line, 0, len(line))):
        return False
    if any(shape.match(line) for shape in (DATE_ONLY, _RECORDED_BY, _READ_BY)):
        return True
    if len(line) <= _SIGNATURE_WIDTH and (BRACKETED.match(line) or _FOLLOWED_UP.match(line)):
        return True
    match = labels().signature.match(line)
    if match is None or len(line) > _SIGNATURE_WIDTH or _SAID.search(line):
        return False
    behind = line[match.end() :].lstrip(" \t")
    if behind[-1:] == "。" and (_PARTNER.match(line) or (len(behind) > _SHORT_SIGNATURE and not any(map(str.isdigit, behind)))):
        return False
    return not behind or behind[0] in ":([【】])、|" or bool(re.match("(?:签字|签名|[0-9]|[一-鿿]{2,4}(?:[ \t]|$))", behind))
