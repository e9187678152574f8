"""Names as numbers: they tell who is the same person, and who it is only to somebody who has a list of names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from analyzer.types.record import PEOPLE_FIELDS
from analyzer.types.report import Report

__all__ = ["names_by_role", "names_in", "person"]

_NAME = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+")
_TITLES = re.compile(
    "(?:支部|党支部|总支)?(?:书记|副书记|委员|组长|主任|科长|所长|队长|同志|老师|师傅)$|^(?:支部|党支部|总支)?(?:书记|副书记|组织委员|宣传委员|纪检委员|党员|委员|值班员)[ ]?"
)
_NOT_NAMES = re.compile("全体|党员|支委|人员|^[无没]|请假|出差|因[病事公]|积极分子|群众|等$|^[差缺欠少还][一二两三四五六七八九十百千几]")
_SALT = b"mqa-ledger"


def person(name: str, branch: str) -> int:
    """A name within a branch as a number (48 bits of a hash whose key is public: whoever has the name has the number); names belong to a branch."""
    return int.from_bytes(hashlib.blake2b(f"{branch}\n{name}".encode("utf-8", "replace"), key=_SALT, digest_size=6).digest(), "big")


def names_in(value: str) -> Iterator[str]:
    """The names in a header's value, without titles and remarks in brackets; words that are no name are left out."""
    bare = re.sub("\\([^()]*\\)|（[^（）]*）", " ", value)
    for word in re.split("[、,，;；。/ \t]+", bare):
        name = _TITLES.sub("", word.strip()).strip()
        if _NAME.fullmatch(name) and not _NOT_NAMES.search(name):
            yield name


def names_by_role(report: Report) -> dict[str, tuple[str, ...]]:
    """The people of a record's header by role, as written there."""
    fields = report.record.fields
    return {role: tuple(dict.fromkeys(names_in(fields[role].value))) for role in PEOPLE_FIELDS if role in fields}
