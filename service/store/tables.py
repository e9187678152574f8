"""The tables."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

__all__ = ["AnalysisRow", "Base", "OriginalRow", "ReportRow", "ReviewRow"]


class Moment(TypeDecorator[datetime]):
    """A moment in UTC on every database; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Root of the tables."""


class OriginalRow(Base):
    """The bytes of an uploaded file, once, by digest."""

    __tablename__ = "originals"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(Integer)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class AnalysisRow(Base):
    """One upload that was analysed: the same file under the same name, policy and model gives the same row."""

    __tablename__ = "analyses"
    __table_args__ = (UniqueConstraint("fingerprint"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment(), index=True)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(ForeignKey("originals.sha256"))
    reports: Mapped[list[ReportRow]] = relationship(order_by="ReportRow.position", cascade="all, delete-orphan", lazy="selectin")


class ReportRow(Base):
    """One report of an analysis as it was published."""

    __tablename__ = "reports"

    analysis_id: Mapped[str] = mapped_column(ForeignKey("analyses.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    json: Mapped[str] = mapped_column(Text)


class ReviewRow(Base):
    """What somebody decided about a report; a later decision does not erase an earlier one, the latest counts.

    `json` is the reviewed record (`corpus.reviewed`), with its text.
    """

    __tablename__ = "reviews"
    __table_args__ = (ForeignKeyConstraint(["analysis_id", "position"], ["reports.analysis_id", "reports.position"], ondelete="CASCADE"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    analysis_id: Mapped[str] = mapped_column(String(32), index=True)
    position: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Moment())
    reviewer: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    json: Mapped[str] = mapped_column(Text)
