"""认定次数: what a branch claims, and what counts.

Rows that tell of one meeting count once; the own type counts; a further claimed duty counts if the text has that purpose with enough
substance, at most so many further duties a meeting as the policy says, the longest first; combinations count as the policy lists them. What was
not judged is neither counted nor struck, its own type neither: it is set apart. (Issue «The ledger»; guideline, section 3.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.meetings import meetings
from analyzer.types.labels import Duty, carried_by
from analyzer.types.ledger import RecordDigest
from analyzer.types.ledger_policy import Combination, LedgerPolicy, in_force
from analyzer.types.ledger_policy import Meeting as MeetingRule

__all__ = ["Counted", "Meeting", "Struck", "Tally", "tally"]

_ONCE = "一次会议只认定一次"
_CONVENED = (Duty.MEMBER_ASSEMBLY, Duty.PARTY_DAY)


class Counted(msgspec.Struct, frozen=True):
    """A duty that counts once: on which day (YYYY-MM-DD or empty), by which records, of a lecture by whom; `why` where it is a further duty.

    `purposes` are the activities of its meeting that are more than named.
    """

    duty: str
    day: str
    records: tuple[str, ...]
    lecturer: str = ""
    why: str = ""
    purposes: frozenset[str] = frozenset()


class Struck(msgspec.Struct, frozen=True):
    """A claim that does not count, and why; `known` is false where its text was not judged: then it is only set apart."""

    duty: str
    day: str
    records: tuple[str, ...]
    count: int
    why: str
    known: bool = True


class Meeting(msgspec.Struct, frozen=True):
    """One meeting: its rows in the order of entry, its own duty, what counts of it and what does not."""

    rows: tuple[RecordDigest, ...]
    own: str
    counted: tuple[Counted, ...]
    struck: tuple[Struck, ...]


class Tally(msgspec.Struct, frozen=True):
    """A branch's year: how often it claims each duty, and its meetings and talks with what counts."""

    claimed: dict[str, int]
    meetings: tuple[Meeting, ...]

    @property
    def counted(self) -> Iterator[Counted]:
        """Everything that counts, in the order of time."""
        return (one for meeting in self.meetings for one in meeting.counted)

    @property
    def struck(self) -> Iterator[Struck]:
        """Every claim that does not count, in the order of time."""
        return (one for meeting in self.meetings for one in meeting.struck)


@lru_cache(maxsize=1)
def tally(branch: Branch, ledger: Ledger, policy: LedgerPolicy) -> Tally:
    """What a branch claims and what counts of it; kept until another branch is asked for, since several checks need it."""
    claimed: Counter[str] = Counter()
    for record in branch.records:
        for claim in record.claims:
            claimed[claim.duty] += claim.count
    talks = [(record,) for record in branch.talks]
    return Tally(dict(claimed), tuple(one for rows in (*meetings(branch, policy), *talks) for one in _told(rows, ledger, policy)))


def _told(rows: tuple[RecordDigest, ...], ledger: Ledger, policy: LedgerPolicy) -> Iterator[Meeting]:
    """The meeting that the judged rows of one tell of, and each row apart that was not judged: it shows no meeting."""
    if judged := tuple(row for row in rows if row.judged):
        yield _meeting(judged, ledger, policy)
    for row in rows:
        if not row.judged:
            claims = _Claims((row,), row.day)
            yield Meeting(
                (row,), row.own, (), tuple(claims.all_of(duty, "未评价，另列，不计也不剔除", known=False) for duty in claims.times)
            )


def _own(rows: Sequence[RecordDigest]) -> str:
    """The own duty: of a meeting spread over rows the assembly or party day among the types, else that of the row entered first."""
    if len(rows) > 1:
        ticked = [duty for row in rows for duty in (row.own, *row.ticked)]
        for duty in ticked:
            if duty in _CONVENED:
                return duty
    return rows[0].own


