"""What the ledger keeps of each record, and what it finds between them.

`LedgerReport` and what it holds is the public shape of `mqa ledger --format json`.
"""

from __future__ import annotations

import msgspec

from analyzer.types.finding import Rule

__all__ = [
    "BranchYear",
    "Comparison",
    "Deducted",
    "Difficulty",
    "DutyClaim",
    "DutyCount",
    "Figure",
    "LedgerCounts",
    "LedgerFinding",
    "LedgerReport",
    "LeftOut",
    "Need",
    "Passage",
    "People",
    "PersonYear",
    "PurposeDigest",
    "RecordDigest",
    "TalkCounts",
    "day_of",
]


def day_of(start: str) -> str:
    """The date of a time, YYYY-MM-DD; empty where it is not a full one."""
    return start[:10] if len(start) >= 10 and not start.startswith("--") else ""


class People(msgspec.Struct, frozen=True, array_like=True):
    """The people of a record by role, each as the number of a name within its branch (`analyzer.ledger.people.person`).

    `speakers` are those of the header whom the text shows speaking.
    """

    talker: tuple[int, ...] = ()
    talkee: tuple[int, ...] = ()
    host: tuple[int, ...] = ()
    recorder: tuple[int, ...] = ()
    attendees: tuple[int, ...] = ()
    observers: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()

    @property
    def there(self) -> frozenset[int]:
        """Everybody who must have been in the room."""
        return frozenset((*self.talker, *self.talkee, *self.host, *self.recorder, *self.attendees, *self.observers))


class PurposeDigest(msgspec.Struct, frozen=True, array_like=True):
    """What a meeting did: an activity (any, not only countable ones), the best substance 0–2 and the characters of its segments."""

    activity: str
    substance: int
    length: int
    lecturer: str = ""


class DutyClaim(msgspec.Struct, frozen=True, array_like=True):
    """A duty that a record claims, how often and with how many study hours; `ticked` where its type says so, else its text or its 计入."""

    duty: str
    count: int = 1
    hours: float = 0.0
    ticked: bool = False


class Need(msgspec.Struct, frozen=True, array_like=True):
    """An event that asks for a talk (五必谈): its key in the policy, and the person it befell."""

    event: str
    person: int


class Difficulty(msgspec.Struct, frozen=True, array_like=True):
    """A difficulty that somebody raised in a talk: its subject, and whether the talk answers it."""

    subject: str
    answered: bool


