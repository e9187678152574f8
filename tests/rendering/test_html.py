"""The report as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from analyzer.rendering.html import environment, render_html
from tests.rendering.records import GOOD, NOT_JUDGED, ONE_POT, REPORTS, SOLICITING, finding, talk


def page_of(*reports: object) -> html.HtmlElement:
    return html.document_fromstring(render_html(reports))  # type: ignore[arg-type]


@given(st.data(), st.text(alphabet="会议记录<&>\"' \t\n{{%}}𠮷", min_size=1, max_size=40))
def test_the_text_without_tags_is_the_text(data: st.DataObject, text: str) -> None:
    """Marks and numbers add nothing that could be copied."""
    quotes = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)), max_size=5))
    findings = [finding(text, "boilerplate", "minor", 1, [text[start : start + length]]) for start, length in quotes]
    (shown,) = page_of(talk(text, findings)).find_class("text")
    assert shown.text_content() == text


@pytest.mark.parametrize("report", REPORTS)
def test_links_lead_both_ways_and_ids_are_unique(report: object) -> None:
    """From words to finding and back; each link of the page has its target in the page."""
    page = page_of(report)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(ids)


def test_the_words_of_a_finding_bear_its_number_and_colour() -> None:
    """Where findings overlap the graver one colours."""
    page = page_of(ONE_POT)
    assert [one.get("data-number") for one in page.xpath("//sup/a")] == ["1", "1", "2", "1", "3", "4", "5", "6", "7", "8", "9", "2", "3"]
    assert page.xpath("string(//*[@id='r1-w2-1']/@href)") == "#r1-f2"
    assert {mark.get("class") for mark in page.xpath("//mark")} == {"major"}


def test_the_first_screen_says_verdict_and_at_most_eight_things_to_mend() -> None:
    """One sentence, then what to mend; the rest is below."""
    page = page_of(ONE_POT)
    assert page.find_class("sentence")[0].text_content().startswith("一锅炖")
    assert len(page.xpath("//ol[@class='first']/li")) == 8
    assert "另有1个问题" in page.text_content()
    assert len(page.xpath("//ol[@class='findings']/li")) == 9


@pytest.mark.parametrize("report", [SOLICITING, ONE_POT, GOOD])
def test_the_sum_adds_up(report: object) -> None:
    """100 less every deduction is the score."""
    numbers = [
        float(cell.text_content().replace("−", "-")) for cell in page_of(report).xpath("//table[contains(@class,'sum')]//td[@class='num']")
    ]
    assert sum(numbers[:-1]) == numbers[-1]


def test_what_was_not_judged_has_its_reason_and_no_score() -> None:
    """No zero, no findings; why, and what to do."""
    words = page_of(NOT_JUDGED).text_content()
    for said in ("未评价", "看不出是谈心谈话记录", "请补上时间", "not_a_record", "红烧肉"):
        assert said in words
    assert "得分" not in words


def test_fields_parts_review_notices_and_versions_are_shown() -> None:
    """The third layer."""
    words = page_of(SOLICITING, ONE_POT).text_content()
    for said in (
        "共2条记录",
        "征求意见",
        "具体",
        "党课（书记党课）",
        "有名无实",
        "（台账所填）",
        "请人工查看",
        "未接受的修订",
        "linear-1+0123abcd",
        "第十九条",
    ):
        assert said in words


def test_markup_in_a_record_is_shown_and_not_obeyed() -> None:
    """No script, no address, no handler, no inline style; braces stay braces."""
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} javascript:"
    report = talk(
        hostile, [finding(hostile, "boilerplate", "minor", 1, ["onerror=alert(1)"], hostile, hostile)], title=hostile, name=f"{hostile}.txt"
    )
    made = render_html([report])
    page = html.document_fromstring(made)
    assert page.find_class("text")[0].text_content() == hostile
    assert not page.xpath("//script | //img | //link | //iframe | //@style | //@*[starts-with(name(), 'on')]")
    assert not re.findall(r"(?:src|href)=\"(?!#)", made)
    assert not re.findall(r"https?://", made)


class _Nesting(HTMLParser):
    """Notes tags that close what is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_tags_are_well_nested() -> None:
    """Strict enough to be read by old browsers and by XML tools."""
    parser = _Nesting()
    parser.feed(render_html(REPORTS))
    assert parser.open == []


def test_a_report_without_its_text_shows_quotes() -> None:
    """Quotes stay where the text was left out."""
    page = page_of(msgspec.structs.replace(ONE_POT, text=None))
    assert not page.find_class("text")
    assert "通报了有关典型案例" in page.text_content()
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(page.xpath("//@id"))


def test_the_partial_can_be_included_by_another_page() -> None:
    """The service's page calls the same macro."""
    source = '{% import "_report.html" as parts with context %}{{ parts.render(report, "x") }}'
    made = environment().from_string(source).render(report=GOOD)
    assert etree.tostring(html.fragment_fromstring(made)).startswith(b'<section class="report" id="x">')
