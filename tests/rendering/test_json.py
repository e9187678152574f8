"""The report for programs."""

from __future__ import annotations

import json

import jsonschema
import pytest

from analyzer import Analyzer
from analyzer.rendering.json import json_pages
from analyzer.types.report import Report, report_from_json, report_schema
from tests.conftest import GENERIC_TALK, document
from tests.rendering.records import REPORTS, SOLICITING


@pytest.mark.parametrize("report", REPORTS)
def test_a_line_fits_the_schema_and_comes_back(report: Report) -> None:
    """One line each; nothing is lost on the way."""
    line = report.to_json()
    assert "\n" not in line
    jsonschema.validate(json.loads(line), report_schema())
    assert report_from_json(line) == report
    assert json.loads(report.without_text().to_json())["text"] is None


def test_pages_are_one_object_or_a_list() -> None:
    """Readable, and the same reports."""
    assert report_from_json(json_pages([SOLICITING])) == SOLICITING
    assert [one["schema"] for one in json.loads(json_pages(REPORTS))] == ["1"] * len(REPORTS)


def test_utf16_offsets_differ_behind_a_rare_character(analyzer: Analyzer) -> None:
    """A surname outside the basic plane moves UTF-16 offsets, not code points; each quote is the original in both."""
    (report,) = analyzer.analyze(document(GENERIC_TALK.replace("莫家驹", "𠮷家驹")))
    assert report.text is not None
    utf16 = report.text.encode("utf-16-le")
    places = [place for found in report.findings for place in found.evidence]
    assert places[0].start_utf16 == places[0].start + 1
    for place in places:
        assert report.text[place.start : place.end] == place.quote
        assert utf16[place.start_utf16 * 2 : place.end_utf16 * 2].decode("utf-16-le") == place.quote