def _meeting(rows: tuple[RecordDigest, ...], ledger: Ledger, policy: LedgerPolicy) -> Meeting:
    own, day = _own(rows), rows[0].day
    when = date.fromisoformat(day) if day else ledger.today
    combinations = [row for row in policy.combinations if row.holds(when)]
    claims = _Claims(rows, day)
    spread = f"{len(rows)}条记录是同一次会议" if len(rows) > 1 else "一条记录是一次会议"
    counted = [Counted(own, day, tuple(row.id for row in rows), _lecturer(rows) if own == Duty.LECTURE else "", "", _purposes(rows))]
    struck = [*claims.beyond_one(own, f"{spread}，认定一次")]
    together = [duty for duty in claims.times if duty != own and _pair(own, duty, combinations, "both")]
    for duty in together:
        counted.append(Counted(duty, day, claims.by[duty], why=f"{_day(day)}：与{_zh(own)}一并召开，按规定各计一次"))
        struck += claims.beyond_one(duty, _ONCE)
    rest = [duty for duty in claims.times if duty not in (own, *together)]
    further, without = _further(own, rest, claims, combinations, in_force(policy.meeting, when))
    return Meeting(rows, own, (*counted, *further), (*struck, *without))


class _Claims:
    """What the rows of one meeting claim: `times` by duty in the order of the rows, and `by` which records."""

    def __init__(self, rows: tuple[RecordDigest, ...], day: str) -> None:
        self.rows, self.day = rows, day
        self.times: Counter[str] = Counter()
        by: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for claim in row.claims:
                self.times[claim.duty] += claim.count
                by[claim.duty].append(row.id)
        self.by = {duty: tuple(dict.fromkeys(records)) for duty, records in by.items()}

    def beyond_one(self, duty: str, why: str) -> Iterator[Struck]:
        """What is claimed of a duty that counts once already."""
        if self.times[duty] > 1:
            yield Struck(duty, self.day, self.by[duty], self.times[duty] - 1, f"{_day(self.day)}：{why}")

    def all_of(self, duty: str, why: str, *, known: bool = True) -> Struck:
        """The whole claim of a duty that does not count."""
        return Struck(duty, self.day, self.by[duty], self.times[duty], f"{_day(self.day)}：{why}", known)


def _further(
    own: str, duties: Sequence[str], claims: _Claims, combinations: Sequence[Combination], rule: MeetingRule | None
) -> tuple[list[Counted], list[Struck]]:
    """Of the further duties those that count, the longest first, and the others with the reason."""
    lengths = {duty: _length(claims.rows, duty, rule) for duty in duties}
    carried = [duty for duty in duties if lengths[duty] and not _pair(own, duty, combinations, "one")]
    carried.sort(key=lambda duty: (-lengths[duty], duty))
    taken = carried[: rule.further if rule else 0]
    counted: list[Counted] = []
    struck: list[Struck] = []
    for duty in duties:
        if duty in taken:
            others = "、".join(_zh(other) for other in carried if other != duty)
            beside = f"（同样有实质的还有{others}，取篇幅最长的）" if others else ""
            why = f"{_day(claims.day)}：随{_zh(own)}另认定一次{beside}"
            counted.append(Counted(duty, claims.day, claims.by[duty], _lecturer(claims.rows) if duty == Duty.LECTURE else "", why))
            struck += claims.beyond_one(duty, _ONCE)
        elif duty in carried:
            struck.append(claims.all_of(duty, f"一次会议至多另认定{len(taken)}项，已认定{'、'.join(map(_zh, taken)) or '本项'}"))
        elif lengths[duty]:
            struck.append(claims.all_of(duty, f"与{_zh(own)}是一回事，只计一次"))
        else:
            struck.append(claims.all_of(duty, "没有这一项的实质内容"))
    return counted, struck


def _pair(own: str, duty: str, combinations: Sequence[Combination], counts: str) -> bool:
    return any({own, duty} == set(row.duties) and row.counts == counts for row in combinations)


def _length(rows: Sequence[RecordDigest], duty: str, rule: MeetingRule | None) -> int:
    """How many characters of the meeting carry out a duty, where one of its segments has the rule's substance; else 0."""
    parts = [part for row in rows for part in row.purposes if part.activity in carried_by(duty)]
    return sum(part.length for part in parts) if rule and any(part.substance >= rule.substance for part in parts) else 0


def _purposes(rows: Sequence[RecordDigest]) -> frozenset[str]:
    return frozenset(part.activity for row in rows for part in row.purposes if part.substance > 0)


def _lecturer(rows: Sequence[RecordDigest]) -> str:
    return next((part.lecturer for row in rows for part in row.purposes if part.lecturer), "")


def _day(day: str) -> str:
    return day or "日期不明"


def _zh(duty: str) -> str:
    return Duty(duty).zh if duty in set(Duty) else duty
