"""Reports in every format, seen with a reader's eyes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from analyzer import Analyzer
from analyzer.errors import TooLarge
from analyzer.ooxml import main_part, parse_part, walk
from analyzer.readers import Limits
from analyzer.readers.dispatch import read_here
from analyzer.rendering.docx import annotated_docx
from analyzer.rendering.html import render_html
from analyzer.rendering.marking import marked
from analyzer.rendering.terminal import print_reports
from analyzer.rendering.xlsx import write_workbook
from analyzer.samples import sample, samples
from analyzer.types.report import Report, report_from_json, report_schema
from tests.conftest import GENERIC_TALK, GOOD_TALK, ONE_POT, RECIPE, document

TEXTS = (GENERIC_TALK, GOOD_TALK, ONE_POT, RECIPE)


@pytest.fixture(scope="module")
def reports(analyzer: Analyzer) -> list[Report]:
    return [report for text in TEXTS for report in analyzer.analyze(document(text))]


def text_of(data: bytes) -> str:
    return walk(parse_part(main_part(data))).text


def test_json_fits_its_schema_and_comes_back(reports: list[Report]) -> None:
    """Every report validates against the published schema and survives a round trip."""
    schema = report_schema()
    for report in reports:
        jsonschema.validate(json.loads(report.to_json()), schema)
        assert report_from_json(report.to_json()) == report
        assert report.without_text().text is None


def test_every_quote_is_the_original(reports: list[Report]) -> None:
    """Law 1: the quote is the text at its place, in code points and in UTF-16 units."""
    for report in reports:
        assert report.text is not None
        utf16 = report.text.encode("utf-16-le")
        for place in [place for found in report.findings for place in found.evidence]:
            assert report.text[place.start : place.end] == place.quote
            assert utf16[place.start_utf16 * 2 : place.end_utf16 * 2].decode("utf-16-le") == place.quote


def test_utf16_offsets_differ_behind_a_rare_character(analyzer: Analyzer) -> None:
    """A surname outside the basic plane moves UTF-16 offsets, not code points."""
    (report,) = analyzer.analyze(document(GENERIC_TALK.replace("莫家驹", "𠮷家驹")))
    place = report.findings[0].evidence[0]
    assert report.text is not None
    assert report.text[place.start : place.end] == place.quote
    assert place.start_utf16 == place.start + 1


@given(st.text(alphabet="会议<&>", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 4)), max_size=8))
def test_marked_pieces_are_the_text(text: str, places: list[tuple[int, int, int]]) -> None:
    """Cutting at the borders of evidence loses nothing and knows what covers each piece."""
    inside = [(start, end, number) for start, end, number in places if start < end <= len(text)]
    pieces = marked(text, inside)
    assert "".join(piece.text for piece in pieces) == text
    place = 0
    for piece in pieces:
        assert set(piece.findings) == {number for start, end, number in inside if start <= place < end}
        place += len(piece.text)


def test_the_page_shows_text_as_text_and_nothing_from_outside(analyzer: Analyzer) -> None:
    """Markup in a record is shown, not obeyed; no script, no address."""
    page = render_html(analyzer.analyze(document(GENERIC_TALK + "<script>alert(1)</script> {{ 7*7 }}\n")))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_the_terminal_shows_verdict_quote_advice_and_rule(reports: list[Report]) -> None:
    """All layers of a finding are printed; square brackets of a record are no markup."""
    console = Console(record=True, width=90, file=io.StringIO())
    print_reports(reports, console)
    shown = console.export_text()
    for words in ("征求意见类谈话", "一锅炖", "未评价", "依据：", "→", "「", "思想沟通与关心"):
        assert words in shown


@pytest.mark.parametrize("name", [name for name in samples() if name.endswith(".docx")])
def test_word_comes_back_with_its_text_unchanged_and_comments_at_the_words(analyzer: Analyzer, name: str) -> None:
    """The text before and after is the same; each comment of a finding covers its quote."""
    original = sample(name)
    reports = analyzer.analyze(read_here(original, name, Limits()))
    made = annotated_docx(reports, original)
    assert text_of(made) == text_of(original)
    comments = [comment.text for comment in docx.Document(io.BytesIO(made)).comments]
    expected = sum(len(found.evidence) for report in reports for found in report.findings)
    assert len(comments) == expected + len(reports)
    body = main_part(made).decode()
    quotes = [place.quote for report in reports for found in report.findings for place in found.evidence]
    covered = {number: _covered(body, number) for number in range(len(quotes))}
    assert [_bare(covered[number]) for number in range(len(quotes))] == [_bare(quote) for quote in quotes]


def _covered(body: str, number: int) -> str:
    stretch = body.partition(f'<w:commentRangeStart w:id="{number}"/>')[2].partition(f'<w:commentRangeEnd w:id="{number}"/>')[0]
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", stretch))


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_other_sources_become_a_new_word_file_with_comments(analyzer: Analyzer) -> None:
    """A text file's words are all there, and the comments too."""
    reports = analyzer.analyze(document(GENERIC_TALK + "\x07"))
    made = annotated_docx(reports, None)
    assert text_of(made).startswith(GENERIC_TALK.rstrip("\n"))
    assert len(list(docx.Document(io.BytesIO(made)).comments)) >= 2


def test_the_workbook_has_a_row_for_each_record_and_no_formula(analyzer: Analyzer, reports: list[Report], tmp_path: Path) -> None:
    """Rows in = rows out, failures included; what looks like a formula is text."""
    formula = analyzer.analyze(document(GENERIC_TALK.replace("莫家驹", "=1+1").replace("谈心谈话记录", "=cmd|x", 1)))
    rows = [*reports, *formula, TooLarge("文件过大。", where="大.docx")]
    path = tmp_path / "book.xlsx"
    assert write_workbook(path, rows) == len(rows)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["总览", "问题清单", "汇总", "说明"]
    sheet = book["总览"]
    assert sheet.max_row == len(rows) + 1
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.cell(len(rows) + 1, 21).value == "too_large"
    assert sheet.cell(2, 21).value is None
