"""On a generated bureau's year the checks find what is planted, and in a clean year nothing: rows alone, without any reading of the texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pytest

from analyzer.ledger import Ledger, all_checks, digest, gather, names_by_role, person
from analyzer.policies import load_policy
from analyzer.types.labels import Duty
from analyzer.types.ledger import LedgerFinding
from corpus.ledger.bureau import BranchLedger, bureau
from corpus.ledger.rows import Row
from corpus.records import load_records
from tests.ledger.cases import ShortRow, report_of

ROWS, SEED = 1500, 907
DUTIES = {duty.zh: duty.value for duty in Duty}
OF_RECORDS = ("late_entry", "time_conflict", "absent_speaker")
OF_BRANCHES = ("burst_entry", "missing_months", "uneven_year", "officer_turnover", "never_talked")

Year = tuple[list[BranchLedger], dict[str, list[LedgerFinding]]]


def short(row: Row) -> ShortRow:
    """A generated row as the cases have it."""
    lists = {name: "、".join(getattr(row, name)) for name in ("attendees", "observers", "absent")}
    words = {name: getattr(row, name) or "" for name in ("host", "recorder", "talker", "talkee")}
    same = {name: getattr(row, name) for name in ("id", "branch", "title", "start", "end", "entered", "place", "due", "present", "content")}
    return ShortRow(type=[DUTIES[name] for name in row.type], **lists, **words, **same)


def ledger_of(branches: Iterable[BranchLedger]) -> Ledger:
    """The ledger of generated branches."""
    reports = [report_of(short(row)) for branch in branches for row in branch.rows]
    names = {
        person(name, report.record.branch or ""): name for report in reports for role in names_by_role(report).values() for name in role
    }
    return gather([digest(report, number) for number, report in enumerate(reports)], today=date(2026, 2, 1), names=names)


def year(*, clean: bool) -> Year:
    """A bureau's year and what the checks find in it, by kind."""
    branches = list(bureau(ROWS, SEED, load_records(), clean=clean))
    ledger, policy = ledger_of(branches), load_policy().ledger
    return branches, {str(check.kind): list(check.check(ledger, policy)) for check in all_checks()}


@pytest.fixture(scope="module")
def planted() -> Year:
    return year(clean=False)


@pytest.mark.parametrize("kind", OF_RECORDS)
def test_planted_records_are_found_and_no_others(planted: Year, kind: str) -> None:
    """The same records, finding by finding."""
    branches, found = planted
    wanted = sorted(tuple(sorted(truth.records)) for branch in branches for truth in branch.truth if truth.kind == kind)
    assert wanted
    assert sorted(tuple(sorted(one.records)) for one in found[kind]) == wanted


@pytest.mark.parametrize("kind", OF_BRANCHES)
def test_planted_branches_are_found_and_no_others(planted: Year, kind: str) -> None:
    """The same branches, with duty and month where they are told."""
    branches, found = planted
    wanted = {
        (truth.branch, truth.duty, truth.period if kind == "missing_months" else "")
        for branch in branches
        for truth in branch.truth
        if truth.kind == kind
    }
    told = {(one.branch, one.duty or "", one.period or "" if kind == "missing_months" else "") for one in found[kind]}
    if kind == "never_talked":
        told = {(branch, "", "") for branch, _, _ in told}
    assert wanted
    assert told == wanted


def test_planted_copies_are_found_and_official_passages_are_not(planted: Year) -> None:
    """At least 98 of 100 planted pairs; no pair besides, but of texts that the generator had to repeat."""
    branches, found = planted
    truth = [one for branch in branches for one in branch.truth]
    repeated = {record for one in truth if one.kind == "ignore" for record in one.records}
    wanted = {frozenset(pair) for one in truth if one.kind == "near_duplicate" for pair in combinations(one.records, 2)}
    told = {frozenset(pair) for one in found["near_duplicate"] for pair in combinations(one.records, 2)}
    assert len(wanted) > 10
    assert len(wanted & told) >= 0.98 * len(wanted)
    assert [sorted(pair) for pair in told - wanted if not pair & repeated] == []


def test_a_clean_year_has_no_findings_of_rows() -> None:
    """Nothing late, at once, uneven or missing where nothing is planted."""
    _, found = year(clean=True)
    assert {kind: len(found[kind]) for kind in (*OF_RECORDS, *OF_BRANCHES) if found[kind]} == {}
