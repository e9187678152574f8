"""What a client sends: a file's bytes, or a text with the fields of a ledger beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import msgspec

from analyzer.errors import BadField, UnknownField
from analyzer.parsing.rows import read_row
from analyzer.types.record import FIELD_NAMES

__all__ = ["UNSHOWN", "Upload", "clean_name", "ledger_fields"]

UNSHOWN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""Characters of a client's words that are left out where those are shown: control characters and lone surrogates."""
_NAME_LENGTH = 200
_KEY_OF = {name: key for key, name in FIELD_NAMES.items()}


class Upload(msgspec.Struct, frozen=True):
    """One upload; `data` are the bytes that are kept as the original, `text` is set where a text was sent instead of a file."""

    name: str
    data: bytes
    text: str | None = None
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def clean_name(name: str | None) -> str:
    """A file name for showing: without folders, control characters and lone surrogates; never used as a path."""
    bare = UNSHOWN.sub("", name or "").replace("\\", "/").rpartition("/")[2].strip()
    return bare[-_NAME_LENGTH:] or "未命名"


def ledger_fields(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Ledger fields by key, given by key or by Chinese name; an empty value is none.

    Raises UnknownField that names those which no record has, BadField that names those with several values and those whose values cannot be.
    """
    given: dict[str, set[str]] = {}
    for name, value in fields:
        given.setdefault(_KEY_OF.get(name, name), set()).update([value] if value else [])
    unknown = [clean_name(key) for key in given if key not in FIELD_NAMES]
    if unknown:
        known = "、".join(f"{key}（{name}）" for key, name in FIELD_NAMES.items())
        raise UnknownField(f"没有这样的字段：{'、'.join(unknown)}。", where="fields", remedy=f"可用：{known}。")
    if several := [key for key, values in given.items() if len(values) > 1]:
        told = "".join(f"{FIELD_NAMES[key]}（{key}）：给了不止一个值。" for key in several)
        places = "、".join(f"fields.{key}" for key in several)
        raise BadField(told, where=places, remedy="键和中文名是同一个字段，请只留一个；几个人名请写在一个值里，用顿号隔开。")
    keyed = {key: value for key, values in given.items() for value in values}
    row = read_row(keyed)
    if wrong := (*row.problems, *row.doubts):
        told = "".join(f"{one.column}（{one.key}）：{one.problem.removesuffix('。')}。" for one in wrong)
        places = "、".join(f"fields.{one.key}" for one in wrong)
        raise BadField(told, where=places, remedy="".join(dict.fromkeys(one.remedy for one in wrong)))
    return tuple(sorted(keyed.items()))
