"""An office's rules for a branch's year as data: what is due, what may be combined, where a fact becomes a finding, what it costs.

Each row cites its source and may say from when to when it is in force; a record is judged by the row in force on its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, TypeVar

import msgspec

__all__ = [
    "BurstEntry",
    "Combination",
    "Exemption",
    "GenericShare",
    "LateEntry",
    "LedgerPolicy",
    "Meeting",
    "MissingMonths",
    "NearDuplicate",
    "OfficerTurnover",
    "Pairing",
    "PointsRow",
    "Quota",
    "Row",
    "Share",
    "TimeConflict",
    "TwoSkins",
    "UnevenYear",
    "UnmetNeed",
    "Weights",
    "in_force",
]


Share = Annotated[float, msgspec.Meta(description="份额，0到1")]
"""A number from 0 to 1; `policies.consistency` holds every field of this type to it."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule: `source` cites it, `since` and `until` are the first and last day on which it is in force (open where left out)."""

    source: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


AnyRow = TypeVar("AnyRow", bound=Row)


def in_force(rows: Iterable[AnyRow], day: date) -> AnyRow | None:
    """The last of some rows that is in force on that day; None where the office has no such rule then."""
    found = None
    for row in rows:
        if row.holds(day):
            found = row
    return found


class Quota(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often a duty is due in each period; `each` says for whom, `where` limits it to branches with groups.

    `lecturer` asks for lectures of one kind, `purpose` for meetings that do something (a key of an activity).
    """

    duty: str
    per: Literal["month", "quarter", "half", "year"]
    count: int
    each: Literal["branch", "member"] = "branch"
    where: Literal["", "groups"] = ""
    lecturer: Literal["", "secretary", "leader", "member"] = ""
    purpose: str = ""


class Combination(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Duties that may be held in one meeting and each count (`both`), or of which one meeting is only ever one (`one`)."""

    duties: tuple[str, str]
    counts: Literal["both", "one"]


class PointsRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one finding of a kind costs a branch, by severity, and at most `cap` for all of the kind in the year."""

    kind: str
    cap: float
    info: float = 0.0
    minor: float = 0.0
    major: float = 0.0


class Exemption(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who is excused from some duties: branches of at most `members`, branches younger than `months`, or members of that status in the roster."""

    who: Literal["small_branch", "new_branch", "seconded", "elderly"]
    duties: tuple[str, ...]
    members: int = 0
    months: int = 0


class Meeting(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When rows tell of one meeting, and how many further duties one meeting may give.

    Rows of one day share people if that share (`people`) of the smaller list is in the other, and text from the share `text` of equal 5-grams on;
    under one title they follow each other if at most `minutes` lie between.
    `substance` is the least substance of a purpose that counts as a further duty.
    """

    minutes: int
    people: Share
    text: Share
    further: int
    substance: int


class NearDuplicate(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When bodies are alike, in shares of distinct 5-grams.

    Alike are records of at least `fewest` 5-grams: those of whose own words (official passages struck out) `share` is equal, with `fewest` of their own
    and `whole` of all their words; and those that as wholes are equal to `verbatim`, with `verbatim_share` of their own words and `verbatim_fewest`
    of these. A passage is official from `official_branches` and `official_share` of the branches on. A record is copied from a template if that has
    `template_share` of its own words.
    """

    share: Share
    fewest: int
    whole: Share
    verbatim: Share
    verbatim_share: Share
    verbatim_fewest: int
    official_branches: int
    official_share: Share
    template_share: Share


class TimeConflict(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How long a talk or meeting is taken to last where no end is given, and the longest that one can last."""

    usual_minutes: int
    longest_hours: float


class LateEntry(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Working days after the end within which a record is entered; more than `major_days` days are severe."""

    working_days: int
    major_days: int


class BurstEntry(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """More than `share` of a branch's rows of the year entered within `days` days, at least `fewest` rows."""

    share: Share
    days: int
    fewest: int


class UnevenYear(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """More than `share` of a duty's year held in its last `months` months, of at least `fewest` times; `seasonal` duties belong there."""

    share: Share
    months: int
    fewest: int
    seasonal: tuple[str, ...]


class MissingMonths(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So many months in a row without any record are a gap."""

    months: int


class OfficerTurnover(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So many recorders of a kind of meeting in a year, or a new one in over that share of at least `fewest_months`; not of the duties in `but`."""

    recorders: int
    share: Share
    fewest_months: int
    but: tuple[str, ...]


class GenericShare(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """More than `share` of at least `fewest` talks of a branch, or `talker_fewest` of one talker, are generic."""

    share: Share
    fewest: int
    talker_fewest: int


class Pairing(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who ought to talk with each other in the year: each pair of the `committee`, or some two `members` outside it."""

    between: Literal["committee", "members"]


class UnmetNeed(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An event that asks for a talk (五必谈) within `days` days after it."""

    event: str
    days: int


class TwoSkins(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """More than `business` of the characters of party meetings is business, or less than `integrated` of the studies touch the branch's work."""

    business: Share
    integrated: Share


class Weights(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """双百分: how much of the year's total the party work and the business score make, together 1."""

    party: Share
    business: Share


class LedgerPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ledger's part of a policy; of each list the rows in force on a day apply, of a threshold the last one."""

    quotas: tuple[Quota, ...]
    points: tuple[PointsRow, ...]
    meeting: tuple[Meeting, ...]
    combinations: tuple[Combination, ...]
    exemptions: tuple[Exemption, ...]
    weights: tuple[Weights, ...]
    near_duplicate: tuple[NearDuplicate, ...]
    time_conflict: tuple[TimeConflict, ...]
    late_entry: tuple[LateEntry, ...]
    burst_entry: tuple[BurstEntry, ...]
    uneven_year: tuple[UnevenYear, ...]
    missing_months: tuple[MissingMonths, ...]
    officer_turnover: tuple[OfficerTurnover, ...]
    generic_share: tuple[GenericShare, ...]
    pairings: tuple[Pairing, ...]
    unmet_need: tuple[UnmetNeed, ...]
    two_skins: tuple[TwoSkins, ...]
