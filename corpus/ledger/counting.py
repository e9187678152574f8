"""认定次数 of a planted branch, and what follows from its year: exact, because the generator knows meetings and gold."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from analyzer.types.labels import MeetingType
from corpus.ledger.calendar import YEAR
from corpus.ledger.people import Branch
from corpus.ledger.rows import DUTY_OF, TALK, Draft
from corpus.ledger.truth import Planted
from corpus.ledger.year import QUOTAS, Quota

__all__ = ["BranchCounts", "DutyCounts", "count_branch", "shape_of_year"]

_CONVENED = (MeetingType.MEMBER_ASSEMBLY, MeetingType.PARTY_DAY)
_GENERIC_SHARE = 0.5
_UNEVEN_SHARE, _UNEVEN_FROM = 0.6, 6
_RECORDERS = 3


class DutyCounts(msgspec.Struct, frozen=True):
    """How often a branch claims a duty and how often it counts."""

    duty: str
    claimed: int
    effective: int


class BranchCounts(msgspec.Struct, frozen=True):
    """The counts of one branch, by duty."""

    branch: str
    duties: tuple[DutyCounts, ...]


def _meetings(drafts: Sequence[Draft]) -> list[list[Draft]]:
    found: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        found[draft.meeting or draft.id].append(draft)
    return [sorted(rows, key=lambda row: row.entered) for rows in found.values()]


def _counted(drafts: Sequence[Draft]) -> Iterator[tuple[str, datetime.date]]:
    """Each duty that counts, with the day of its meeting: the own type, and of further claims the one carried out at greatest length."""
    for rows in _meetings(drafts):
        own = next((row.duty for row in rows if row.duty in _CONVENED), rows[0].duty)
        day = rows[0].start.date()
        yield own, day
        claimed = {duty for row in rows for duty in row.claimed} - {own}
        carried = {DUTY_OF[purpose]: length for purpose, (substance, length) in rows[0].text.purposes().items() if substance == 2}
        further = sorted(claimed & carried.keys(), key=lambda duty: (carried[duty], duty))
        if further:
            yield further[-1], day


def count_branch(branch: Branch, drafts: Sequence[Draft]) -> BranchCounts:
    """Claimed and effective counts. Near-duplicates are not struck from them."""
    claimed = Counter(duty for draft in drafts for duty in draft.claimed)
    effective = Counter(duty for duty, _ in _counted(drafts))
    return BranchCounts(branch.name, tuple(DutyCounts(duty, claimed[duty], effective[duty]) for duty in sorted(claimed)))


def shape_of_year(branch: Branch, drafts: Sequence[Draft]) -> Iterator[Planted]:
    """What holds of the whole year: shortfalls, months without a record, uneven duties, turnover, members never talked to, generic share."""
    yield from _shortfalls(branch, drafts)
    months = {draft.start.month for draft in drafts}
    for month in sorted(set(range(1, 13)) - months):
        yield Planted("missing_months", branch.name, period=f"{YEAR}-{month:02d}")
    for duty in sorted({draft.duty for draft in drafts}):
        rows = [draft for draft in drafts if draft.duty == duty]
        late = tuple(draft.id for draft in rows if draft.start.month > 10)
        if len(rows) >= _UNEVEN_FROM and len(late) > _UNEVEN_SHARE * len(rows):
            yield Planted("uneven_year", branch.name, late, duty=duty, note=f"{len(late)}/{len(rows)}")
        recorders = tuple(sorted({draft.recorder for draft in rows if draft.recorder}))
        if len(recorders) >= _RECORDERS:
            yield Planted("officer_turnover", branch.name, tuple(draft.id for draft in rows), recorders, duty)
    talks = [draft for draft in drafts if draft.duty == TALK]
    unheard = tuple(sorted(set(branch.members) - {draft.talkee for draft in talks}))
    if unheard:
        yield Planted("never_talked", branch.name, people=unheard)
    generic = tuple(draft.id for draft in talks if draft.text.base.gold.generic)
    if len(generic) > _GENERIC_SHARE * len(talks):
        yield Planted("generic_share", branch.name, generic, note=f"{len(generic)}/{len(talks)}")


def _shortfalls(branch: Branch, drafts: Sequence[Draft]) -> Iterator[Planted]:
    held = Counter((duty, _period(quota.period, day)) for duty, day in _counted(drafts) for quota in QUOTAS if quota.duty == duty)
    for quota in QUOTAS:
        if quota.period == "member" or (quota.duty == MeetingType.GROUP and not branch.groups):
            continue
        for period in _periods(quota):
            if held[quota.duty, period] < quota.count:
                yield Planted(
                    "quota_shortfall", branch.name, duty=quota.duty, period=period, note=f"{held[quota.duty, period]}/{quota.count}"
                )


def _period(kind: str, day: datetime.date) -> str:
    return {"month": f"{YEAR}-{day.month:02d}", "quarter": f"{YEAR}-Q{(day.month + 2) // 3}"}.get(kind, str(YEAR))


def _periods(quota: Quota) -> list[str]:
    days = [datetime.date(YEAR, month, 1) for month in range(1, 13)]
    return list(dict.fromkeys(_period(quota.period, day) for day in days))
