"""认定次数 of planted meetings, ruling by ruling."""

from __future__ import annotations

import datetime

import pytest

from analyzer.types.labels import MeetingType
from corpus.ledger.counting import count_branch, shape_of_year
from corpus.ledger.people import Branch
from corpus.ledger.rows import Draft
from corpus.ledger.texts import Part, Passage, Text
from corpus.records import load_record
from tests.corpus.written import meeting, talk

BRANCH = Branch("一支部", "mill", ("甲某某", "乙某某"), {"secretary": "甲某某"}, ())
NOON = datetime.datetime(2025, 3, 4, 12)  # noqa: DTZ001


def held(number: int, duty: str, segments: list[tuple[str, int, int]], *further: str, of: str = "", month: int = 3) -> Draft:
    """A row whose text has segments of (activity, substance, characters)."""
    written = [
        {"activity": activity, "substance": substance, "sentences": ["字" * length]}
        | ({"lecturer": "member"} if activity == "party_lecture" else {})
        for activity, substance, length in segments
    ]
    record = load_record(meeting(segments=written))
    parts = tuple(Part((), (Passage(text, 0),)) for text in record.texts())
    start = NOON.replace(month=month)
    entered = start + datetime.timedelta(hours=number)
    return Draft(f"r{number}", duty, start, start, entered, "会议室", Text(record, parts, mixed=False), further=further, meeting=of)


def effective(*drafts: Draft) -> dict[str, int]:
    """What counts, by duty."""
    return {duty.duty: duty.effective for duty in count_branch(BRANCH, drafts).duties}


STUDY, LECTURE = ("theory_study", 2, 50), ("party_lecture", 2, 90)


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        ([held(1, "party_day", [STUDY])], {"party_day": 1}),
        ([held(1, "party_day", [STUDY], "study")], {"party_day": 1, "study": 1}),
        ([held(1, "party_day", [("theory_study", 1, 50)], "study")], {"party_day": 1, "study": 0}),
        ([held(1, "party_day", [STUDY, LECTURE], "study", "lecture")], {"party_day": 1, "study": 0, "lecture": 1}),
        (
            [held(number, duty, [STUDY, LECTURE], of="r2") for number, duty in enumerate(("study", "lecture", "member_assembly"), 1)],
            {"member_assembly": 1, "study": 0, "lecture": 1},
        ),
        ([held(1, "study", [STUDY, LECTURE], of="r1"), held(2, "lecture", [STUDY, LECTURE], of="r1")], {"study": 1, "lecture": 1}),
        ([held(1, "study", [STUDY, ("party_lecture", 1, 90)], of="r1"), held(2, "lecture", [STUDY], of="r1")], {"study": 1, "lecture": 0}),
        ([held(1, "study", [STUDY]), held(2, "study", [STUDY])], {"study": 2}),
    ],
)
def test_what_counts(drafts: list[Draft], expected: dict[str, int]) -> None:
    """Own type once a meeting; one further duty, carried out, at greatest length; of a split meeting 党员大会 is the own type, else what was entered first."""
    assert effective(*drafts) == expected


def test_claimed_is_what_rows_claim() -> None:
    """The own type included."""
    counts = count_branch(BRANCH, [held(1, "party_day", [STUDY], "study", "lecture"), held(2, "party_day", [STUDY])])
    assert {duty.duty: duty.claimed for duty in counts.duties} == {"party_day": 2, "study": 1, "lecture": 1}


def test_shortfalls_name_duty_and_period() -> None:
    """A year with one committee meeting, in March, and no groups."""
    lines = list(shape_of_year(BRANCH, [held(1, MeetingType.COMMITTEE, [STUDY])]))
    short = {(line.duty, line.period) for line in lines if line.kind == "quota_shortfall"}
    assert ("committee", "2025-04") in short
    assert ("committee", "2025-03") not in short
    assert ("member_assembly", "2025-Q3") in short
    assert ("lecture", "2025") in short
    assert not [duty for duty, _ in short if duty == "group"]
    assert [line.people for line in lines if line.kind == "never_talked"] == [("乙某某", "甲某某")]
    assert len([line for line in lines if line.kind == "missing_months"]) == 11


def test_generic_share_needs_more_than_half() -> None:
    """Two of three talks generic are planted as such, one of two is not."""
    gold = {"depth": 0, "generic": True, "findings": ["generic_talk"], "band": 1}
    kinds = {True: load_record(talk(**gold)), False: load_record(talk())}

    def spoken(*generic: bool) -> list[Draft]:
        return [
            Draft(f"t{number}", "talk", NOON, NOON, NOON, "走廊", Text(kinds[one], (), mixed=False), talker="甲某某", talkee="乙某某")
            for number, one in enumerate(generic)
        ]

    assert [line.note for line in shape_of_year(BRANCH, spoken(True, True, False)) if line.kind == "generic_share"] == ["2/3"]
    assert not [line for line in shape_of_year(BRANCH, spoken(True, False)) if line.kind == "generic_share"]
