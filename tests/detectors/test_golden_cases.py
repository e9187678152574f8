"""Every detector finds what its golden cases say, at the words they mark, and nothing in their near misses."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml

from analyzer import Analyzer
from analyzer.detectors import detectors
from analyzer.types.document import Document, Source
from analyzer.types.labels import FindingKind
from analyzer.types.span import Span

CASES = Path(__file__).parents[1] / "cases"
OPEN, CLOSE = "⟦", "⟧"


class GoldenCase(msgspec.Struct, forbid_unknown_fields=True):
    """One case: a record with its evidence marked, and which kinds it must show."""

    name: str
    record: str
    finds: list[FindingKind]

    def unmarked(self) -> tuple[str, list[Span]]:
        """The record without its marks, and their places."""
        text, places = "", []
        for piece in self.record.split(OPEN):
            marked, close, rest = piece.partition(CLOSE)
            if close:
                places.append(Span(len(text), len(text) + len(marked)))
            text += marked + rest
        return text, places


def load(kind: str) -> list[GoldenCase]:
    """The cases of one detector."""
    return [
        case
        for path in sorted((CASES / kind).glob("*.yaml"))
        for case in msgspec.convert(yaml.safe_load(path.read_text("utf-8")), list[GoldenCase])
    ]


ALL = [(str(detector.kind), case) for detector in detectors() for case in load(str(detector.kind))]


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize(("kind", "case"), ALL, ids=[f"{kind}-{case.name}" for kind, case in ALL])
def test_finds_what_the_case_says(analyzer: Analyzer, kind: str, case: GoldenCase) -> None:
    """The kind is found exactly where the case lists it, and its evidence touches every marked place."""
    text, places = case.unmarked()
    (report,) = analyzer.analyze(Document(text, Source("case", "text", "")))
    found = [finding for finding in report.findings if finding.kind == kind]
    assert bool(found) == (kind in case.finds), [finding.kind for finding in report.findings]
    evidence = [place for finding in found for place in finding.evidence]
    assert all(any(place.start < span.end and span.start < place.end for span in evidence) for place in places)


def test_every_detector_has_hits_and_near_misses() -> None:
    """Each detector has at least six cases that it finds and six that it must leave alone."""
    for detector in detectors():
        cases = load(str(detector.kind))
        assert sum(detector.kind in case.finds for case in cases) >= 6, detector.kind
        assert sum(detector.kind not in case.finds for case in cases) >= 6, detector.kind


def test_every_kind_has_its_detector_and_every_page_its_headings() -> None:
    """The folder covers the guideline's list, and each page has the sections of the manual in order."""
    assert {detector.kind for detector in detectors()} == set(FindingKind)
    for detector in detectors():
        places = [detector.page.find(heading) for heading in ("查什么", "为什么", "不查什么", "已知不足")]
        assert places == sorted(places), detector.kind
        assert places[0] > 0, detector.kind
