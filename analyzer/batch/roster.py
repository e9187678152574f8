"""The roster of an office: who belongs to which branch, from a list of people under headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from analyzer.batch.plan import ledger_rows
from analyzer.batch.rows import RawRow
from analyzer.errors import BadRow, UnreadableFile
from analyzer.ledger import Roll, person
from analyzer.parsing.fields.moments import read_moment
from analyzer.parsing.rows import joined_name

__all__ = ["read_roster"]

_COLUMNS = {
    "branch": ("branch", "党支部", "支部", "所在支部", "所在党支部", "支部名称"),
    "name": ("name", "姓名", "党员", "党员姓名"),
    "group": ("group", "党小组", "小组"),
    "status": ("status", "状态", "备注", "情况"),
    "founded": ("founded", "成立日期", "支部成立日期", "成立时间"),
}
_STATUSES = {"seconded": re.compile("借调|外派|挂职|流动|seconded"), "elderly": re.compile("年老|体弱|高龄|离退休|退休|elderly")}


def read_roster(path: Path, names: dict[int, str]) -> Mapping[str, Roll]:
    """The roll of each branch by its name; the names behind the numbers are put into `names`.

    Raises UnreadableFile where there are no rows under headings, BadRow where a row lacks branch or name or has an impossible date.
    """
    rows = ledger_rows(path)
    if not rows:
        raise UnreadableFile(
            "名册里没有带表头的行。", where=str(path), remedy="请用 .xlsx、.csv 或 .jsonl，列名为党支部、姓名、党小组、状态、成立日期。"
        )
    members: dict[str, set[int]] = defaultdict(set)
    excused: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    groups: set[str] = set()
    founded: dict[str, date] = {}
    for row in rows:
        branch, name = _value(row, "branch"), joined_name(_value(row, "name"))
        if row.broken or not branch or not name:
            raise BadRow(row.broken or "名册的一行没有写明党支部或姓名。", where=row.where)
        number = person(name, branch)
        names.setdefault(number, name)
        members[branch].add(number)
        if _value(row, "group"):
            groups.add(branch)
        for status, words in _STATUSES.items():
            if words.search(_value(row, "status")):
                excused[branch][status].add(number)
        if (day := _founded(row)) is not None:
            founded[branch] = day
    return {
        branch: Roll(
            frozenset(people), branch in groups, founded.get(branch), {status: frozenset(some) for status, some in excused[branch].items()}
        )
        for branch, people in members.items()
    }


def _founded(row: RawRow) -> date | None:
    words = _value(row, "founded")
    if not words:
        return None
    read = read_moment(words)
    if isinstance(read, str) or len(read.first) < len("2025-01-01"):
        raise BadRow(read if isinstance(read, str) else f"成立日期“{words}”不完整。", where=f"{row.where}“成立日期”列")
    return date.fromisoformat(read.first[:10])


def _value(row: RawRow, key: str) -> str:
    return next((row.values[label].strip() for label in _COLUMNS[key] if row.values.get(label, "").strip()), "")
