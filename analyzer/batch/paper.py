"""A list of the paper ledger's records, to be compared with the electronic ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.batch.plan import ledger_rows
from analyzer.batch.rows import RawRow
from analyzer.errors import BadRow, UnreadableFile
from analyzer.ledger import names_in, person
from analyzer.parsing.claims import says_meeting
from analyzer.parsing.kind import meeting_type
from analyzer.parsing.rows import LedgerRow, read_row
from analyzer.types.labels import Duty
from analyzer.types.ledger import DutyClaim, People, RecordDigest
from analyzer.types.record import PEOPLE_FIELDS

__all__ = ["paper_list"]


def paper_list(path: Path, names: dict[int, str]) -> tuple[RecordDigest, ...]:
    """The records of a list under headings (.jsonl, .xlsx, .csv), without texts; the names behind their numbers are put into `names`.

    Raises UnreadableFile where it has no rows under headings, BadRow for a line that is none or names no branch.
    """
    rows = ledger_rows(path)
    if not rows:
        raise UnreadableFile("纸质清单里没有带表头的行。", where=str(path), remedy="请用 .xlsx、.csv 或 .jsonl，第一行写列名。")
    return tuple(_digests(rows, names))


def _digests(rows: list[RawRow], names: dict[int, str]) -> Iterator[RecordDigest]:
    for number, raw in enumerate(rows):
        if raw.broken:
            raise BadRow(raw.broken, where=raw.where)
        row = read_row(raw.values)
        value = row.values
        branch = value.get("branch", "")
        if not branch:
            raise BadRow("纸质清单的一行没有写明党支部。", where=f"{raw.where}“党支部”列")
        named = {role: tuple(names_in(value.get(role, ""))) for role in PEOPLE_FIELDS}
        names.update({person(name, branch): name for found in named.values() for name in found})
        yield RecordDigest(
            id=value.get("id", ""),
            line=number,
            listed=raw.where,
            branch=branch,
            own=_own(row),
            ticked=row.types,
            title=value.get("title", ""),
            start=value.get("start") or value.get("date", ""),
            end=value.get("end", ""),
            place=value.get("place", ""),
            people=People(**{role: tuple(person(name, branch) for name in found) for role, found in named.items()}),
            due=int(value["due"]) if "due" in value else None,
            present=int(value["present"]) if "present" in value else None,
            claims=(DutyClaim(_own(row)),),
        )


def _own(row: LedgerRow) -> str:
    """The row's own type: the first that it ticks, of a mere «会议» what its title says, else what its people say."""
    if not row.types and says_meeting(row.values.get("type", "")):
        return meeting_type(None, row.values.get("title"), "", "")
    return row.types[0] if row.types else Duty.TALK if "talkee" in row.values else Duty.OTHER
