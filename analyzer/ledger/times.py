"""Times: entered late, one person in two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from analyzer.types.ledger import LedgerFinding, RecordDigest

__all__ = ["late_entries", "time_conflicts"]

_GRACE_DAYS = 3
_VERY_LATE_DAYS = 30
_USUAL_LENGTH = timedelta(minutes=30)
_ENTRY_RULE = "录入时限：会后3个工作日内（各地台账管理办法）"
_CONFLICT_RULE = "同一人不能同时在两处（标注规范第6节）"


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _working_days(start: datetime, end: datetime) -> int:
    """Monday to Friday between two dates, the first not counted."""
    days = (end.date() - start.date()).days
    return sum((start + timedelta(days=number)).weekday() < 5 for number in range(1, days + 1))


def late_entries(branch: str, records: Sequence[RecordDigest]) -> Iterator[LedgerFinding]:
    """One finding for each record entered later than the time allowed."""
    for record in records:
        held, entered = _moment(record.end or record.start), _moment(record.entered)
        if held is None or entered is None or _working_days(held, entered) <= _GRACE_DAYS:
            continue
        days = (entered.date() - held.date()).days
        severity = "major" if days > _VERY_LATE_DAYS else "minor"
        yield LedgerFinding(
            "late_entry", severity, branch, (record.id,), (f"{record.start} → {record.entered}",), f"会后{days}天才录入。", _ENTRY_RULE
        )


def time_conflicts(records: Sequence[RecordDigest]) -> Iterator[LedgerFinding]:
    """One finding for each pair of records of different times or places that need the same person at once; rows of one meeting do not."""
    by_person: dict[int, list[tuple[datetime, datetime, RecordDigest]]] = defaultdict(list)
    for record in records:
        start = _moment(record.start) if "T" in record.start else None
        if start is None:
            continue
        end = _moment(record.end) or start + _USUAL_LENGTH
        for number in record.people:
            by_person[number].append((start, max(end, start), record))
    told: set[tuple[str, str]] = set()
    for stays in by_person.values():
        stays.sort(key=lambda stay: (stay[0], stay[2].id))
        for position, (_, end, record) in enumerate(stays):
            for start, _, other in stays[position + 1 :]:
                if start >= end:
                    break
                pair = (record.id, other.id)
                if pair in told or other.start == record.start:
                    continue
                told.add(pair)
                places = (f"{record.start} {record.source}", f"{other.start} {other.source}")
                branches = "、".join(sorted({record.branch, other.branch}))
                yield LedgerFinding("time_conflict", "major", branches, pair, places, "同一人在两条时间重叠的记录里出现。", _CONFLICT_RULE)
