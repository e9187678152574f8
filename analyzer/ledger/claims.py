"""认定次数: what a branch claims, and what counts.

Rows that tell of one meeting count once; the own type counts; a further claimed duty counts if the text has that purpose with enough
substance, at most so many further duties a meeting as the policy says, the longest first; combinations count as the policy lists them. What was
not judged is neither counted nor struck. (Issue «The ledger»; guideline, section 3.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.meetings import meetings
from analyzer.types.labels import Activity, Duty
from analyzer.types.ledger import RecordDigest
from analyzer.types.ledger_policy import Combination, LedgerPolicy, in_force

__all__ = ["Counted", "Meeting", "Struck", "Tally", "tally"]

_PURPOSES: dict[str, tuple[Activity, ...]] = {
    Duty.LECTURE: (Activity.PARTY_LECTURE,),
    Duty.STUDY: (Activity.THEORY_STUDY,),
    Duty.ORG_LIFE: (Activity.CRITICISM,),
}
_CONVENED = (Duty.MEMBER_ASSEMBLY, Duty.PARTY_DAY)


class Counted(msgspec.Struct, frozen=True):
    """A duty that counts once: on which day (YYYY-MM-DD or empty), by which records, of a lecture by whom; `why` where it is a further duty."""

    duty: str
    day: str
    records: tuple[str, ...]
    lecturer: str = ""
    why: str = ""


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


def tally(branch: Branch, ledger: Ledger, policy: LedgerPolicy) -> Tally:
    """What a branch claims and what counts of it."""
    claimed: Counter[str] = Counter()
    for record in branch.records:
        for claim in record.claims:
            claimed[claim.duty] += claim.count
    talks = [(record,) for record in branch.talks]
    return Tally(dict(claimed), tuple(_meeting(rows, ledger, policy) for rows in (*meetings(branch, policy), *talks)))


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
    ids = tuple(row.id for row in rows)
    when = date.fromisoformat(day) if day else ledger.today
    combinations = [row for row in policy.combinations if row.holds(when)]
    rule = in_force(policy.meeting, when)
    claimed: Counter[str] = Counter()
    claimants: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for claim in row.claims:
            claimed[claim.duty] += claim.count
            claimants[claim.duty].append(row.id)
    counted = [Counted(own, day, ids, _lecturer(rows) if own == Duty.LECTURE else "")]
    struck = []
    if claimed[own] > 1:
        why = f"{len(rows)}条记录是同一次会议" if len(rows) > 1 else "一条记录是一次会议"
        struck.append(Struck(own, day, tuple(claimants[own]), claimed[own] - 1, f"{_day(day)}：{why}，认定一次"))
    open_claims = [duty for duty in claimed if duty != own]
    for duty in list(open_claims):
        if _pair(own, duty, combinations, "both"):
            counted.append(Counted(duty, day, tuple(claimants[duty]), why=f"{_day(day)}：与{_zh(own)}一并召开，按规定各计一次"))
            open_claims.remove(duty)
            claimed[duty] -= 1
            if claimed[duty]:
                struck.append(_strike(duty, day, claimants, claimed, "一次会议只认定一次"))
    lengths = {duty: _length(rows, duty, rule.substance if rule else 2) for duty in open_claims}
    judged = all(row.judged for row in rows)
    allowed = [duty for duty in open_claims if lengths[duty] and not _pair(own, duty, combinations, "one")]
    allowed.sort(key=lambda duty: (-lengths[duty], duty))
    taken = allowed[: rule.further if rule else 0]
    for duty in open_claims:
        count = claimed[duty]
        if duty in taken:
            others = [other for other in allowed if other != duty]
            beside = f"（同样有实质的还有{'、'.join(map(_zh, others))}，取篇幅最长的）" if others else ""
            counted.append(Counted(duty, day, tuple(claimants[duty]), _lecturer(rows), f"{_day(day)}：随{_zh(own)}认定一次{beside}"))
            if count > 1:
                struck.append(Struck(duty, day, tuple(claimants[duty]), count - 1, f"{_day(day)}：一次会议只认定一次"))
        elif not lengths[duty] and not judged:
            why = f"{_day(day)}：正文未评价，另列，不计也不剔除"
            struck.append(Struck(duty, day, tuple(claimants[duty]), count, why, known=False))
        elif lengths[duty] and taken:
            why = f"一次会议至多另认定{rule.further if rule else 0}项，已认定{'、'.join(map(_zh, taken))}"
            struck.append(_strike(duty, day, claimants, claimed, why))
        elif lengths[duty]:
            struck.append(_strike(duty, day, claimants, claimed, f"与{_zh(own)}是一回事，只计一次"))
        else:
            struck.append(_strike(duty, day, claimants, claimed, "没有这一项的实质内容"))
    return Meeting(rows, own, tuple(counted), tuple(struck))


def _strike(duty: str, day: str, claimants: dict[str, list[str]], claimed: Counter[str], why: str) -> Struck:
    return Struck(duty, day, tuple(claimants[duty]), claimed[duty], f"{_day(day)}：{why}")


def _pair(own: str, duty: str, combinations: Sequence[Combination], counts: str) -> bool:
    return any({own, duty} == set(row.duties) and row.counts == counts for row in combinations)


def _length(rows: Sequence[RecordDigest], duty: str, substance: int) -> int:
    """How many characters of the meeting carry out a duty, where it is carried out with that substance; else 0."""
    parts = [part for row in rows for part in row.purposes if part.activity in _PURPOSES.get(duty, (duty,))]
    return sum(part.length for part in parts) if any(part.substance >= substance for part in parts) else 0


def _lecturer(rows: Sequence[RecordDigest]) -> str:
    return next((part.lecturer for row in rows for part in row.purposes if part.lecturer), "")


def _day(day: str) -> str:
    return day or "日期不明"


def _zh(duty: str) -> str:
    return Duty(duty).zh if duty in set(Duty) else duty
