"""A generated ledger as files, written branch by branch."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import msgspec

from corpus.ledger.bureau import bureau
from corpus.ledger.calendar import YEAR
from corpus.ledger.people import Group
from corpus.ledger.year import QUOTAS
from corpus.records import load_records

__all__ = ["FILES", "RosterBranch", "write_ledger"]

FILES = ("rows.jsonl", "truth.jsonl", "roster.json", "counts.json", "paper.jsonl", "templates.jsonl")


class RosterBranch(msgspec.Struct, frozen=True):
    """A branch in `roster.json`."""

    name: str
    members: tuple[str, ...]
    officers: dict[str, str]
    groups: tuple[Group, ...]


def write_ledger(folder: Path, rows: int, seed: int, *, clean: bool = False) -> Counter[str]:
    """Writes the FILES of a ledger; gives how many lines of each kind are planted."""
    folder.mkdir(parents=True, exist_ok=True)
    encode = msgspec.json.Encoder().encode
    planted: Counter[str] = Counter()
    with ExitStack() as stack:
        lines, truth, roster, counts, paper, templates = (stack.enter_context((folder / name).open("wb")) for name in FILES)
        roster.write(b'{"year":%d,"quotas":%b,"branches":[' % (YEAR, encode(QUOTAS)))
        counts.write(b'{"branches":[')
        for number, ledger in enumerate(bureau(rows, seed, load_records(), clean=clean)):
            comma = b",\n" if number else b"\n"
            branch = ledger.branch
            lines.writelines(encode(row) + b"\n" for row in ledger.rows)
            truth.writelines(encode(line) + b"\n" for line in ledger.truth)
            paper.writelines(encode(row) + b"\n" for row in ledger.paper)
            templates.writelines(encode(template) + b"\n" for template in ledger.templates)
            roster.write(comma + encode(RosterBranch(branch.name, branch.members, branch.officers, branch.groups)))
            counts.write(comma + encode(ledger.counts))
            planted.update(line.kind for line in ledger.truth)
        roster.write(b"\n]}\n")
        counts.write(b"\n]}\n")
    return planted
