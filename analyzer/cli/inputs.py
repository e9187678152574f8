"""The files that a command is given: names, folders, `-` for standard input, and the folder of reference texts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

__all__ = ["STDIN", "expand", "references_option", "stdin_bytes"]

STDIN = "-"
_SUFFIXES = frozenset(
    [".docx", ".doc", ".wps", ".txt", ".md", ".pdf", ".xlsx", ".xls", ".et", ".csv", ".html", ".htm", ".mht", ".rtf", ".xml"]
)

references_option = click.option(
    "--references",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="MQA_REFERENCES",
    default=lambda: Path(click.get_app_dir("mqa")) / "references",
    help="参考文件目录；不给则用环境变量 MQA_REFERENCES，再不然用本人的设置目录。",
)
"""Where `mqa reference` keeps what `mqa ledger` reads."""


def expand(names: Iterable[str]) -> Iterator[str]:
    """Each name; a folder stands for the files in it that may hold records, in order, at any depth. At the end it says on stderr what was skipped."""
    skipped: Counter[str] = Counter()
    for name in names:
        path = Path(name)
        if name != STDIN and path.is_dir():
            for file in sorted(path.rglob("*")):
                if not file.is_file() or file.name.startswith((".", "~$")):
                    continue
                if file.suffix.lower() in _SUFFIXES:
                    yield str(file)
                else:
                    skipped[file.suffix.lower() or "没有后缀的"] += 1
        else:
            yield name
    if skipped:
        kinds = "、".join(f"{kind} {count}个" for kind, count in skipped.most_common())
        click.echo(f"目录里跳过{skipped.total()}个不是文档的文件：{kinds}；要读其中某个，请直接写它的文件名。", err=True)


def stdin_bytes(limit: int) -> bytes:
    """What stands on standard input, one byte more than the limit at most."""
    return sys.stdin.buffer.read(limit + 1)
