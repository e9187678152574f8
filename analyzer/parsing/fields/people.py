"""Lists of people in a header."""

from __future__ import annotations

import re

__all__ = ["names_in", "split_names"]

_SEPARATORS = re.compile("[、,;/|\\s]+|和(?=[\u4e00-\u9fff]{2})")
_TITLE = re.compile("(?:同志|书记|副书记|主任|委员|科长|处长|局长|所长|队长|班长|老师|教授|医生|院长|主席|经理|组长|师傅)$")
_NAME = re.compile("[\u4e00-\u9fff·某XＸ×]{2,5}$")
_HEADS = re.compile("[一二两三四五六七八九十几]{1,3}[人名位]")
_NOT_NAMES = frozenset(
    [
        "全体",
        "党员",
        "全体党员",
        "支部",
        "委员",
        "人员",
        "其他",
        "等",
        "无",
        "暂无",
        "同志",
        "支委",
        "群众",
        "支部委员",
        "入党积极分子",
        "积极分子",
    ]
)


def split_names(value: str) -> tuple[str, ...]:
    """The names in a list of people, without titles and remarks in brackets; words that are no name are left out."""
    bare = re.sub("\\([^()]*\\)|\\[[^\\[\\]]*\\]", " ", value)
    names = []
    for word in _SEPARATORS.split(bare):
        name = word.strip("。.:·") or ""
        shorter = _TITLE.sub("", name)
        name = shorter if len(shorter) != 1 else name
        if _NAME.match(name) and name not in _NOT_NAMES and not name.startswith(("全体", "各", "应到", "实到")) and not _HEADS.match(name):
            names.append(name)
    return tuple(dict.fromkeys(names))


def names_in(*values: str | None) -> tuple[str, ...]:
    """The names in several header values, each once, in order."""
    return tuple(dict.fromkeys(name for value in values if value for name in split_names(value)))
