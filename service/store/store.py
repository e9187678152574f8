"""Keeping analyses: what was uploaded, what was reported."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased, lazyload, sessionmaker

from analyzer.types.report import Report, report_from_json
from service.store.reviews import Reviews
from service.store.tables import AnalysisRow, OriginalRow, ReportRow

__all__ = ["Analysis", "Listed", "Store"]

_BUSY_SECONDS = 10
_WRITES = {"writes": True}
_ID = re.compile("[0-9a-f]{32}")
_LAST = 2**31 - 1
"""The greatest position that PostgreSQL can look for."""


class Analysis(msgspec.Struct, frozen=True):
    """An analysis as it is kept: its id, when it was made, the file's name and digest, its reports in order."""

    id: str
    created_at: datetime
    name: str
    sha256: str
    reports: tuple[Report, ...]


class Listed(msgspec.Struct, frozen=True):
    """An analysis in a list: how many reports it has, and the report where it is the only one."""

    id: str
    created_at: datetime
    name: str
    count: int
    only: Report | None


class Store:
    """The database behind one door; SQLite and PostgreSQL alike."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine = _engine(url)
        self._session = sessionmaker(self._engine, expire_on_commit=False)
        self.reviews = Reviews(self._session)

    def migrate(self) -> None:
        """Brings the database to this version's tables; creates them where there are none."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()

    def ping(self) -> None:
        """Asks the database for a sign of life; raises SQLAlchemyError where it gives none."""
        with self._engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def keep(self, name: str, data: bytes, fields: Sequence[tuple[str, str]], reports: Sequence[Report]) -> Analysis:
        """Keeps an upload with its reports; the same upload judged by the same versions is kept once and given back."""
        sha256 = hashlib.sha256(data).hexdigest()
        fingerprint = _fingerprint(name, sha256, fields, reports)
        with self._session() as session:
            session.connection(execution_options=_WRITES)
            known = _by_fingerprint(session, fingerprint)
            if known is None:
                try:
                    known = self._insert(session, name, data, sha256, fingerprint, reports)
                except IntegrityError:
                    session.rollback()
                    known = _by_fingerprint(session, fingerprint)
                    if known is None:
                        known = self._insert(session, name, data, sha256, fingerprint, reports)
            return _analysis(known)

    def find(self, analysis_id: str) -> Analysis | None:
        """The analysis of that id; None for what is no id at all."""
        if not _ID.fullmatch(analysis_id):
            return None
        with self._session() as session:
            row = session.get(AnalysisRow, analysis_id)
            return None if row is None else _analysis(row)

    def original(self, sha256: str) -> bytes | None:
        """The bytes of an upload."""
        with self._session() as session:
            row = session.get(OriginalRow, sha256)
            return None if row is None else row.data

    def report(self, analysis_id: str, position: int) -> Report | None:
        """One report of an analysis; None where there is none."""
        if not _ID.fullmatch(analysis_id) or not 0 <= position <= _LAST:
            return None
        with self._session() as session:
            row = session.get(ReportRow, (analysis_id, position))
            return None if row is None else report_from_json(row.json)

    def latest(self, count: int) -> tuple[Listed, ...]:
        """The newest analyses, the newest first; of those with many reports none is read."""
        each = aliased(ReportRow)
        size = select(func.count()).where(each.analysis_id == AnalysisRow.id).scalar_subquery()
        rows = (
            select(AnalysisRow, size, ReportRow.json)
            .outerjoin(ReportRow, (ReportRow.analysis_id == AnalysisRow.id) & (ReportRow.position == 0) & (size == 1))
            .order_by(AnalysisRow.created_at.desc(), AnalysisRow.id)
            .limit(count)
            .options(lazyload(AnalysisRow.reports))
        )
        with self._session() as session:
            return tuple(
                Listed(row.id, row.created_at, row.name, number, None if json is None else report_from_json(json))
                for row, number, json in session.execute(rows)
            )

    def _insert(self, session: Session, name: str, data: bytes, sha256: str, fingerprint: str, reports: Sequence[Report]) -> AnalysisRow:
        if session.get(OriginalRow, sha256) is None:
            session.add(OriginalRow(sha256=sha256, size=len(data), data=data))
            session.flush()
        row = AnalysisRow(id=uuid.uuid4().hex, fingerprint=fingerprint, created_at=datetime.now(UTC), name=name, sha256=sha256)
        row.reports = [ReportRow(position=position, json=report.to_json()) for position, report in enumerate(reports)]
        session.add(row)
        session.commit()
        return row


def _fingerprint(name: str, sha256: str, fields: Sequence[tuple[str, str]], reports: Sequence[Report]) -> str:
    versions = reports[0].versions if reports else None
    return hashlib.sha256(msgspec.json.encode((name, sha256, list(fields), versions))).hexdigest()


def _by_fingerprint(session: Session, fingerprint: str) -> AnalysisRow | None:
    return session.scalar(select(AnalysisRow).where(AnalysisRow.fingerprint == fingerprint))


def _analysis(row: AnalysisRow) -> Analysis:
    return Analysis(row.id, row.created_at, row.name, row.sha256, tuple(report_from_json(report.json) for report in row.reports))


def _engine(url: str) -> Engine:
    """An engine; on SQLite with a write-ahead log, a busy timeout, foreign keys, and the write lock taken when a writer begins."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY_SECONDS * 1000}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine
