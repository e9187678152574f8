"""The queue and the list of analyses read what they show, not all that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

import service.queue
import service.store.reviews
import service.store.store
from analyzer import Analyzer
from analyzer.types.report import Report, report_from_json
from corpus.records import labelled_text, load_records
from service.queue import ReviewQueue
from service.review import ReviewIn, reviewed_record
from service.store import ReportPlace, Store
from tests.conftest import RECIPE, document
from tests.service.conftest import databases, fresh_database

MANY = 30


@pytest.fixture(params=databases())
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with fresh_database(request.param, tmp_path) as address:
        opened = Store(address)
        opened.migrate()
        yield opened
        opened.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with each report that is read from the database."""
    found: list[int] = []

    def noted(json: str) -> Report:
        found.append(len(json))
        return report_from_json(json)

    monkeypatch.setattr(service.store.reviews, "report_from_json", noted)
    monkeypatch.setattr(service.store.store, "report_from_json", noted)
    return found


@pytest.fixture(scope="module")
def judged(analyzer: Analyzer) -> tuple[Report, ...]:
    """Reports that are unlike each other."""
    texts = [labelled_text(record)[0] for record in islice(load_records("hydrology"), MANY)]
    reports = [report for text in texts for report in analyzer.analyze(document(text))]
    return tuple(report for report in reports if report.not_judged is None)


def test_the_list_reads_no_report_of_a_long_ledger(store: Store, judged: tuple[Report, ...], read: list[int]) -> None:
    """It counts them; the report of a file with one record is read for its conclusion."""
    store.keep("台账.xlsx", b"many", (), judged)
    store.keep("空.xlsx", b"none", (), ())
    store.keep("一条.txt", b"one", (), judged[:1])
    read.clear()
    listed = store.latest(10)
    assert [(one.name, one.count, one.only) for one in listed] == [
        ("一条.txt", 1, judged[0]),
        ("空.xlsx", 0, None),
        ("台账.xlsx", len(judged), None),
    ]
    assert len(read) == 1


def test_one_report_is_found_by_its_place(store: Store, judged: tuple[Report, ...], read: list[int]) -> None:
    """The others of its file are not read; a place that cannot be is none."""
    kept = store.keep("台账.xlsx", b"many", (), judged)
    read.clear()
    assert store.report(kept.id, 3) == judged[3]
    assert len(read) == 1
    assert [store.report(*place) for place in ((kept.id, len(judged)), (kept.id, -1), (kept.id, 10**30), ("nope", 0))] == [None] * 4


def test_a_second_look_at_the_queue_reads_what_it_shows(store: Store, judged: tuple[Report, ...], read: list[int]) -> None:
    """After a decision nothing is worked out again; the queue is the same as one that knows nothing yet."""
    kept = store.keep("台账.xlsx", b"many", (), judged)
    queue = ReviewQueue(store.reviews)
    first = queue.waiting(3)
    assert len(first) == 3
    place = first[0].place
    record, problems = reviewed_record(place.name, first[0].report, ReviewIn(band=1))
    assert record is not None, problems
    store.reviews.keep(*place, record, "卓然", "")
    read.clear()
    again = queue.waiting(3)
    assert len(read) == 3
    assert place not in [item.place for item in again]
    assert again == ReviewQueue(store.reviews).waiting(3)
    assert all(store.report(kept.id, item.place.position) == item.report for item in again)


def test_the_queue_looks_at_the_newest_and_passes_over_what_was_not_judged(
    store: Store, analyzer: Analyzer, judged: tuple[Report, ...], read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows of a bad ledger are newer, the judged ones are found; all the rest is left alone."""
    monkeypatch.setattr(service.queue, "_WEIGHED", 5)
    older = store.keep("台账.xlsx", b"many", (), judged)
    (recipe,) = analyzer.analyze(document(RECIPE))
    store.keep("坏台账.xlsx", b"bad", (), [recipe] * 12)
    read.clear()
    found = ReviewQueue(store.reviews).waiting(MANY)
    assert found
    assert {item.place for item in found} <= {ReportPlace(older.id, position) for position in range(8)}
    assert len(read) == 20 + len(found)
