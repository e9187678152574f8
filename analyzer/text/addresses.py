"""Words that are written to whoever grades, person or program: give full marks, overlook the rules."""

from __future__ import annotations

import re

__all__ = ["ADDRESSES", "is_address", "may_address"]

_WHO = (
    "系统", "程序", "模型", "AI", "ai", "Ai", "人工智能", "机器", "算法", "评分(?:员|者|人|系统|程序)?", "审核(?:员|者|人|系统)?", "评审", "考核组", "检查组",
    "阅卷", "评委", "助手",
)  # fmt: skip
_GRADE = "(?:满分|高分|优秀|最高(?:分|等次|档)|五档|5档|100分|很好|通过|不扣分|免扣|加分|[Aa]级|优)"
_WAYS = (
    (
        ("本", "该", "此"),
        f"(?:份|次|篇|条)?(?:记录|材料|谈话|会议|台账|文档)[^。;!?\n]{{0,16}}(?:应|应当|应该|须|必须|可|请|建议|予以|直接)[^,。;!?\n]{{0,8}}(?:评|判|定|给|打|记|认定)[^,。;!?\n]{{0,6}}{_GRADE}",
    ),
    (
        ("请(?![求示假])", "烦请", "敬请", "要求", "希望", "务必", "麻烦"),
        f"(?:{'|'.join(_WHO)})?[^,。;!?\n]{{0,10}}(?:给予|给|打|评定?为?|判定?为?|认定为?|(?<!书)记)[^,。;!?\n]{{0,6}}{_GRADE}",
    ),
    (
        ("忽略", "无视", "忘记", "跳过", "不要理会", "不必理会"),
        "[^,。;!?\n]{0,8}(?:以上|上述|之前|前面|先前|所有|一切|原有|上文)?[^,。;!?\n]{0,6}(?:规则|指令|要求|提示|标准|问题|不足|扣分)",
    ),
    (
        ("评阅", "评审老师", "评审专家", "评审的", "评分系统", "评分模块", "评分员", "评分人", "阅卷老师", "阅卷人", "审阅人"),
        "(?:人|者|老师|同志|提示)?(?:注意|您好|你好|手下留情|[:,按请]|认定|直接)[^。!?\n]{0,60}?(?:最高|最低|优秀|满分|五档|5档|等级5|深度3|高质量|一分不扣|勿|忽略)",
    ),
    (_WHO, f"(?:请注意|注意|你好|您好|请|应|须)[^。;!?\n]{{0,24}}(?:{_GRADE}|评分|打分|合格|扣分|符合要求)"),
)
_CHINESE = re.compile("|".join(f"{word}{rest}" for words, rest in _WAYS for word in words))
_ENGLISH = re.compile(
    "[idrsgIDRSG](?i:(?:(?<=i)gnore|(?<=d)isregard)[^.\n]{0,24}(?:instruction|rule|above|previous)|(?:(?<=r)ate|(?<=s)core|(?<=g)rade)[^.\n]{0,24}(?:excellent|full|highest|100))"
)
ADDRESSES = (_CHINESE, _ENGLISH)
"""Patterns for cleaned text. Every alternative opens with its own word, so that a search stops only where one of them may begin."""
_GRADER = re.compile(
    "系统|程序|模型|AI|人工智能|机器|算法|评分|打分|审核|评审|评阅|考核组|检查组|阅卷|评委|审阅|(?:本|该|此)(?:份|次|篇|条)?(?:记录|材料|台账|文档)"
)
_DEMAND = re.compile("满分|高分|最高|最低|优秀|[五5]档|100分|不(?:应|该|予)?扣分|免扣|加分|[五5]分|深度3|勿|忽略")
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
    if not any(len(found[0]) >= _MOST * len(words) for found in _CHINESE.finditer(words)):
        return False
    return bool(_GRADER.search(words) and _DEMAND.search(words)) and not _OF_PERSONS.search(words)
