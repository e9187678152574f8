"""A ledger row in JSON as a document: its content is the text, its other values are given beside it."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from analyzer.errors import BadRow
from analyzer.types.document import Document, Source
from analyzer.types.record import FIELD_NAMES

__all__ = ["row_document"]

_KEY_OF = {name: key for key, name in FIELD_NAMES.items()} | {"内容": "content"}
_CONTENT = "content"


def row_document(name: str, line: int, row: str) -> Document:
    """The document of one line of a .jsonl file; raises BadRow that names the line and the column."""
    where = f"{name} 第{line}行"
    try:
        values = msgspec.json.decode(row, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise BadRow("不是有效的 JSON 对象。", where=where) from error
    keyed = {_KEY_OF.get(key, key): value for key, value in values.items()}
    content = keyed.get(_CONTENT)
    if not isinstance(content, str) or not content.strip():
        raise BadRow("没有内容（content）。", where=where)
    given = tuple((key, _words(value)) for key, value in sorted(keyed.items()) if key in FIELD_NAMES and value not in (None, "", []))
    return Document(content, Source(where, "row", hashlib.sha256(row.encode("utf-8", "replace")).hexdigest()), given=given)


def _words(value: Any) -> str:
    """A value as words: lists joined, claims as «党课1次»."""
    if isinstance(value, list):
        return "、".join(_words(one) for one in value)
    if isinstance(value, dict):
        return "".join(f"{_words(one)}次" if key == "count" else _words(one) for key, one in value.items() if key in ("duty", "count"))
    return str(value)
