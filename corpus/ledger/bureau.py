"""The year of a whole bureau, branch by branch."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import msgspec

from analyzer.types.labels import Activity, MeetingType
from corpus.ledger.beside import PaperRow, paper_list
from corpus.ledger.calendar import YEAR
from corpus.ledger.counting import BranchCounts, count_branch, shape_of_year
from corpus.ledger.field import Field, Template
from corpus.ledger.people import Branch, Naming
from corpus.ledger.planting import PLANTINGS
from corpus.ledger.rows import TALK, Draft, Row
from corpus.ledger.texts import Library, Part, Passage, Text
from corpus.ledger.truth import Planted
from corpus.ledger.year import Faults, branch_year, new_branch
from corpus.records import LabelledRecord

__all__ = ["BranchLedger", "bureau"]

_SIZES = (60, 111)
_KEPT = 30
"""Records of earlier branches that may be copied."""
_TELLING = 60
"""Characters below which two records can be alike by chance."""
_QUOTED_FROM = 1500
"""Rows from which a ledger has enough branches for a passage that many of them quote."""
_PLANNED = (
    Faults(missing=(5,)),
    Faults(missing=(7, 8, 9)),
    Faults(no_committee=(3, 10)),
    Faults(no_lecture=True),
    Faults(late_duty=TALK),
    Faults(late_duty=MeetingType.STUDY),
    Faults(turnover=MeetingType.PARTY_DAY),
    Faults(unheard=2),
    Faults(generic=0.8),
)
"""Of three branches the first has such a year and defects between records, the second such a year, the third only defects between records."""


_LISTED = 4
"""One in so many branches has a paper list; every second of those has no numbers in common with the ledger."""


class BranchLedger(msgspec.Struct, frozen=True):
    """All that the generator says of one branch; `purposes` gives the gold of each meeting's text by the id of its row.

    `templates` are those that its records were copied from, and others; `paper` is its paper list, if it has one.
    """

    branch: Branch
    rows: tuple[Row, ...]
    truth: tuple[Planted, ...]
    counts: BranchCounts
    purposes: dict[str, dict[Activity, tuple[int, int]]]
    templates: tuple[Template, ...]
    paper: tuple[PaperRow, ...]


def _sizes(rows: int, rng: random.Random) -> Iterator[int]:
    while rows:
        size = rng.randrange(*_SIZES)
        if rows - size < _SIZES[0]:
            size = rows
        yield size
        rows -= size


def bureau(rows: int, seed: int, records: Iterable[LabelledRecord], *, clean: bool) -> Iterator[BranchLedger]:
    """`rows` rows in branches of 60 to 170, the same for the same seed and corpus; without defects if `clean`.

    Raises ValueError for fewer than 300 rows. One branch at a time is held in memory.
    """
    if rows < 300:
        raise ValueError("a bureau's year has at least 300 rows")
    rng = random.Random(seed)  # noqa: S311 — chance that can be repeated
    library = Library(records, rng)
    naming = Naming(tuple(text for record in library.records for text in record.texts()))
    styles = sorted({record.style for record in library.records})
    quoted = _official_passages(library, rng) if rows >= _QUOTED_FROM else []
    foreign: list[Draft] = []
    for number, size in enumerate(_sizes(rows, rng)):
        branch = new_branch(number, styles[number % len(styles)], size, naming, rng)
        faults = Faults() if clean or number % 3 == 2 else _PLANNED[(number // 3 * 2 + number % 3) % len(_PLANNED)]
        drafts = branch_year(branch, size, faults, library, rng, f"R{number + 1:06d}")
        field = Field(branch, drafts, library, foreign, rng)
        _quote(field, quoted)
        for draft in field.drafts:
            field.write(draft)
        truth: list[Planted] = []
        if not clean and number % 3 != 1:
            for place, plant in enumerate(PLANTINGS):
                if rng.random() < 0.5 or place == number // 3 % len(PLANTINGS):
                    truth += plant(field)
        truth += shape_of_year(branch, field.drafts)
        truth += _quoting(field, quoted)
        truth += [
            Planted("ignore", branch.name, (draft.id,))
            for draft in field.drafts
            if not draft.text.fresh or draft.meeting or len(draft.content) < _TELLING
        ]
        ordered = sorted(field.drafts, key=lambda draft: draft.entered)
        if not clean:
            _keep(foreign, field)
        entered = tuple(draft.row(branch) for draft in ordered)
        gold = {draft.id: draft.text.purposes() for draft in ordered}
        paper: list[PaperRow] = []
        if not clean and number % _LISTED == 0:
            paper, differences = paper_list(field, ids=number % (2 * _LISTED) == 0)
            truth += differences
        counts = count_branch(branch, field.drafts)
        yield BranchLedger(branch, entered, tuple(truth), counts, gold, tuple(field.templates), tuple(paper))


def _keep(foreign: list[Draft], field: Field) -> None:
    """Keeps some untouched records of a branch for copying, and forgets the oldest."""
    whole = [draft for draft in field.drafts if not draft.touched and not draft.further and len(draft.content) > 200]
    foreign += field.rng.sample(whole, min(4, len(whole)))
    del foreign[:-_KEPT]


def _official_passages(library: Library, rng: random.Random) -> list[tuple[Passage, ...]]:
    """Four passages of document language, one a quarter, that many branches will quote."""
    lines = [Passage(passage.text.strip(), passage.record) for passage in library.stock((Activity.THEORY_STUDY, 1, None))]
    pool = [passage for passage in lines if len(passage.text) > 25]
    return [tuple(rng.sample(pool, min(7, len(pool)))) for _ in range(4)]


def _quote(field: Field, quoted: list[tuple[Passage, ...]]) -> None:
    """Puts each quarter's passage into one study or party day of the branch whose text studies something."""
    for quarter, passages in enumerate(quoted):
        for draft in field.drafts:
            place = next((n for n, part in enumerate(draft.text.parts) if part.label[:2] == (Activity.THEORY_STUDY, 2)), None)
            if place is not None and (draft.start.month - 1) // 3 == quarter:
                draft.text = _with(draft.text, place, passages)
                break


def _quoting(field: Field, quoted: list[tuple[Passage, ...]]) -> Iterator[Planted]:
    """The records of a branch that quote an official passage, copies of them too."""
    for quarter, passages in enumerate(quoted):
        words = "".join(passage.text for passage in passages)
        records = tuple(draft.id for draft in field.drafts if words in draft.content)
        if records:
            yield Planted("official", field.branch.name, records, period=f"{YEAR}-Q{quarter + 1}")


def _with(text: Text, place: int, passages: tuple[Passage, ...]) -> Text:
    part = text.parts[place]
    longer = Part(part.label, (part.passages[0], *passages, *part.passages[1:]))
    return Text(text.base, (*text.parts[:place], longer, *text.parts[place + 1 :]), text.mixed)
