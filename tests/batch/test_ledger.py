"""From a finished batch to the year: names, roster, and texts that are read only when they are shown."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from analyzer.batch import run_batch
from analyzer.batch.ledger import finished_ledger
from analyzer.batch.output import PEOPLE
from analyzer.errors import AmbiguousYear, BadRow, NoRecords
from analyzer.rendering.ledger import print_ledger
from tests.batch.test_rows import GOOD, write
from tests.conftest import GOOD_TALK

TODAY = date(2026, 1, 15)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two meetings' rows and a talk handed in twice."""
    folder = tmp_path_factory.mktemp("batch")
    body = GOOD_TALK.partition("谈话内容：")[2]
    rows = [
        GOOD[0],
        {**GOOD[1], "content": body},
        {**GOOD[1], "id": "R3", "talkee": "桑志明", "start": "2025-10-09 15:00", "content": body},
    ]
    run_batch([write(folder / "rows.jsonl", rows, chinese=False)], folder / "out")
    return folder / "out"


def test_findings_name_people_unless_the_names_are_removed(out: Path) -> None:
    """`people.jsonl` holds the names; without it the same findings show numbers."""
    named = finished_ledger(out, policy="default", year=None, today=TODAY)
    people = {person.name for branch in named.branches for person in branch.people}
    assert {"莫家驹", "费小琴", "单晓东"} <= people
    kept = (out / PEOPLE).read_bytes()
    (out / PEOPLE).unlink()
    numbered = finished_ledger(out, policy="default", year=None, today=TODAY)
    (out / PEOPLE).write_bytes(kept)
    assert [found.kind for found in numbered.findings] == [found.kind for found in named.findings]
    assert all(person.name.startswith("某同志#") for branch in numbered.branches for person in branch.people)


def test_what_is_shown_side_by_side_is_quoted_from_the_texts(out: Path) -> None:
    """The two talks are laid side by side."""
    report = finished_ledger(out, policy="default", year=None, today=TODAY)
    (found,) = [one for one in report.findings if one.kind == "near_duplicate"]
    assert found.records == ("R2", "R3")
    assert any("压板" in passage.first for comparison in found.comparisons for passage in comparison.passages)


