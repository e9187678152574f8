"""The workbook of a year, and what a terminal shows of it."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import msgspec
import openpyxl
from rich.cells import cell_len
from rich.console import Console

from analyzer.ledger import ledger_report
from analyzer.policies import load_policy
from analyzer.rendering.ledger import print_ledger
from analyzer.rendering.ledger_book import write_ledger_book
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind, Severity
from analyzer.types.ledger import Comparison, LedgerCounts, LedgerFinding, LedgerReport, LeftOut, Passage
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


def test_the_workbook_lays_records_that_are_alike_side_by_side(tmp_path: Path) -> None:
    """Where a name or a place was changed is marked, in the order of the texts; words are words, whatever they look like."""
    passages = (
        Passage("三月五日，", "三月五日，"),
        Passage("=莫家驹", "费小琴"),
        Passage("谈了工作。" * 20, "谈了工作。" * 20),
        Passage("", "散会。"),
    )
    found = LedgerFinding(
        kind=LedgerKind.NEAR_DUPLICATE,
        severity=Severity.MAJOR,
        branch="甲支部",
        records=("A", "B"),
        evidence=(),
        message="2条记录正文基本相同。",
        rule=Rule("ledger.duplicate", "规范"),
        comparisons=(Comparison("A", "B", 0.912, passages),),
    )
    path = tmp_path / "year.xlsx"
    write_ledger_book(path, msgspec.structs.replace(report(), findings=(found,), files={"B": "谈话.docx"}))
    rows = list(openpyxl.load_workbook(path)["雷同对照"].iter_rows(min_row=2, values_only=True))
    equal = f"{('谈了工作。' * 20)[:60]}…"
    assert rows == [
        ("A", "B（谈话.docx）", 91, None, "三月五日，", "三月五日，"),
        ("A", "B（谈话.docx）", 91, "是", "=莫家驹", "费小琴"),
        ("A", "B（谈话.docx）", 91, None, equal, equal),
        ("A", "B（谈话.docx）", 91, "是", None, "散会。"),
    ]


def test_the_terminal_shows_branches_counts_and_findings() -> None:
    """Claimed and effective side by side; the worst findings first; what was not judged is said."""
    out = StringIO()
    print_ledger(report(), Console(file=out, width=160))
    shown = out.getvalue()
    assert "共2条：分析1条，未成1条" in shown
    assert "未评价" in shown
    assert "一会多报" in shown
    assert shown.index("[严重]") < shown.index("[一般]")


def shown(made: LedgerReport, width: int = 80) -> str:
    out = StringIO()
    print_ledger(made, Console(file=out, width=width))
    return out.getvalue()


def found(kind: LedgerKind, severity: Severity, points: float = 0.0) -> LedgerFinding:
    rule = Rule("ledger.test", "某规定")
    return LedgerFinding(kind=kind, severity=severity, branch="甲支部", records=(), evidence=(), message="如此", rule=rule, points=points)


def test_a_rare_finding_is_not_buried_under_many_of_one_kind() -> None:
    """Every kind is seen, the worst first, each with how many there are of it and how many are not shown."""
    many = [found(LedgerKind.LATE_ENTRY, Severity.MINOR, 1) for _ in range(80)]
    few = [found(LedgerKind.NEAR_DUPLICATE, Severity.MAJOR, 5), found(LedgerKind.MISSING_MONTHS, Severity.MINOR, 3)]
    late = found(LedgerKind.LATE_ENTRY, Severity.INFO)
    made = shown(msgspec.structs.replace(report(), findings=(late, *many, *few)))
    headings = ["雷同：1个（严重1）", "补录：81个（一般80、提示1）", "断档：1个（一般1）"]
    assert [line.strip() for line in made.splitlines() if "个（" in line and "：" in line] == headings
    assert made.count("[一般] 补录") == 48
    assert "[提示] 补录" not in made, "the mildest are left out"
    assert "补录另有33个" in made
    assert "共83个问题" in made
    assert "另有" not in shown(msgspec.structs.replace(report(), findings=tuple(few)))


def test_the_name_of_a_branch_is_not_cut_to_pieces() -> None:
    """In 80 columns a name of 12 characters stands in one line of each table, a longer one in one line of the second."""
    made = report()
    for name in ("沅港市财政局第一党支部", "中共沅港市财政监督检查局机关第一支部委员会"):
        lines = shown(msgspec.structs.replace(made, branches=(msgspec.structs.replace(made.branches[1], branch=name),), findings=()))
        assert all(cell_len(line) <= 80 for line in lines.splitlines())
        assert lines.count(name) == (2 if len(name) <= 12 else 1)


def test_a_ledger_without_a_branch_was_not_compared() -> None:
    """Nothing is called faultless that was not looked at."""
    out = StringIO()
    made = msgspec.structs.replace(report(), branches=(), findings=(), left_out=LeftOut(no_branch=2))
    print_ledger(made, Console(file=out, width=160))
    assert "没有发现问题" not in out.getvalue()
    assert "2条没有写明党支部，只作单条分析，没有互相比对" in out.getvalue()
    assert "--branch" in out.getvalue()
