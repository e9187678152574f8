"""The digests of a year, grouped once for all checks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import overload

import msgspec

from analyzer.errors import AmbiguousYear, NoRecords
from analyzer.ledger.digests import Digests, decode, encode, head
from analyzer.ledger.moments import with_possible_times
from analyzer.ledger.references import Reference
from analyzer.types.labels import Duty
from analyzer.types.ledger import LeftOut, RecordDigest, day_of

__all__ = ["Branch", "Branches", "Ledger", "Roll", "gather"]


class Roll(msgspec.Struct, frozen=True):
    """What a roster says of a branch: its members, whether it has 党小组, when it was founded, and who is `seconded` or `elderly`."""

    members: frozenset[int]
    groups: bool
    founded: date | None
    excused: Mapping[str, frozenset[int]]


class Branch(msgspec.Struct, frozen=True, eq=False):
    """One branch with its records in the order of their times.

    A branch is equal to itself only, so that what was made of it can be kept. `members` are those of the roster, without one those who attend a
    meeting or are excused from it; `groups` is whether it has 党小组; `founded` and `excused` (by status) are known from a roster only.
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


class Branches(Sequence[Branch]):
    """The branches of a year in the order of their names, each made of its digests when it is asked for and not kept; `ends` is where each ends in them."""

    __slots__ = ("_digests", "_ends", "_names", "_roster")

    def __init__(self, digests: Digests, names: Sequence[str], ends: Sequence[int], roster: Mapping[str, Roll]) -> None:
        self._digests, self._names, self._ends, self._roster = digests, names, ends, roster

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[Branch]:
        return map(self._branch, range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Branch: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Branch, ...]: ...
    def __getitem__(self, place: int | slice) -> Branch | tuple[Branch, ...]:
        places = range(len(self))[place]
        return self._branch(places) if isinstance(places, int) else tuple(map(self._branch, places))

    def _branch(self, number: int) -> Branch:
        first = self._ends[number - 1] if number else 0
        return _branch(self._names[number], tuple(self._digests[first : self._ends[number]]), self._roster.get(self._names[number]))


class Ledger(msgspec.Struct, frozen=True, eq=False):
    """A year of records. `branches` are in the order of their names, `records` are theirs, branch by branch.

    `today` is the day on which the ledger is looked at. `names` gives the name behind a number of `People`, where the office keeps them;
    `texts` the words of a record by its line, read only for what is shown. `paper` is a second list of the same records to compare with; `references` are
    the documents and templates that the office knows. Records that name no branch, and those of another year, are only counted.
    """

    year: int | None
    today: date
    branches: Sequence[Branch]
    records: Sequence[RecordDigest]
    names: Mapping[int, str] = {}
    texts: Mapping[int, str] = {}
    paper: tuple[RecordDigest, ...] = ()
    references: tuple[Reference, ...] = ()
    left_out: LeftOut = LeftOut()

    def of(self, branch: Branch) -> Ledger:
        """The ledger of one branch alone."""
        return msgspec.structs.replace(self, branches=(branch,), records=branch.records)

    def who(self, people: Iterable[int]) -> tuple[str, ...]:
        """The names of some people, in order; somebody whose name is not kept is «某同志#» with digits."""
        return tuple(sorted(self.names.get(number) or f"某同志#{number % 10000:04d}" for number in set(people)))


def gather(
    digests: Iterable[RecordDigest],
    *,
    today: date,
    year: int | None = None,
    names: Mapping[int, str] | None = None,
    texts: Mapping[int, str] | None = None,
    paper: Iterable[RecordDigest] = (),
    references: Iterable[Reference] = (),
    roster: Mapping[str, Roll] | None = None,
) -> Ledger:
    """The ledger of a year: of the given one, else of the one most records are dated in; records without a full date, or with one that
    no calendar has, belong to it.

    Raises AmbiguousYear where no year is given and two have as many records, NoRecords where all dated ones are of other years than the given.
    """
    by_branch: dict[str, list[bytes]] = defaultdict(list)
    years: Counter[str] = Counter()
    no_branch, other_year = 0, 0
    for record in map(with_possible_times, digests):
        years[record.day[:4]] += 1
        if record.branch:
            by_branch[record.branch].append(encode(record))
        else:
            no_branch += record.judged
    dated = {int(words): count for words, count in years.items() if words}
    if year is None:
        year = _most_frequent(dated)
    elif dated and year not in dated:
        listed = "、".join(f"{one}年{dated[one]}条" for one in sorted(dated))
        raise NoRecords(f"{year}年没有记录，这批记录里有{listed}。", remedy=f"请改写年度，如 --year {max(dated)}，或不写 --year。")
    ordered: list[bytes] = []
    kept, ends = [], []
    for name in sorted(by_branch):
        own = []
        for words in by_branch.pop(name):
            one = head(words)
            if _in_year(one.start, year):
                own.append((one.start, one.id, words))
            else:
                other_year += decode(words).judged
        if own:
            ordered += [words for _, _, words in sorted(own)]
            kept.append(name)
            ends.append(len(ordered))
    records = Digests(ordered)
    branches = Branches(records, kept, ends, roster or {})
    left_out = LeftOut(no_branch, other_year)
    return Ledger(
        year, today, branches, records, names or {}, texts or {}, tuple(map(with_possible_times, paper)), tuple(references), left_out
    )


def _most_frequent(years: Mapping[int, int]) -> int | None:
    """The year with the most records, None where there is none."""
    most = max(years.values(), default=0)
    tied = sorted(year for year, count in years.items() if count == most)
    if len(tied) > 1:
        raise AmbiguousYear(
            f"看不出是哪个年度：{'、'.join(map(str, tied))}年各有{most}条记录。", remedy=f"请用 --year 写明，如 --year {tied[-1]}。"
        )
    return tied[0] if tied else None


def _in_year(start: str, year: int | None) -> bool:
    day = day_of(start)
    return not day or day[:4] == f"{year:04d}"


def _branch(name: str, records: tuple[RecordDigest, ...], roll: Roll | None) -> Branch:
    if roll is not None:
        return Branch(name, records, roll.members, roll.groups, roll.founded, roll.excused)
    members: set[int] = set()
    for record in records:
        members.update(record.people.attendees, record.people.absent)
    groups = any(record.own == Duty.GROUP or Duty.GROUP in record.ticked for record in records)
    return Branch(name, records, frozenset(members), groups)
