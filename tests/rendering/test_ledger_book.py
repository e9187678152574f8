"""The workbook of a year, and what a terminal shows of it."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
from rich.console import Console

from analyzer.ledger import ledger_report
from analyzer.policies import load_policy
from analyzer.rendering.ledger import print_ledger
from analyzer.rendering.ledger_book import write_ledger_book
from analyzer.types.ledger import LedgerCounts, LedgerReport
from tests.ledger.cases import LedgerCase, ledger_of

CASE = LedgerCase(
    name="两个支部",
    today=date(2026, 1, 15),
    rows=[
        {
            "id": "A",
            "type": ["member_assembly", "study", "lecture"],
            "start": "2025-06-27 15:00",
            "attendees": "莫家驹、费小琴",
            "title": "=1+1",
        },
        {"id": "B", "branch": "乙支部", "type": ["study"], "start": "2025-06-27 15:00", "not_judged": "true"},
    ],
    finds=[],
)


def report() -> LedgerReport:
    return ledger_report(ledger_of(CASE), load_policy(), LedgerCounts(2, 1, 1), "test")


def test_the_workbook_has_branches_counts_months_people_and_findings(tmp_path: Path) -> None:
    """A branch that was not judged has no score; the total of 双百分 is a formula that waits for the business score."""
    path = tmp_path / "year.xlsx"
    made = report()
    assert write_ledger_book(path, made) == len(made.findings)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["支部", "申报与认定", "各月记录数", "人员", "问题清单", "说明"]
    sheet = book["支部"]
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in (2, 3)] == [
        ("乙支部", None),
        ("甲支部", made.branches[1].score),
    ]
    assert [sheet.cell(row, 5).value for row in (2, 3)] == [None, '=IF(D3="","",0.5*B3+0.5*D3)']
    assert book["问题清单"].max_row == len(made.findings) + 1


def test_the_terminal_shows_branches_counts_and_findings() -> None:
    """Claimed and effective side by side; the worst findings first; what was not judged is said."""
    out = StringIO()
    print_ledger(report(), Console(file=out, width=160))
    shown = out.getvalue()
    assert "共2条：分析1条，未成1条" in shown
    assert "未评价" in shown
    assert "一会多报" in shown
    assert shown.index("[严重]") < shown.index("[一般]")
