"""A file with many rows: what its records show together is on the page, the same as the command line finds."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import httpx2 as httpx
import openpyxl

from analyzer.batch import run_batch
from analyzer.batch.ledger import finished_ledger
from analyzer.samples import sample, samples
from analyzer.types.labels import Duty, LedgerKind

LEDGER = "13-上半年台账.xlsx"


def analysed(client: httpx.Client) -> str:
    """The address of the page about the sample ledger."""
    return client.post("/analyses", data={"sample": LEDGER}, files={"x": ("", b"")}).headers["location"]


def test_the_page_shows_what_the_sample_promises(client: httpx.Client) -> None:
    """Each kind that the start page names, with the records it rests on as links; what only a whole year shows is folded away."""
    shown = client.get(analysed(client)).text
    for kind in ("一会多报", "补录"):
        assert kind in samples()[LEDGER]
        assert f"<b>{kind}</b>" in shown
    assert "实到6人多于应到5人" in shown
    together = shown[shown.index("<b>一会多报</b>") :]
    assert '<a href="#r2">' in together[: together.index("</li>")]
    assert shown.index("<b>一会多报</b>") < shown.index("<details>") < shown.index("<b>次数不足</b>")


def test_web_and_command_line_find_the_same(client: httpx.Client, tmp_path: Path) -> None:
    """Law 6 holds between records too."""
    path = tmp_path / LEDGER
    path.write_bytes(sample(LEDGER))
    run_batch([str(path)], tmp_path / "out", workers=1)
    expected = finished_ledger(tmp_path / "out", policy="default", year=None, today=date.today())  # noqa: DTZ011 the day where the office is
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{analysed(client)}/ledger.xlsx").content))
    rows = list(book["问题清单"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [LedgerKind(found.kind).zh for found in expected.findings]


def test_what_is_not_judged_is_set_apart_on_every_way_in(client: httpx.Client, tmp_path: Path) -> None:
    """A row with an impossible date, one without content, one whose text is no record: claimed, not counted, shown apart, and no month is met by two."""
    held = "讨论党费收缴。孟某说还有3人没交，何某定了由孟某3月18日前收齐。"
    rows = (
        ("支委会", "2025-02-10 09:00", held),
        ("支委会", "2025-02-30 09:00", held),
        ("支委会", "2025-08-11 09:00", "见附件"),
        ("支委会", "2025-09-11 09:00", ""),
        ("吃饭", "2025-07-01 18:00", "七一聚餐，吃了火锅。"),
        ("", "2025-07-02 18:00", "七一聚餐，吃了火锅。"),
    )
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(("党支部,类型,开始时间,内容", *(f"甲支部,{','.join(row)}" for row in rows))), encoding="utf-8")
    place = client.post("/analyses", files={"file": (path.name, path.read_bytes())}).headers["location"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{place}/ledger.xlsx").content))
    shown = {row[1]: (row[2], row[3], row[5]) for row in book["申报与认定"].iter_rows(min_row=2, values_only=True)}
    assert (shown["支部委员会会议"], shown[Duty.TALK.zh]) == ((4, 1, 3), (2, 0, 2))
    run_batch([str(path)], tmp_path / "out", workers=1)
    report = finished_ledger(tmp_path / "out", policy="default", year=None, today=date(2026, 2, 1))
    (branch,) = report.branches
    assert {Duty(one.duty).zh: (one.claimed, one.effective, one.not_judged) for one in branch.duties} == shown
    missed = {found.period for found in report.findings if found.kind == "quota_shortfall" and found.duty == "committee"}
    assert missed == {f"2025-{month:02d}" for month in (3, 4, 5, 6, 7, 10, 11, 12)}


def test_each_row_has_its_title_in_the_word_file(client: httpx.Client) -> None:
    """The heading stands over the text and in the first comment."""
    made = docx.Document(io.BytesIO(client.get(f"{analysed(client)}/annotated.docx").content))
    titles = ("一季度党员大会 · 2025年3月25日", "清明祭扫 · 2025年4月3日", "五月份支委会 · 2025年5月30日")
    headings = [paragraph.text for paragraph in made.paragraphs if paragraph.runs and paragraph.runs[0].bold]
    comments = [comment.text for comment in made.comments if comment.text.startswith("【质量分析】")]
    assert len(headings) == len(comments) == 6
    for title in titles:
        assert any(one.startswith(title) for one in headings)
        assert any(title in one for one in comments)


def test_a_file_of_two_years_is_shown_without_what_lies_between(client: httpx.Client) -> None:
    """Two years with as many records: each record has its report, the page says what was not checked and what to do, the workbook likewise."""
    rows = [
        "党支部,谈话时间,谈话对象,谈话内容",
        *(f"甲支部,{year}-03-05,逄某,问：孩子上学怎么样？答：刚转学，跟不上。" for year in (2023, 2024)),
    ]
    place = client.post("/analyses", files={"file": ("两年.csv", "\n".join(rows).encode())}).headers["location"]
    shown = client.get(place)
    assert shown.status_code == 200
    assert 'id="r2"' in shown.text
    assert "记录之间没有检查：看不出是哪个年度：2023、2024年各有1条记录。请按年度分开上传。" in shown.text
    assert "ledger.xlsx" not in shown.text
    refused = client.get(f"{place}/ledger.xlsx")
    assert (refused.status_code, refused.json()["code"], refused.json()["remedy"]) == (422, "ambiguous_year", "请按年度分开上传。")


def test_one_record_has_no_ledger(client: httpx.Client) -> None:
    """Nothing is said of what lies between records where there is one."""
    answer = client.post("/analyses", data={"sample": "06-党员大会-一锅炖.docx"}, files={"x": ("", b"")})
    assert "台账检查" not in client.get(answer.headers["location"]).text
