"""Marks of secrecy: what a text that must not be here bears at its head, as «机密★1年» or «密级：秘密».

Words that merely talk of secrets («保守党的秘密», «机密文件管理») are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from analyzer.errors import ClassifiedMaterial

__all__ = ["bears_mark", "refuse_classified", "refuse_classified_cells"]

_SIGN = "密"
_LEVEL = "(?:[绝絕絶机機秘祕][ ]*密)"
_TERM = "(?:[0-9一二三四五六七八九十百两]{1,4}[ ]*(?:年|个?月|日|天)|长期|永久)"
_STAR = "[★☆✩✭✮✯⭐⭑]"
_STARRED = f"{_LEVEL}级?[ ]*(?:{_STAR}|\\*[ ]*{_TERM})"
_STAMPED = re.compile(f"{_STARRED}[ ]*{_TERM}?|{_LEVEL}级?[ ]*[·•.—(-]?[ ]*{_TERM}")
_IN_HEAD = re.compile(f"^[^。!?]*?(?<![“‘「『\"']){_STARRED}")
_LABELLED = re.compile(
    f"(?<![\u4e00-\u9fff])(?:密[ ]*级|(?:保密|机密|秘密|涉密)(?:等级|级别))[\\s:(【\\[]*{_LEVEL}级?(?![\u4e00-\u9fff、,/□○☐])(?!\\s*{_LEVEL})"
)
_ALONE = re.compile(f"(?:[0-9]{{1,8}}[ ]+)?{_LEVEL}级?(?:[ ]*(?:特急|特提|加急|急件|平急))?")
_BRACKETED = re.compile(f"[【〔\\[(]{_LEVEL}级?[】〕\\])]")
_APART = re.compile(f"{_LEVEL}级?(?:\t|[ ]{{2,}}|[ ](?=编号|第|份号|No))")
_FRAME = " \t#*_>【】〔〕[]()“”\"'-—"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_WIDTH = 60
_HEAD_WIDTH = 400
_HEAD_LINES = 10
_TOP_LINES = 6
_TITLE_LINES = 3


def bears_mark(text: str) -> bool:
    """Whether a text bears a mark of secrecy: one with its star or term on a line of its own, others in the first lines."""
    if _SIGN not in text:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    stamped = (_plain(piece).strip(_FRAME) for line in lines if _SIGN in line for piece in re.split("[\t|]", line) if len(piece) <= _WIDTH)
    if any(map(_STAMPED.fullmatch, stamped)):
        return True
    if any(len(line) <= _WIDTH and _LABELLED.fullmatch(_plain(line).strip(_FRAME)) for line in lines if _SIGN in line):
        return True
    head = [_plain(line[:_HEAD_WIDTH]) for line in lines[:_HEAD_LINES]]
    return (
        _LABELLED.search("\n".join(head)[:_HEAD_WIDTH]) is not None
        or any(map(_IN_HEAD.search, head))
        or any(_ALONE.fullmatch(line.strip(_FRAME)) for line in head[:_TOP_LINES])
        or any(map(_opens_or_ends, head[:_TITLE_LINES]))
    )


def refuse_classified(text: str, place: str = "开头") -> None:
    """Raises ClassifiedMaterial where a text bears a mark; `place` says where the text stands."""
    if bears_mark(text):
        raise ClassifiedMaterial(f"{place}有密级标志。")


def refuse_classified_cells(cells: Iterable[tuple[str, str]], place: str) -> None:
    """Raises ClassifiedMaterial where a value under its heading bears a mark, as those of a ledger's row at `place`."""
    if any(bears_mark(value) or (_SIGN in label and bears_mark(f"{label}:{value}")) for label, value in cells):
        raise ClassifiedMaterial(f"{place}有密级标志。")


def _plain(line: str) -> str:
    """A line with full-width characters and kinds of space as ASCII, without invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", line))


def _opens_or_ends(line: str) -> bool:
    """Whether a line that is no sentence opens or ends with a level in brackets, or opens with one set apart from the rest."""
    words = line.strip()
    brackets = list(_BRACKETED.finditer(words)) if len(words) <= _WIDTH else []
    return any(one.start() == 0 or one.end() == len(words) for one in brackets) or _APART.match(words) is not None