class RecordDigest(msgspec.Struct, frozen=True, array_like=True):
    """A record in a few hundred bytes, most of them the sketch: enough for every check between records, without its text. Its people are
    numbers; title, place and id are as written, and may hold a name.

    It is written as a MessagePack array in the order of the fields; the first three are what a ledger is grouped by. `line` is the line of the record in
    `reports.jsonl`, from 0. Times are ISO 8601, to the minute where the record tells it, empty where it does not. `own` is the duty of its own
    type, `ticked` all types that its row ticks. `claims` begin with the own type. `sketch` holds the least 5-gram hashes of the body with names
    and numbers masked, `shingles` how many distinct ones there are. `mentions` are keys of dated things that the text speaks of. `findings` are kinds
    found inside the record with their points. `not_judged` is the code of why there is no judgement; then everything that comes from the text is
    empty. `listed` says where a record of a paper list stands.
    """

    id: str
    branch: str
    start: str
    line: int
    own: str
    ticked: tuple[str, ...] = ()
    title: str = ""
    end: str = ""
    entered: str = ""
    place: str = ""
    people: People = People()
    due: int | None = None
    present: int | None = None
    claims: tuple[DutyClaim, ...] = ()
    purposes: tuple[PurposeDigest, ...] = ()
    integrated: bool | None = None
    """Whether study touches the branch's own work; None where there is no study."""
    generic: bool | None = None
    kind: str = ""
    needs: tuple[Need, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    mentions: tuple[str, ...] = ()
    score: float | None = None
    findings: tuple[tuple[str, float], ...] = ()
    sketch: bytes = b""
    shingles: int = 0
    not_judged: str = ""
    listed: str = ""

    @property
    def day(self) -> str:
        """The date it was held, YYYY-MM-DD; empty where the record does not say its full date."""
        return day_of(self.start)

    @property
    def timed(self) -> bool:
        """Whether the record says the hour at which it began."""
        return "T" in self.start and bool(self.day)

    @property
    def judged(self) -> bool:
        """Whether its text was judged."""
        return not self.not_judged


class Passage(msgspec.Struct, frozen=True):
    """A stretch of two texts that are laid side by side: equal in both, or what stands in the first in place of what stands in the second."""

    first: str
    second: str


class Comparison(msgspec.Struct, frozen=True):
    """Two records side by side, by their ids; `share` is how much of their own words is equal (0–1), `passages` are in the order of the texts."""

    first: str
    second: str
    share: float
    passages: tuple[Passage, ...]


class LedgerFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding between records: the branch, the records it rests on by id, what in them shows it, the rule and its source.

    Checks leave `points` at 0; the policy gives them. `duty`, `period` (2025-03, 2025-Q1, 2025) and `people` (names as written) stand where
    they apply; `comparisons` lay records side by side that are alike.
    """

    kind: str
    severity: str
    branch: str
    records: tuple[str, ...]
    evidence: tuple[str, ...]
    message: str
    rule: Rule
    points: float = 0.0
    duty: str | None = None
    period: str | None = None
    people: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


class DutyCount(msgspec.Struct, frozen=True):
    """How often a branch claims a duty, and how often it counts (认定次数); `quota` is what the year asks, null where nothing is due.

    `not_judged` counts claims whose text could not be judged, `doubtful` counted meetings whose text is a near-duplicate: both are shown
    beside the effective count and change nothing in it. `why` names each claim that does not count and each further duty that does.
    """

    duty: str
    claimed: int
    effective: int
    quota: int | None
    why: tuple[str, ...]
    not_judged: int = 0
    doubtful: int = 0


class TalkCounts(msgspec.Struct, frozen=True):
    """A branch's talks that were judged: all, generic ones, generic ones that only solicit; members talked to, of all members."""

    count: int
    generic: int
    solicitation: int
    covered: int
    members: int


class Deducted(msgspec.Struct, frozen=True):
    """Points taken from a branch for one kind of finding, after its cap; `findings` are their numbers in the report, from 0."""

    kind: str
    points: float
    findings: tuple[int, ...]
    source: str


class Figure(msgspec.Struct, frozen=True):
    """One of the four figures: 0–100, null where nothing tells of it, and the facts it is made of."""

    value: float | None
    why: str


class PersonYear(msgspec.Struct, frozen=True):
    """One person's year: meetings attended, missed with excuse, led and recorded; talks held, of them generic, and talks that others held with them."""

    name: str
    member: bool
    attended: int
    absent: int
    hosted: int
    recorded: int
    talks_held: int
    talked_to: int
    generic_held: int


class BranchYear(msgspec.Struct, frozen=True):
    """One branch: its duties, talks, records by month (YYYY-MM), score 0–100 (null where nothing of it was judged) and deductions.

    `figures` are 规范性, 及时性, 准确性, 完整性 (0–100) with the words that explain them; `business` and `integration`
    (per cent) tell of 两张皮: business in party meetings, studies that touch the branch's own work; `confidence` 0–1 is the share of what was judged;
    `ask` is what to ask the branch.
    """

    branch: str
    duties: tuple[DutyCount, ...]
    talks: TalkCounts
    months: dict[str, int]
    score: float | None
    deductions: tuple[Deducted, ...]
    figures: dict[str, Figure]
    business: Figure
    integration: Figure
    people: tuple[PersonYear, ...]
    confidence: float
    ask: tuple[str, ...]


class LedgerCounts(msgspec.Struct, frozen=True):
    """Rows in, analysed, failed: the last two add up to the first."""

    rows_in: int
    analysed: int
    failed: int


class LeftOut(msgspec.Struct, frozen=True):
    """Of the records that were analysed, those in no branch's year: files that name no branch, and records of another year."""

    no_branch: int = 0
    other_year: int = 0


class LedgerReport(msgspec.Struct, frozen=True):
    """Facts and findings between the records of a batch, for one year under one policy; `weights` are those of 双百分.

    `files` names the file of each record that a finding rests on and that no row of a ledger gave.
    """

    schema: str
    year: int | None
    policy: str
    weights: dict[str, float]
    branches: tuple[BranchYear, ...]
    findings: tuple[LedgerFinding, ...]
    counts: LedgerCounts
    left_out: LeftOut = LeftOut()
    files: dict[str, str] = {}
