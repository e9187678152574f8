"""The digests of a year, grouped once for all checks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from analyzer.ledger.references import Reference
from analyzer.types.labels import Duty
from analyzer.types.ledger import RecordDigest

__all__ = ["Branch", "Ledger", "Roll", "gather"]


class Roll(msgspec.Struct, frozen=True):
    """What a roster says of a branch: its members, whether it has 党小组, when it was founded, and who is `seconded` or `elderly`."""

    members: frozenset[int]
    groups: bool
    founded: date | None
    excused: Mapping[str, frozenset[int]]


class Branch(msgspec.Struct, frozen=True):
    """One branch with its records in the order of their times.

    `members` are those of the roster, without one those who attend a meeting or are excused from it; `groups` is whether it has 党小组; `founded`
    and `excused` (by status) are known from a roster only.
    """

    name: str
    records: tuple[RecordDigest, ...]
    members: frozenset[int]
    groups: bool
    founded: date | None = None
    excused: Mapping[str, frozenset[int]] = {}

    @property
    def meetings(self) -> tuple[RecordDigest, ...]:
        """Its records that are no talks."""
        return tuple(record for record in self.records if record.own != Duty.TALK)

    @property
    def talks(self) -> tuple[RecordDigest, ...]:
        """Its talks."""
        return tuple(record for record in self.records if record.own == Duty.TALK)


class Ledger(msgspec.Struct, frozen=True):
    """A year of records. `branches` are in the order of their names.

    `today` is the day on which the ledger is looked at. `names` gives the name behind a number of `People`, where the office keeps them;
    `texts` the words of a record by its id, read only for what is shown. `paper` is a second list of the same records to compare with; `references` are the
    documents and templates that the office knows.
    """

    year: int | None
    today: date
    branches: tuple[Branch, ...]
    names: Mapping[int, str] = {}
    texts: Mapping[str, str] = {}
    paper: tuple[RecordDigest, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def records(self) -> tuple[RecordDigest, ...]:
        """All records, branch by branch."""
        return tuple(record for branch in self.branches for record in branch.records)

    def who(self, people: Iterable[int]) -> tuple[str, ...]:
        """The names of some people, in order; somebody whose name is not kept is «某同志#» with digits."""
        return tuple(sorted(self.names.get(number) or f"某同志#{number % 10000:04d}" for number in set(people)))


def gather(
    digests: Iterable[RecordDigest],
    *,
    today: date,
    year: int | None = None,
    names: Mapping[int, str] | None = None,
    texts: Mapping[str, str] | None = None,
    paper: Iterable[RecordDigest] = (),
    references: Iterable[Reference] = (),
    roster: Mapping[str, Roll] | None = None,
) -> Ledger:
    """The ledger of a year: of the given one, else of the one most records are dated in; records without a full date belong to it."""
    records = list(digests)
    years = Counter(record.day[:4] for record in records if record.day)
    if year is None and years:
        year = int(max(sorted(years), key=lambda one: years[one]))
    by_branch: dict[str, list[RecordDigest]] = defaultdict(list)
    for record in records:
        if not record.day or record.day[:4] == f"{year:04d}":
            by_branch[record.branch].append(record)
    branches = tuple(_branch(name, by_branch[name], (roster or {}).get(name)) for name in sorted(by_branch))
    return Ledger(year, today, branches, names or {}, texts or {}, tuple(paper), tuple(references))


def _branch(name: str, records: list[RecordDigest], roll: Roll | None) -> Branch:
    ordered = tuple(sorted(records, key=lambda record: (record.start, record.id)))
    if roll is not None:
        return Branch(name, ordered, roll.members, roll.groups, roll.founded, roll.excused)
    members: set[int] = set()
    for record in records:
        members.update(record.people.attendees, record.people.absent)
    groups = any(record.own == Duty.GROUP or Duty.GROUP in record.ticked for record in records)
    return Branch(name, ordered, frozenset(members), groups)
