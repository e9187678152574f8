"""What no single record shows."""

from __future__ import annotations

import pytest

from analyzer import Analyzer
from analyzer.ledger import digest, ledger_report
from analyzer.types.ledger import LedgerReport, RecordDigest
from tests.conftest import GENERIC_TALK, GOOD_TALK, ONE_POT, document


def digested(analyzer: Analyzer, text: str, number: int = 0, **fields: str) -> RecordDigest:
    """The digest of a text with ledger fields beside it."""
    given = tuple({"id": f"R{number}", "branch": "甲支部", **fields}.items())
    import msgspec

    (report,) = analyzer.analyze(msgspec.structs.replace(document(text, f"{number}.txt"), given=given))
    made = digest(report)
    assert made is not None
    return made


def kinds(report: LedgerReport) -> list[str]:
    return [found.kind for found in report.findings]


def test_the_same_talk_with_another_name_is_a_near_duplicate(analyzer: Analyzer) -> None:
    """Names and dates swapped change nothing; another talk is no duplicate."""
    swapped = GOOD_TALK.replace("单晓东", "费小琴").replace("9月3日16:10", "10月9日15:00")
    records = [digested(analyzer, text, number) for number, text in enumerate((GOOD_TALK, swapped, ONE_POT))]
    found = [one for one in ledger_report(records, 3).findings if one.kind == "near_duplicate"]
    assert [one.records for one in found] == [("R0", "R1")]


def test_rows_of_one_meeting_count_once(analyzer: Analyzer) -> None:
    """Two rows of one start are one meeting; empty claims are claimed but not counted."""
    other = ONE_POT.replace("支部党员大会会议记录", "集中学习会议记录")
    report = ledger_report([digested(analyzer, ONE_POT, 0), digested(analyzer, other, 1)], 2)
    assert kinds(report).count("multiple_claim") == 1
    duties = {duty.duty: duty for duty in report.branches[0].duties}
    assert (duties["member_assembly"].claimed, duties["member_assembly"].effective) == (1, 1)
    assert (duties["lecture"].claimed, duties["lecture"].effective) == (2, 0)
    assert duties["lecture"].why


@pytest.mark.parametrize(
    ("entered", "severity"), [("2025-09-04", None), ("2025-09-08", None), ("2025-09-12", "minor"), ("2025-12-20", "major")]
)
def test_late_entry_counts_working_days(analyzer: Analyzer, entered: str, severity: str | None) -> None:
    """Three working days are in time, a weekend between does not count; more than thirty days are severe."""
    report = ledger_report([digested(analyzer, GOOD_TALK, 0, entered=entered)], 1)
    assert [found.severity for found in report.findings if found.kind == "late_entry"] == ([severity] if severity else [])


def test_one_person_cannot_be_in_two_places(analyzer: Analyzer) -> None:
    """The secretary talks at 16:10 and presides elsewhere at 16:20."""
    elsewhere = ONE_POT.replace("2025年6月27日15:00-16:10", "2025年9月3日16:20-17:00")
    report = ledger_report([digested(analyzer, GOOD_TALK, 0), digested(analyzer, elsewhere, 1)], 2)
    assert kinds(report).count("time_conflict") == 1
    later = ONE_POT.replace("2025年6月27日15:00-16:10", "2025年9月3日18:20-19:00")
    assert "time_conflict" not in kinds(ledger_report([digested(analyzer, GOOD_TALK, 0), digested(analyzer, later, 1)], 2))


def test_a_branch_of_generic_talks_is_named(analyzer: Analyzer) -> None:
    """More than half of at least three talks; counts add up."""
    records = [
        digested(analyzer, GENERIC_TALK.replace("费小琴", name), number) for number, name in enumerate(("费小琴", "单晓东", "桑志明"))
    ]
    report = ledger_report(records, 4)
    assert "generic_share" in kinds(report)
    assert (report.branches[0].talks.count, report.branches[0].talks.generic, report.branches[0].talks.solicitation) == (3, 3, 3)
    assert (report.counts.rows_in, report.counts.analysed, report.counts.failed) == (4, 3, 1)


def test_names_are_not_kept(analyzer: Analyzer) -> None:
    """A digest holds no name."""
    import msgspec

    assert "莫家驹" not in msgspec.json.encode(digested(analyzer, GOOD_TALK)).decode()
