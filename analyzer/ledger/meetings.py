"""Which rows of a branch tell of one meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np

from analyzer.ledger.ledger import Branch
from analyzer.types.ledger import RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy, Meeting, in_force

__all__ = ["meetings"]

_FEWEST_NAMES = 2


def meetings(branch: Branch, policy: LedgerPolicy) -> tuple[tuple[RecordDigest, ...], ...]:
    """The meetings of a branch in the order of their times, each with its rows in the order of entry; a talk is none.

    Rows of one day are one meeting where they share people and place and either begin together, overlap, follow each other under one title
    (without hours: bear one title), or have one text; the same text under the same duty is a near-duplicate, not the same meeting.
    """
    by_day: dict[str, list[RecordDigest]] = defaultdict(list)
    for record in branch.meetings:
        by_day[record.day].append(record)
    found: list[list[RecordDigest]] = []
    for day, records in by_day.items():
        rule = in_force(policy.meeting, date.fromisoformat(day)) if day else None
        if rule is None or len(records) == 1:
            found += [[record] for record in records]
        else:
            found += _joined(records, rule)
    ordered = sorted(found, key=lambda rows: (rows[0].start, rows[0].id))
    return tuple(tuple(sorted(rows, key=lambda row: (row.entered or "9", row.id))) for rows in ordered)


def _joined(records: Sequence[RecordDigest], rule: Meeting) -> list[list[RecordDigest]]:
    groups: list[list[RecordDigest]] = []
    for record in records:
        mine = [group for group in groups if any(_one_meeting(record, other, rule) for other in group)]
        rest = [group for group in groups if group not in mine]
        groups = [*rest, [*(row for group in mine for row in group), record]]
    return groups


def _one_meeting(record: RecordDigest, other: RecordDigest, rule: Meeting) -> bool:
    if not _same_people(record, other, rule.people) or not _same_place(record, other):
        return False
    same_text = _same_text(record, other, rule.text)
    if same_text:
        return record.own != other.own
    if record.timed and other.timed:
        return _same_time(record, other, timedelta(minutes=rule.minutes))
    return not (record.timed or other.timed) and bool(record.title) and record.title == other.title


def _same_time(record: RecordDigest, other: RecordDigest, gap: timedelta) -> bool:
    """Whether two rows begin together, overlap, or under one title follow each other within the gap."""
    if record.start == other.start:
        return True
    first, second = sorted((record, other), key=lambda row: row.start)
    if "T" not in first.end:
        return False
    pause = datetime.fromisoformat(second.start) - datetime.fromisoformat(first.end)
    return pause < timedelta(0) or (pause <= gap and bool(first.title) and first.title == second.title)


def _same_people(record: RecordDigest, other: RecordDigest, share: float) -> bool:
    """Whether the smaller list of people is mostly in the other; where one has no list, whether hosts do not differ."""
    ours, theirs = record.people.there, other.people.there
    smaller = min(len(ours), len(theirs))
    if smaller > _FEWEST_NAMES:
        return len(ours & theirs) >= share * smaller
    hosts = set(record.people.host), set(other.people.host)
    return not all(hosts) or bool(hosts[0] & hosts[1])


def _same_place(record: RecordDigest, other: RecordDigest) -> bool:
    return record.place in other.place or other.place in record.place


def _same_text(record: RecordDigest, other: RecordDigest, share: float) -> bool:
    """Whether the sketches of two bodies agree in that share of the 5-grams that either has."""
    ours, theirs = (np.frombuffer(row.sketch, dtype="<u4") for row in (record, other))
    if not len(ours) or not len(theirs):
        return False
    both = np.union1d(ours, theirs)[: max(len(ours), len(theirs))]
    shared = np.isin(both, ours, assume_unique=True) & np.isin(both, theirs, assume_unique=True)
    return bool(shared.sum() >= share * len(both))
