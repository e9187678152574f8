"""Keeping what people decided about reports, and what is still open."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import exists, select, tuple_
from sqlalchemy.orm import Session, aliased, sessionmaker

from analyzer.types.report import Report, report_from_json
from corpus.reviewed import ReviewedRecord
from service.store.tables import AnalysisRow, ReportRow, ReviewRow

__all__ = ["Decision", "ReportPlace", "Reviews"]

_WRITES = {"writes": True}
_AT_ONCE = 100


class ReportPlace(NamedTuple):
    """Where a report is: the analysis it belongs to, its position there."""

    analysis_id: str
    position: int

    @property
    def name(self) -> str:
        """A name that is unique among reports; reviewed records bear it as their id."""
        return f"{self.analysis_id}-{self.position}"


class Decision(msgspec.Struct, frozen=True):
    """What somebody decided about a report, and when; `reviewer` and `note` are empty where nothing was written."""

    analysis_id: str
    position: int
    created_at: datetime
    reviewer: str
    note: str
    record: ReviewedRecord


class Reviews:
    """The decisions of reviewers; each is added, none is overwritten."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def keep(self, analysis_id: str, position: int, record: ReviewedRecord, reviewer: str, note: str) -> None:
        """Keeps a decision about a report that is there."""
        row = ReviewRow(
            id=uuid.uuid4().hex,
            analysis_id=analysis_id,
            position=position,
            created_at=datetime.now(UTC),
            reviewer=reviewer,
            note=note,
            json=msgspec.json.encode(record).decode(),
        )
        with self._session() as session:
            session.connection(execution_options=_WRITES)
            session.add(row)
            session.commit()

    def places(self, *, reviewed: bool, start: int, count: int) -> tuple[ReportPlace, ...]:
        """Where the reports are that somebody has reviewed, or nobody has, those of the newest analyses first; `count` of them from `start` on."""
        seen = exists().where(ReviewRow.analysis_id == ReportRow.analysis_id, ReviewRow.position == ReportRow.position)
        rows = (
            select(ReportRow.analysis_id, ReportRow.position)
            .join(AnalysisRow, AnalysisRow.id == ReportRow.analysis_id)
            .where(seen if reviewed else ~seen)
            .order_by(AnalysisRow.created_at.desc(), ReportRow.analysis_id, ReportRow.position)
            .offset(start)
            .limit(count)
        )
        with self._session() as session:
            return tuple(ReportPlace(*row) for row in session.execute(rows))

    def reports(self, places: Sequence[ReportPlace]) -> Iterator[tuple[ReportPlace, Report]]:
        """The reports at some places, in any order; a few are in memory at a time."""
        key = tuple_(ReportRow.analysis_id, ReportRow.position)
        for start in range(0, len(places), _AT_ONCE):
            few = select(ReportRow).where(key.in_(places[start : start + _AT_ONCE]))
            with self._session() as session:
                rows = [(ReportPlace(row.analysis_id, row.position), row.json) for row in session.scalars(few)]
            yield from ((place, report_from_json(json)) for place, json in rows)

    def examples(self) -> Iterator[str]:
        """The latest decision about each report as a line of JSON, in the order of decisions."""
        with self._session() as session:
            rows = session.scalars(select(ReviewRow).order_by(ReviewRow.created_at, ReviewRow.id)).all()
        latest = {(row.analysis_id, row.position): row for row in rows}
        yield from (row.json for row in latest.values())

    def of_analysis(self, analysis_id: str) -> dict[int, Decision]:
        """The latest decision about each report of an analysis, by position."""
        rows = select(ReviewRow).where(ReviewRow.analysis_id == analysis_id).order_by(ReviewRow.created_at, ReviewRow.id)
        with self._session() as session:
            return {row.position: _decision(row) for row in session.scalars(rows)}

    def decided(self, count: int) -> tuple[tuple[Decision, Report], ...]:
        """The reports that were decided last, the latest decision first, each with that decision."""
        later = aliased(ReviewRow)
        place = (later.analysis_id == ReviewRow.analysis_id, later.position == ReviewRow.position)
        superseded = exists().where(*place, tuple_(later.created_at, later.id) > tuple_(ReviewRow.created_at, ReviewRow.id))
        rows = (
            select(ReviewRow, ReportRow)
            .join(ReportRow, (ReportRow.analysis_id == ReviewRow.analysis_id) & (ReportRow.position == ReviewRow.position))
            .where(~superseded)
            .order_by(ReviewRow.created_at.desc(), ReviewRow.id.desc())
            .limit(count)
        )
        with self._session() as session:
            return tuple((_decision(review), report_from_json(report.json)) for review, report in session.execute(rows))


def _decision(row: ReviewRow) -> Decision:
    record = msgspec.json.decode(row.json, type=ReviewedRecord)
    return Decision(row.analysis_id, row.position, row.created_at, row.reviewer, row.note, record)
