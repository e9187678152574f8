"""The canonical row of a ledger, whatever it came from: headings by key or in Chinese, in any order, values in their usual writings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec

from analyzer.parsing.claims import RowClaim, row_claims, row_duties, says_meeting
from analyzer.parsing.fields.moments import read_moment
from analyzer.parsing.labels import labels
from analyzer.text.numbers import NUMBER, whole_number
from analyzer.types.labels import Duty
from analyzer.types.record import FIELD_NAMES, MOMENT_FIELDS, PEOPLE_FIELDS

__all__ = ["COLUMN_NAMES", "LedgerRow", "RowProblem", "column_name", "joined_name", "read_row", "row_key", "row_keys"]

COLUMN_NAMES = FIELD_NAMES | {"content": "内容", "file": "附件"}
"""Every column that a row may have, with its Chinese name."""

_KEY_OF = {name: key for key, name in COLUMN_NAMES.items()}
_ALIASES = {"time": "start", "attachment": "file"}
_COUNTS = ("due", "present")
_SHOWN = 20
_PARTNERS = frozenset(("talker", "talkee"))
_JOINED_HEADING = re.compile("[/／、]|或")
_SPACED_NAME = re.compile("(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff]{1,2})(?![\u4e00-\u9fff])")
_COUNT = re.compile(f"(?P<n>{NUMBER})(?:[.]0)?[ ]*[人名位]?")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_KNOWN_TYPES = "可用：党员大会、支委会、党小组会、党课、主题党日、组织生活会、民主评议、集中学习、谈心谈话等；只知道是会议的，写“会议”。"


class RowProblem(msgspec.Struct, frozen=True):
    """Why a value cannot be used: the key of its field, its column as the row calls it or in Chinese, what is wrong and what to do."""

    key: str
    column: str
    problem: str
    remedy: str


class LedgerRow(msgspec.Struct, frozen=True):
    """A row as read: normalised `values` by field key, its `content`, the `file` that holds it where it has none, what it ticks and claims.

    `types` are duties in the order ticked; a value with a problem is left out of the rest. `problems` forbid to use the row, `doubts` (without full stop)
    are of values without which it can be used.
    """

    values: dict[str, str]
    content: str
    file: str
    types: tuple[str, ...]
    claims: tuple[RowClaim, ...]
    problems: tuple[RowProblem, ...]
    doubts: tuple[RowProblem, ...] = ()


@lru_cache(maxsize=4096)
def row_key(label: str) -> str | None:
    """The key of a column by its heading; None for a column that no record has, or that holds another field in talks than in meetings."""
    keys = row_keys(label)
    return keys[0] if len(keys) == 1 else None


@lru_cache(maxsize=4096)
def row_keys(label: str) -> tuple[str, ...]:
    """The keys that a column may fill: of «主持人/谈话人» that of a meeting before that of a talk, of most headings one, of others none."""
    bare = re.sub(r"\s|\(.*?\)|（.*?）", "", label)
    key = _known_key(bare)
    if key is not None:
        return (key,)
    found = {_known_key(word) for word in _JOINED_HEADING.split(bare)}
    keys = tuple(sorted((one for one in found if one is not None), key=lambda one: one in _PARTNERS))
    apart = len(keys) == 2 and set(keys) <= set(PEOPLE_FIELDS) and keys[0] not in _PARTNERS and keys[1] in _PARTNERS
    return keys if None not in found and (len(keys) == 1 or apart) else ()


def _known_key(bare: str) -> str | None:
    if bare in COLUMN_NAMES or bare in _KEY_OF:
        return _KEY_OF.get(bare, bare)
    key = labels().key_of.get(bare)
    if key is None:
        return "content" if labels().content.match(f"{bare}：".replace("：", ":")) else None
    key = _ALIASES.get(key, key)
    return key if key in COLUMN_NAMES else None


def column_name(headings: Iterable[str], key: str) -> str:
    """How a user knows the column of a key: by the heading over it, by its Chinese name where that is none or a key."""
    heading = next((one for one in headings if row_key(one) == key), "")
    return heading if _CHINESE.search(heading) else COLUMN_NAMES[key]


def read_row(columns: Mapping[str, str]) -> LedgerRow:
    """A row from its values by heading; of two columns of one key the first that says something counts."""
    said = [(label, keys, value.strip()) for label, value in columns.items() if (keys := row_keys(label)) and value.strip()]
    words: dict[str, str] = {}
    for _, keys, value in said:
        if len(keys) == 1:
            words.setdefault(keys[0], value)
    types, unknown = row_duties(words.get("type", ""))
    shared = [(label, keys, value) for label, keys, value in said if len(keys) > 1]
    told = bool(types) or says_meeting(words.get("type", ""))
    for _, keys, value in shared if told else ():
        words.setdefault(keys[types[:1] == (Duty.TALK,)], value)
    problems: list[RowProblem] = []
    doubts: list[RowProblem] = []

    def problem(key: str, what: str, remedy: str) -> RowProblem:
        return RowProblem(key, column_name(columns, key), what, remedy)

    values = {key: value for key, value in words.items() if key in FIELD_NAMES and key not in (*MOMENT_FIELDS, *_COUNTS)}
    values |= {key: joined_name(values[key]) for key in PEOPLE_FIELDS if key in values}
    impossible: dict[str, str] = {}
    for key, value in _moments(words, impossible):
        values.setdefault(key, value)
    problems += [problem(key, what, "请写成“2025-03-06 14:30”这样的日期时间。") for key, what in impossible.items()]
    for key in _COUNTS:
        count = _COUNT.fullmatch(unicodedata.normalize("NFKC", words.get(key, "")))
        number = whole_number(count["n"]) if count else None
        if number is not None:
            values[key] = str(number)
        elif key in words:
            doubts.append(problem(key, f"“{words[key][:_SHOWN]}”不是人数", "人数请只写一个数字，如“12”“12人”“十二”。"))
    if shared and not told and not unknown:
        doubts.append(RowProblem("type", shared[0][0], "没有写类型，分不清是会议的还是谈话的", _KNOWN_TYPES))
    if unknown:
        strange = f"不认识的类型“{'、'.join(unknown)}”"
        (doubts if types else problems).append(problem("type", strange if types else f"{strange}。", _KNOWN_TYPES))
    claims, wrong = row_claims(words.get("claims", ""))
    if wrong:
        problems.append(problem("claims", f"看不懂的计入“{'、'.join(wrong)}”。", "请写成“党员大会1次、党课1次2学时”。"))
    return LedgerRow(values, words.get("content", ""), words.get("file", ""), types, claims, tuple(problems), tuple(doubts))


def joined_name(words: str) -> str:
    """Words with every surname that stands apart («单 晓东») put before its name."""
    return _SPACED_NAME.sub(r"\1\2", words)


def _moments(words: Mapping[str, str], impossible: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The times of a row in ISO 8601; the date column and the start lend their day to a clock that stands alone. What is none goes, by key, to
    `impossible`.
    """
    day = ""
    for key in MOMENT_FIELDS:
        if key not in words:
            continue
        read = read_moment(words[key], day if key in ("start", "end") else "")
        if isinstance(read, str):
            impossible[key] = read
            continue
        yield key, read.first
        if key == "start" and read.last:
            yield "end", read.last
        if key in ("date", "start"):
            day = read.first.partition("T")[0]
    if day:
        yield "date", day
