"""How long after its end a record was entered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
import numpy as np

from analyzer.ledger.calendar import working_days
from analyzer.types.ledger import RecordDigest
from analyzer.types.ledger_policy import LateEntry, LedgerPolicy, in_force

__all__ = ["Lag", "lags"]


class Lag(msgspec.Struct, frozen=True):
    """A record's way into the ledger: the day it ended, the day it was entered, working days between them, and the limit of the policy then."""

    record: RecordDigest
    held: date
    entered: date
    working: int
    limit: LateEntry

    @property
    def days(self) -> int:
        """Calendar days between end and entry."""
        return (self.entered - self.held).days

    @property
    def late(self) -> bool:
        """Whether more working days passed than are allowed."""
        return self.working > self.limit.working_days


def lags(records: Iterable[RecordDigest], policy: LedgerPolicy) -> tuple[Lag, ...]:
    """The lags of all records that say when they ended and were entered, where the policy limits them then."""
    known = [(record, _held(record)) for record in records if _held(record) and _full(record.entered)]
    held = np.array([day for _, day in known], dtype="datetime64[D]")
    entered = np.array([record.entered[:10] for record, _ in known], dtype="datetime64[D]")
    found = []
    for (record, day), working in zip(known, working_days(held, entered).tolist(), strict=True):
        limit = in_force(policy.late_entry, date.fromisoformat(day))
        if limit is not None:
            found.append(Lag(record, date.fromisoformat(day), date.fromisoformat(record.entered[:10]), working, limit))
    return tuple(found)


def _held(record: RecordDigest) -> str:
    """The day on which a record ended; empty where it is not known."""
    return record.end[:10] if _full(record.end) else record.day


def _full(value: str) -> bool:
    """Whether a time has its full date."""
    return len(value) >= 10 and not value.startswith("--")
