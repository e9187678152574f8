"""A branch's year without its texts' defects: who meets when, and what is planned to be too little, too late or one-sided."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec

from analyzer.types.labels import Activity, MeetingType
from corpus.ledger.calendar import YEAR, Diary
from corpus.ledger.people import Branch, Group, Naming, words
from corpus.ledger.rows import DUTY_OF, TALK, Draft, duty_name
from corpus.ledger.texts import Library
from corpus.records import LabelledRecord

__all__ = ["QUOTAS", "Faults", "Quota", "branch_year", "new_branch"]

_MONTHS = tuple(range(1, 13))
_QUARTERS = ((1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11, 12))
_SPARES = 9
_LEGITIMATE = (MeetingType.LECTURE, Activity.DISCIPLINE_EDUCATION, Activity.BELIEF_EDUCATION, Activity.THOUGHT_ANALYSIS)
"""Duties that a clean assembly or party day may claim besides, where its text carries them out."""


class Quota(msgspec.Struct, frozen=True):
    """How often a duty is due in each period: `month`, `quarter`, `year`, or `member` (each member once a year)."""

    duty: str
    period: str
    count: int


QUOTAS = (
    Quota(MeetingType.MEMBER_ASSEMBLY, "quarter", 1),
    Quota(MeetingType.COMMITTEE, "month", 1),
    Quota(MeetingType.PARTY_DAY, "month", 1),
    Quota(MeetingType.GROUP, "month", 1),
    Quota(MeetingType.LECTURE, "year", 4),
    Quota(MeetingType.ORG_LIFE, "year", 1),
    Quota(MeetingType.APPRAISAL, "year", 1),
    Quota(TALK, "member", 1),
)
"""What a clean branch fulfils; 党小组会 is due only where the branch has groups."""


class Faults(msgspec.Struct, frozen=True):
    """What is planned to be wrong with a branch's year, before any text: months without a record, months without a committee meeting, a duty
    held at the year's end, changing recorders of a duty, members never talked to, the share of generic talks.
    """

    missing: tuple[int, ...] = ()
    no_committee: tuple[int, ...] = ()
    no_lecture: bool = False
    late_duty: str = ""
    turnover: str = ""
    unheard: int = 0
    generic: float = 0.04


def new_branch(number: int, style: str, size: int, naming: Naming, rng: random.Random) -> Branch:
    """The `number`-th branch, with as many members as a year of `size` rows can serve."""
    groups = 1 if size > 100 else 0
    count = size - 34 - _SPARES - 12 * groups * 2
    officers = 5 if count > 24 else 3
    count -= 6 if officers == 5 else 1
    members = naming.members(max(count, 8), rng)
    titles = ("secretary", "deputy", "organisation", "publicity", "discipline")
    posts = ("secretary", "organisation", "publicity") if officers == 3 else titles
    half = len(members) // 2
    parts = (members[:half], members[half:]) if groups else ()
    units = words()["units"]
    return Branch(
        f"{units[number % len(units)]}第{number // len(units) + 1}党支部",
        style,
        members,
        dict(zip(posts, members, strict=False)),
        tuple(Group(part[-1], part) for part in parts),
    )


def branch_year(branch: Branch, size: int, faults: Faults, library: Library, rng: random.Random, prefix: str) -> list[Draft]:
    """The `size` drafts of a branch, complete but for their content."""
    return _Year(branch, faults, library, rng, prefix).drafts(size)


class _Year:
    def __init__(self, branch: Branch, faults: Faults, library: Library, rng: random.Random, prefix: str) -> None:
        self._branch, self._faults, self._library, self._rng, self._prefix = branch, faults, library, rng, prefix
        self._diary = Diary(rng)
        self._drafts: list[Draft] = []

    def drafts(self, size: int) -> list[Draft]:
        self._meetings()
        couples = self._couples()
        spare = size - len(self._drafts) - len(couples)
        late = self._faults.late_duty == MeetingType.STUDY
        for place in range(min(spare, 7 if late else 4)):
            self._meeting(MeetingType.STUDY, (11, 12) if late and place > 1 else _QUARTERS[place % 4], spare=True)
        self._talks(couples, size - len(self._drafts))
        return self._drafts

    def _meetings(self) -> None:
        for months in _QUARTERS:
            self._meeting(MeetingType.MEMBER_ASSEMBLY, months)
            self._meeting(MeetingType.LECTURE, months)
        for month in _MONTHS:
            self._meeting(MeetingType.COMMITTEE, (month,))
            self._meeting(MeetingType.PARTY_DAY, (month,))
            for group in self._branch.groups:
                self._meeting(MeetingType.GROUP, (month,), group=group)
        self._meeting(MeetingType.ORG_LIFE, (2, 8))
        self._meeting(MeetingType.APPRAISAL, (11, 12))

    def _meeting(self, duty: str, months: tuple[int, ...], *, group: Group | None = None, spare: bool = False) -> None:
        faults = self._faults
        open_months = tuple(month for month in months if month not in faults.missing)
        skipped = duty == MeetingType.LECTURE and faults.no_lecture and months[0] in (4, 7)
        if not open_months or skipped or (duty == MeetingType.COMMITTEE and months[0] in faults.no_committee):
            return
        start, end = self._diary.hold(open_months)
        text = self._library.draw(duty, self._branch.style, _clean(duty))
        called = {MeetingType.COMMITTEE: self._branch.committee, MeetingType.GROUP: group.members if group else ()}
        due = called.get(MeetingType(duty)) or self._branch.members
        host = group.leader if group else self._branch.committee[0]
        recorder = self._recorder(duty, start.month)
        away = [name for name in due if name not in (host, recorder)]
        missing = self._rng.sample(away, self._rng.randrange(min(len(away), len(due) // 6) + 1))
        draft = Draft(
            self._next_id(),
            duty,
            start,
            end,
            self._diary.enter(end),
            self._rng.choice(words()["places"]),
            text,
            host=host,
            recorder=recorder,
            spare=spare,
        )
        draft.title = f"{YEAR}年{start.month}月{duty_name(duty)}"
        draft.present = tuple(dict.fromkeys((*(name for name in due if name not in missing), recorder)))
        draft.absent = tuple((name, self._rng.choice(words()["reasons"])) for name in missing)
        if duty in (MeetingType.MEMBER_ASSEMBLY, MeetingType.PARTY_DAY) and self._rng.random() < 0.5:
            carried = [DUTY_OF[purpose] for purpose, (substance, _) in text.purposes().items() if substance == 2]
            draft.further = tuple(duty for duty in carried if duty in _LEGITIMATE)[:1]
        self._drafts.append(draft)

    def _recorder(self, duty: str, month: int) -> str:
        people = self._branch.committee[-1:] if duty != self._faults.turnover else self._branch.members[-5:-1]
        return people[(month - 1) % len(people)]

    def _couples(self) -> list[tuple[str, str]]:
        """Who must talk with whom: each pair of the committee, the committee with each member, two members with each other."""
        committee = self._branch.committee
        size = len(committee)
        couples = [(committee[place], committee[(place + step) % size]) for step in range(1, size // 2 + 1) for place in range(size)]
        others = self._branch.members[size:]
        unheard = frozenset(others[: self._faults.unheard])
        couples += [(committee[0 if place % 2 else place // 2 % size], name) for place, name in enumerate(others) if name not in unheard]
        return [*couples, (others[-1], others[-2])]

    def _talks(self, couples: list[tuple[str, str]], count: int) -> None:
        committee = self._branch.committee
        heard = [couple for couple in couples if couple[0] == committee[0]]
        chosen = [(couple, False) for couple in couples] + [(self._rng.choice(heard), True) for _ in range(count - len(couples))]
        self._rng.shuffle(chosen)
        months = [month for month in _MONTHS if month not in self._faults.missing]
        generic = round(self._faults.generic * count)
        for place, ((talker, talkee), spare) in enumerate(sorted(chosen, key=lambda couple: couple[0][0] != committee[0])):
            within: tuple[int, ...] = (months[place % len(months)],)
            if self._faults.late_duty == TALK:
                within = (11, 12) if place % 5 else within
            start, end = self._diary.hold(within)
            hollow = place < generic
            text = self._library.draw("generic" if hollow else "talk", self._branch.style, _generic if hollow else _personal)
            place_name = self._rng.choice(words()["talk_places"])
            self._drafts.append(
                Draft(
                    self._next_id(),
                    TALK,
                    start,
                    end,
                    self._diary.enter(end),
                    place_name,
                    text,
                    "谈心谈话",
                    talker=talker,
                    talkee=talkee,
                    spare=spare,
                )
            )

    def _next_id(self) -> str:
        return f"{self._prefix}-{len(self._drafts) + 1:03d}"


def _clean(duty: str) -> Callable[[LabelledRecord], bool]:
    return lambda record: record.meeting_type == duty and record.gold.one_pot == 0


def _generic(record: LabelledRecord) -> bool:
    return record.gold.generic is True


def _personal(record: LabelledRecord) -> bool:
    return record.gold.generic is False and record.gold.talk_kind != "solicitation"
