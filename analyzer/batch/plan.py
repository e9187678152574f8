"""What a batch consists of, cut into shards that can be done one by one and again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from analyzer.batch.rows import RawRow, attached_file, checked_rows, json_rows, table_rows
from analyzer.errors import InputError, UnreadableFile
from analyzer.readers import read
from analyzer.readers.suffixes import LEDGERS
from analyzer.types.report import Versions

__all__ = ["Item", "Plan", "ledger_rows", "make_plan"]

_SHARD_FILES = 40
_SHARD_ROWS = 400
_JSON_ROWS = ".jsonl"


class Item(msgspec.Struct, frozen=True):
    """One unit of work: a file, or one row of a ledger."""

    name: str
    row: RawRow | None = None


class Plan(msgspec.Struct, frozen=True):
    """The shards in order, and a digest of everything that shapes their output."""

    shards: tuple[tuple[Item, ...], ...]
    digest: str


def make_plan(files: Sequence[str], versions: Versions, branch: str = "") -> Plan:
    """The plan for some files in their order; a ledger (.jsonl, workbook, .csv) gives an item for each of its rows. What names no
    branch is of `branch`.

    Raises UnreadableFile where a .jsonl file cannot be opened; a workbook that cannot be read is an item that will say so.
    """
    digest = hashlib.sha256(msgspec.json.encode((versions, branch)))
    shards: list[tuple[Item, ...]] = []
    plain: list[Item] = []
    ids: dict[str, str] = {}
    for name in files:
        path = Path(name)
        digest.update(name.encode("utf-8", "surrogateescape"))
        rows = ledger_rows(path)
        if rows:
            digest.update(msgspec.json.encode(rows))
            for attached in filter(None, map(attached_file, rows)):
                digest.update(_state(attached))
            items = [Item(name, row) for row in checked_rows(rows, ids, branch)]
            shards += [tuple(items[start : start + _SHARD_ROWS]) for start in range(0, len(items), _SHARD_ROWS)]
        else:
            digest.update(_state(path))
            plain.append(Item(name))
    shards += [tuple(plain[start : start + _SHARD_FILES]) for start in range(0, len(plain), _SHARD_FILES)]
    return Plan(tuple(shards), digest.hexdigest())


def _state(path: Path) -> bytes:
    """What tells that a file is another than it was: its size and when it was written, and whether it is there at all."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return b"\n-"
    return f"\n{found.st_size} {found.st_mtime_ns}".encode()


def ledger_rows(path: Path) -> list[RawRow]:
    """The rows of a ledger; none where the file is no ledger under headings."""
    suffix = path.suffix.lower()
    if suffix == _JSON_ROWS:
        try:
            lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
        except OSError as error:
            raise UnreadableFile(f"台账文件无法打开（{error.strerror}）。", where=str(path), remedy="请检查路径和权限。") from error
        return list(json_rows(str(path), lines))
    if suffix not in LEDGERS:
        return []
    try:
        return list(table_rows(str(path), read(path)))
    except InputError:
        return []
