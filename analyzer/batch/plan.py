"""What a batch consists of, cut into shards that can be done one by one and again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from analyzer.errors import UnreadableFile
from analyzer.types.report import Versions

__all__ = ["Item", "Plan", "make_plan"]

_SHARD_FILES = 40
_SHARD_LINES = 400
_ROWS_SUFFIX = ".jsonl"


class Item(msgspec.Struct, frozen=True):
    """One unit of work: a file, or with `line` ≥ 1 one line of a file of rows (its text in `row`)."""

    name: str
    line: int = 0
    row: str = ""


class Plan(msgspec.Struct, frozen=True):
    """The shards in order, and a digest of everything that shapes their output."""

    shards: tuple[tuple[Item, ...], ...]
    digest: str


def make_plan(files: Sequence[str], versions: Versions) -> Plan:
    """The plan for some files in their order; a .jsonl file gives an item for each of its lines.

    Raises UnreadableFile where a file of rows cannot be opened.
    """
    digest = hashlib.sha256(msgspec.json.encode(versions))
    shards: list[tuple[Item, ...]] = []
    plain: list[Item] = []
    for name in files:
        path = Path(name)
        digest.update(name.encode("utf-8", "surrogateescape"))
        if path.suffix == _ROWS_SUFFIX:
            rows = _lines(path)
            digest.update("\n".join(row.row for row in rows).encode("utf-8", "replace"))
            shards += [tuple(rows[start : start + _SHARD_LINES]) for start in range(0, len(rows), _SHARD_LINES)]
        else:
            if path.exists():
                digest.update(f"{path.stat().st_size} {path.stat().st_mtime_ns}".encode())
            plain.append(Item(name))
    shards += [tuple(plain[start : start + _SHARD_FILES]) for start in range(0, len(plain), _SHARD_FILES)]
    return Plan(tuple(shards), digest.hexdigest())


def _lines(path: Path) -> list[Item]:
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise UnreadableFile("台账文件无法打开。", where=str(path)) from error
    return [Item(str(path), number, line) for number, line in enumerate(lines, 1) if line.strip()]