def test_findings_name_the_files_that_records_came_from(tmp_path: Path) -> None:
    """Two files that hold one talk; a row is known by its own id."""
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(GOOD_TALK.replace("谈话内容", f"编号：{name[0]}\n谈话内容"), encoding="utf-8")
    run_batch([str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt")], tmp_path / "out", branch="甲支部")
    report = finished_ledger(tmp_path / "out", policy="default", year=None, today=TODAY)
    (found,) = [one for one in report.findings if one.kind == "near_duplicate"]
    assert {report.files[record] for record in found.records} == {"甲.txt", "乙.txt"}
    screen = StringIO()
    print_ledger(report, Console(file=screen, width=160))
    assert all(f"{record}（{report.files[record]}）" in screen.getvalue() for record in found.records)


def test_rows_name_no_file(out: Path) -> None:
    """Their ids are those of the ledger."""
    assert finished_ledger(out, policy="default", year=None, today=TODAY).files == {}


def test_a_roster_says_who_belongs_and_who_is_excused(out: Path, tmp_path: Path) -> None:
    """Members come from the roster; a seconded one need not be talked to where the policy says so."""
    roster = tmp_path / "roster.jsonl"
    names = {"莫家驹": "", "费小琴": "", "单晓东": "", "桑志明": "", "耿大海": "借调", "卓然": ""}
    lines = [json.dumps({"党支部": "甲支部", "姓名": name, "状态": status}) for name, status in names.items()]
    roster.write_text("\n".join(lines), encoding="utf-8")
    unheard = {}
    for policy in ("default", "bureau"):
        report = finished_ledger(out, policy=policy, year=None, today=TODAY, roster=roster)
        assert report.branches[0].talks.members == 6
        assert report.branches[0].talks.covered == 2
        unheard[policy] = {
            name for one in report.findings if one.kind == "quota_shortfall" or one.severity != "info" for name in one.people
        }
    assert "耿大海" in unheard["default"]
    assert "耿大海" not in unheard["bureau"]
    table = tmp_path / "名册.csv"
    people = "".join(f"甲支部,{name},一组,{status},2019-05-01\n" for name, status in names.items())
    table.write_text("党支部,姓名,党小组,状态,成立日期\n" + people, encoding="utf-8")
    same = finished_ledger(out, policy="bureau", year=None, today=TODAY, roster=table)
    assert (same.branches[0].talks.members, same.branches[0].talks.covered) == (6, 2)
    roster.write_text('{"党支部": "甲支部"}', encoding="utf-8")
    with pytest.raises(BadRow):
        finished_ledger(out, policy="default", year=None, today=TODAY, roster=roster)


def test_a_year_without_a_record_is_said(out: Path) -> None:
    """`--year` decides which records belong to the ledger; one that none is dated in is a slip, not a year of shortfalls."""
    with pytest.raises(NoRecords, match="2024年没有记录，这批记录里有2025年3条。请改写年度，如 --year 2025"):
        finished_ledger(out, policy="default", year=2024, today=TODAY)
    assert finished_ledger(out, policy="default", year=2025, today=TODAY).year == 2025


def test_two_years_with_as_many_records_are_not_guessed_between(tmp_path: Path) -> None:
    """Without a year the one with most records counts; of two alike neither does, and both are named."""
    rows = [
        {**GOOD[1], "id": f"Y{year}", "start": f"{year}-09-03T16:10", "end": f"{year}-09-03T16:50", "entered": f"{year}-09-04"}
        for year in (2023, 2024)
    ]
    out = tmp_path / "out"
    run_batch([write(tmp_path / "rows.jsonl", rows, chinese=False)], out)
    with pytest.raises(AmbiguousYear, match="2023、2024年各有1条记录。请用 --year"):
        finished_ledger(out, policy="default", year=None, today=TODAY)
    assert finished_ledger(out, policy="default", year=2023, today=TODAY).year == 2023


FOUNDING = (
    ("党员大会", "支委会报告上半年党费收缴4260元，两名外派党员下周五前补交，由费小琴催办；表决石磊转正，赞成5票，反对0票，弃权0票。"),
    ("集中学习", "会议传达学习了近期重要会议精神，要求大家深刻领会、抓好落实。"),
    ("专题学习教育", "会议对学习教育作了安排，强调要一体推进。"),
    ("理想信念教育", "集体观看了红色影片，大家深受教育。"),
    ("思想分析", "会议分析了党员思想状况，总体稳定，未发现倾向性问题。"),
    ("党课", "支部书记为大家讲了一堂党课，语重心长，发人深省。"),
    ("党课", "领导干部到会讲了党课，对支部工作给予充分肯定。"),
    ("党课", "党员讲了微党课，内容丰富。"),
)


def test_the_founding_case_comes_out_right_from_rows(tmp_path: Path) -> None:
    """An assembly split into study, campaign, belief education, thought analysis and three lectures counts once, as an assembly."""
    common = {key: GOOD[0][key] for key in ("branch", "start", "end", "place", "host", "recorder", "attendees")}
    rows = [{**common, "id": f"F{number}", "type": kind, "content": words} for number, (kind, words) in enumerate(FOUNDING)]
    run_batch([write(tmp_path / "rows.jsonl", rows, chinese=True)], tmp_path / "out")
    report = finished_ledger(tmp_path / "out", policy="default", year=None, today=TODAY)
    counts = {duty.duty: (duty.claimed, duty.effective) for duty in report.branches[0].duties if duty.claimed}
    struck = dict.fromkeys(("study", "campaign", "belief_education", "thought_analysis"), (1, 0))
    assert counts == {"member_assembly": (1, 1), "lecture": (3, 0), **struck}
    (found,) = [one for one in report.findings if one.kind == "multiple_claim"]
    assert found.records == tuple(f"F{number}" for number in range(8))
