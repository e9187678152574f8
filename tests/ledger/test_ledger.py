"""What no single record shows, from texts to the ledger."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from analyzer import Analyzer
from analyzer.ledger import digest, gather, ledger_report
from analyzer.types.ledger import LedgerCounts, LedgerReport, RecordDigest
from tests.conftest import GENERIC_TALK, GOOD_TALK, ONE_POT, document


def digested(analyzer: Analyzer, text: str, number: int = 0, **fields: str) -> RecordDigest:
    """The digest of a text with ledger fields beside it."""
    given = tuple({"id": f"R{number}", "branch": "甲支部", **fields}.items())
    (report,) = analyzer.analyze(msgspec.structs.replace(document(text, f"{number}.txt"), given=given))
    return digest(report, number)


def reported(analyzer: Analyzer, records: list[RecordDigest], failed: int = 0) -> LedgerReport:
    """The report of a year that is over."""
    ledger = gather(records, today=date(2026, 2, 1))
    return ledger_report(ledger, analyzer.policy, LedgerCounts(len(records) + failed, len(records), failed), "test")


def kinds(report: LedgerReport) -> list[str]:
    return [found.kind for found in report.findings]


def test_the_same_talk_with_another_name_is_a_near_duplicate(analyzer: Analyzer) -> None:
    """Names and dates swapped change nothing; another talk is no duplicate; the count stands, with a doubt beside it."""
    swapped = GOOD_TALK.replace("单晓东", "费小琴").replace("9月3日16:10", "10月9日15:00")
    report = reported(analyzer, [digested(analyzer, text, number) for number, text in enumerate((GOOD_TALK, swapped, ONE_POT))])
    assert [one.records for one in report.findings if one.kind == "near_duplicate"] == [("R0", "R1")]
    (talk,) = [duty for duty in report.branches[0].duties if duty.duty == "talk"]
    assert (talk.claimed, talk.effective, talk.doubtful) == (2, 2, 2)


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2025年2月30日16:10", ""),
        ("2025年13月3日16:10", ""),
        ("2025年9月3日25:70", "2025-09-03"),
        ("9月3日16:10", "--09-03"),
    ],
)
def test_an_impossible_date_stops_no_year(analyzer: Analyzer, written: str, start: str) -> None:
    """A text with a day or an hour that no calendar has is a record without it; the others are checked as before."""
    text = GOOD_TALK.replace("2025年9月3日16:10", written)
    assert written in text
    records = [digested(analyzer, text, 0, entered="2025-09-04"), digested(analyzer, ONE_POT, 1)]
    (strange,) = [record for record in gather(records, today=date(2026, 2, 1)).records if record.id == "R0"]
    assert strange.start == start
    (branch,) = reported(analyzer, records).branches
    assert [(duty.claimed, duty.effective) for duty in branch.duties if duty.duty == "talk"] == [(1, 1)]
    assert sum(branch.months.values()) == (2 if strange.day else 1)


def test_rows_of_one_meeting_count_once(analyzer: Analyzer) -> None:
    """Two rows of one start are one meeting; empty claims are claimed but not counted; the reasons are given."""
    other = ONE_POT.replace("支部党员大会会议记录", "集中学习会议记录")
    report = reported(analyzer, [digested(analyzer, ONE_POT, 0), digested(analyzer, other, 1)])
    assert kinds(report).count("multiple_claim") == 1
    duties = {duty.duty: duty for duty in report.branches[0].duties}
    assert (duties["member_assembly"].claimed, duties["member_assembly"].effective) == (1, 1)
    assert (duties["lecture"].claimed, duties["lecture"].effective) == (2, 0)
    assert duties["lecture"].why


def test_a_row_ticks_and_claims(analyzer: Analyzer) -> None:
    """The first type ticked is the own one; 计入 gives counts and hours; the text's own claims stand beside them."""
    made = digested(analyzer, ONE_POT, type="党员大会、集中学习", claims="党员大会1次、党课1次2学时")
    assert made.own == "member_assembly"
    assert made.ticked == ("member_assembly", "study")
    claims = {claim.duty: (claim.count, claim.hours) for claim in made.claims}
    assert claims["lecture"] == (1, 2.0)
    assert claims["member_assembly"] == (1, 0.0)
    assert {"study", "discipline_education", "thought_analysis"} <= set(claims)


@pytest.mark.parametrize(
    ("entered", "severity"), [("2025-09-05", None), ("2025-09-08", None), ("2025-09-12", "minor"), ("2025-12-20", "major")]
)
def test_late_entry_counts_working_days(analyzer: Analyzer, entered: str, severity: str | None) -> None:
    """Three working days are in time, a weekend between does not count; more than thirty days are severe."""
    report = reported(analyzer, [digested(analyzer, GOOD_TALK, 0, entered=entered)])
    assert [found.severity for found in report.findings if found.kind == "late_entry"] == ([severity] if severity else [])


def test_one_person_cannot_be_in_two_places(analyzer: Analyzer) -> None:
    """The secretary talks at 16:10 and presides elsewhere at 16:20."""
    for start, found in (("16:20-17:00", 1), ("18:20-19:00", 0)):
        elsewhere = ONE_POT.replace("2025年6月27日15:00-16:10", f"2025年9月3日{start}")
        report = reported(analyzer, [digested(analyzer, GOOD_TALK, 0), digested(analyzer, elsewhere, 1)])
        assert kinds(report).count("time_conflict") == found


def test_a_branch_of_generic_talks_is_named(analyzer: Analyzer) -> None:
    """More than half of at least three talks; counts add up."""
    records = [
        digested(analyzer, GENERIC_TALK.replace("费小琴", name), number) for number, name in enumerate(("费小琴", "单晓东", "桑志明"))
    ]
    report = reported(analyzer, records, failed=1)
    assert "generic_share" in kinds(report)
    assert (report.branches[0].talks.count, report.branches[0].talks.generic, report.branches[0].talks.solicitation) == (3, 3, 3)
    assert (report.counts.rows_in, report.counts.analysed, report.counts.failed) == (4, 3, 1)


def test_points_and_score_add_up(analyzer: Analyzer) -> None:
    """Each deduction is the sum of its findings' points, at most the cap; score and deductions make 100."""
    report = reported(analyzer, [digested(analyzer, ONE_POT, 0, entered="2025-12-30")])
    (branch,) = report.branches
    caps = {row.kind: row.cap for row in analyzer.policy.ledger.points}
    for taken in branch.deductions:
        points = sum(report.findings[number].points for number in taken.findings)
        assert taken.points == min(points, caps[taken.kind])
        assert {report.findings[number].kind for number in taken.findings} == {taken.kind}
    assert branch.score is not None
    assert abs(branch.score + sum(taken.points for taken in branch.deductions) - 100) < 1e-6


def test_nothing_judged_is_not_punished(analyzer: Analyzer) -> None:
    """No score, no points, no struck claim; confidence says that nothing is known."""
    made = digested(analyzer, "报销单据粘贴说明：发票一式两联，粘贴在背面。", 0, start="2025-03-06 14:30", claims="党课1次")
    assert made.not_judged
    (branch,) = reported(analyzer, [made]).branches
    assert (branch.score, branch.deductions, branch.confidence) == (None, (), 0.0)
    (lecture,) = [duty for duty in branch.duties if duty.duty == "lecture"]
    assert (lecture.claimed, lecture.effective, lecture.not_judged) == (1, 0, 1)


def test_names_are_not_kept(analyzer: Analyzer) -> None:
    """A digest holds no name."""
    assert "莫家驹" not in msgspec.json.encode(digested(analyzer, GOOD_TALK)).decode()
