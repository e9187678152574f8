"""Words that are written to whoever grades, person or program: give full marks, overlook the rules."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["ADDRESSES", "is_address", "may_address"]

_READERS = (
    "评审", "评阅", "评卷", "评委", "评分", "打分", "核分", "阅卷", "审阅", "审核", "审查", "审读", "复核", "核查", "考评", "检查组", "督查组", "考核组",
    "检查的(?:同志|老师|领导|各位|人)", "考核的(?:同志|老师|领导|各位|人)", "督查的(?:同志|老师|领导|各位|人)", "看(?:本|这份|这篇|此)?(?:记录|材料|台账)的",
    "阅后", "系统", "程序", "模型", "AI", "ai", "Ai", "人工智能", "机器", "算法", "助手",
)  # fmt: skip
_PLEASE = "请(?![求示假教])"
_DEMANDS = f"(?:{_PLEASE}|注意|望|勿|不要|不必|不需|无需|应|须|按|建议)"
_TOP = "(?:满分|高分|最高(?:分|一?档|等次)|最低评?分|100分|[五5][分档]|[Aa]级|深度[三3]|等级[五5])"
_GRADES = (
    f'(?:{_TOP}|一等|优秀(?:档|等次|案例|标准)|(?:[按为定「“"]|评(?:上|级)?)(?:优秀?|很?好|[Aa])|从优|加分|扣减|(?:予以|直接|判为?)(?:合格|通过)|给予肯定'
    "|(?:不[应该予]?|勿作?|不要|不必|无需|免)扣[分减]?|不需?标注|[勿别](?:列入|判|标为|写)|忽略)"
)
_NEAR = "[^。;!?\n]{0,40}?"


class _Said(NamedTuple):
    """Expressions that each open with a literal character, and what stands behind any of them."""

    openings: tuple[str, ...]
    rest: str


def _pattern(*said: _Said) -> re.Pattern[str]:
    """Any of these; it opens with a set of characters, so that a search stops only there."""
    alternatives = []
    for one in said:
        openings = "|".join(f"(?<={opening[0]}){opening[1:]}" for opening in one.openings)
        alternatives.append(f"(?<=[{_first(one)}])(?:{openings}){one.rest}")
    return re.compile(f"[{''.join(map(_first, said))}](?:{'|'.join(alternatives)})")


def _first(said: _Said) -> str:
    return "".join({opening[0]: None for opening in said.openings})


_OF_READERS = (
    _Said(
        ("本", "该", "此"),
        "(?:份|次|篇|条)?(?:记录|材料|谈话|会议|台账|文档)[^。;!?\n]{0,16}(?:应|须|必须|可|请|建议|予以|直接)[^,。;!?\n]{0,8}(?:评|判|定|给|打|记)"
        f"[^,。;!?\n]{{0,6}}(?:{_TOP}|优|很好|通过|不扣分|免扣|加分)",
    ),
    _Said(_READERS, f"{_NEAR}{_DEMANDS}{_NEAR}{_GRADES}"),
    _Said((_PLEASE, "致"), f"[^,。;!?\n]{{0,6}}(?:{'|'.join(_READERS)}){_NEAR}{_GRADES}"),
)
_OF_GRADES = _Said(
    (_PLEASE, "务必", "麻烦", "希望", "要求"), f"[^,。;!?\n]{{0,10}}(?:给|打|评|判|认定|(?<!书)记|计|按)[^,。;!?\n]{{0,6}}{_TOP}"
)
_OVERLOOKING = _Said(
    ("忽略", "无视", "忘记", "跳过", "不要理会", "不必理会"),
    "[^,。;!?\n]{0,8}(?:以上|上述|之前|前面|先前|所有|一切|原有|上文)?[^,。;!?\n]{0,6}(?:规则|指令|要求|提示|标准|问题|不足|扣分)",
)
_TO_READERS = _pattern(*_OF_READERS)
_CHINESE = _pattern(*_OF_READERS, _OF_GRADES, _OVERLOOKING)
_ENGLISH = re.compile(
    "[idrsgIDRSG](?i:(?:(?<=i)gnore|(?<=d)isregard)[^.\n]{0,24}(?:instruction|rule|above|previous)|(?:(?<=r)ate|(?<=s)core|(?<=g)rade)[^.\n]{0,24}(?:excellent|full|highest|100))"
)
ADDRESSES = (_CHINESE, _ENGLISH)
"""Patterns for cleaned text: a reader, a demand and a grade; a demand for the top grade; what to overlook."""
_OVERRULES = re.compile(
    "(?:忽略|无视|忘记|跳过|不要理会|不必理会)(?![了过])[^,。;!?]{0,4}(?:以上|上述|之前|前面|先前|所有|一切|原有|上文)[^,。;!?]{0,6}(?:规则|指令|要求|提示)"
)
_OF_PERSONS = re.compile("党员|[0-9一二三四五六七八九十两]名")
_MOST = 0.5
"""The rest of a sentence that is an address says little else."""


def may_address(text: str, start: int, end: int) -> bool:
    """Whether any sentence of `text[start:end]` may be an address: a quick look at all of them at once."""
    return any(pattern.search(text, start, end) for pattern in (_CHINESE, _OVERRULES, _ENGLISH))


def is_address(words: str) -> bool:
    """Whether a sentence is nothing but words to whoever grades: it names the grader or this record, and a grade or what to overlook; or it overrules rules.

    It is stricter than `ADDRESSES`, which only have a person look: a sentence that is set aside is not read.
    """
    if _OVERRULES.search(words) or _ENGLISH.search(words):
        return True
    return any(len(found[0]) >= _MOST * len(words) for found in _TO_READERS.finditer(words)) and not _OF_PERSONS.search(words)
