"""What is due from a branch in the year, period by period, and how much of it is met."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import msgspec

from analyzer.ledger.claims import Counted, Tally
from analyzer.ledger.ledger import Branch
from analyzer.types.ledger_policy import Exemption, LedgerPolicy, Quota

__all__ = ["Due", "Period", "due_in_year", "due_members", "dues", "is_due", "periods"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class Period(msgspec.Struct, frozen=True):
    """A stretch of the year with its key: 2025-03, 2025-Q1, 2025-H1, 2025."""

    key: str
    first: date
    last: date


class Due(msgspec.Struct, frozen=True):
    """What one quota asks in one period, and what counts towards it; `unjudged` are claims that were not judged, in the branch's favour."""

    quota: Quota
    period: Period
    met: tuple[Counted, ...]
    unjudged: int

    @property
    def met_ids(self) -> tuple[str, ...]:
        """The records that count towards it."""
        return tuple(dict.fromkeys(record for one in self.met for record in one.records))

    @property
    def missing(self) -> int:
        """How often it is still to be held."""
        return max(0, self.quota.count - len(self.met) - self.unjudged)


def periods(per: str, year: int) -> tuple[Period, ...]:
    """The months, quarters, halves of a year, or the year itself."""
    length = _MONTHS[per]
    key = {"month": "{0}-{1:02d}", "quarter": "{0}-Q{1}", "half": "{0}-H{1}", "year": "{0}"}[per]
    return tuple(
        Period(
            key.format(year, number + 1),
            date(year, number * length + 1, 1),
            date(year, end := (number + 1) * length, monthrange(year, end)[1]),
        )
        for number in range(12 // length)
    )


def is_due(quota: Quota, branch: Branch, period: Period, policy: LedgerPolicy) -> bool:
    """Whether a quota is in force in a period and the branch is neither without groups that it asks for nor exempt."""
    if not quota.holds(period.last) or (quota.where == "groups" and not branch.groups):
        return False
    return not any(_exempt(row, branch, period) for row in policy.exemptions if quota.duty in row.duties and row.holds(period.last))


def due_members(duty: str, branch: Branch, day: date, policy: LedgerPolicy) -> frozenset[int]:
    """The members from whom a duty is due: all but those whose status the policy exempts."""
    rows = [row for row in policy.exemptions if duty in row.duties and row.holds(day)]
    return branch.members.difference(*(branch.excused.get(row.who, frozenset()) for row in rows))


def _exempt(row: Exemption, branch: Branch, period: Period) -> bool:
    if row.who == "small_branch":
        return 0 < len(branch.members) <= row.members
    if row.who == "new_branch" and branch.founded is not None:
        months = 12 * (period.first.year - branch.founded.year) + period.first.month - branch.founded.month
        return months < row.months
    return False


def dues(branch: Branch, counted: Tally, year: int, policy: LedgerPolicy) -> Iterator[Due]:
    """Each quota of the branch in each period; what has no full date helps the first periods that lack something."""
    for quota in policy.quotas:
        if quota.each != "branch":
            continue
        mine = [one for one in counted.counted if _counts_for(one, quota)]
        apart = [one for one in counted.struck if one.duty == quota.duty and not one.known]
        undated = [one for one in mine if not one.day]
        undated_apart = sum(one.count for one in apart if not one.day)
        for period in periods(quota.per, year):
            if not is_due(quota, branch, period, policy):
                continue
            met = [one for one in mine if one.day and period.first.isoformat() <= one.day <= period.last.isoformat()]
            unjudged = sum(one.count for one in apart if one.day and period.first.isoformat() <= one.day <= period.last.isoformat())
            while undated and len(met) + unjudged < quota.count:
                met.append(undated.pop(0))
            favour = min(undated_apart, max(0, quota.count - len(met) - unjudged))
            undated_apart -= favour
            yield Due(quota, period, tuple(met), unjudged + favour)


def _counts_for(one: Counted, quota: Quota) -> bool:
    return one.duty == quota.duty and quota.lecturer in ("", one.lecturer) and (not quota.purpose or quota.purpose in one.purposes)


def due_in_year(duty: str, branch: Branch, year: int, policy: LedgerPolicy) -> int | None:
    """How often a duty is due in the whole year (a talk with each member so often); None where it is not due."""
    total = 0
    for quota in policy.quotas:
        if quota.duty == duty and not quota.lecturer and not quota.purpose:
            times = sum(quota.count for period in periods(quota.per, year) if is_due(quota, branch, period, policy))
            total = max(total, times * (len(branch.members) if quota.each == "member" else 1))
    return total or None
