"""同人同时：时间、人、事互相矛盾。

查什么
    同一个人同时在两条记录里；全体党员同时开两个会；时长超过政策认为可能的；主持人不是本支部的人；日期早于正文所提的文件、活动出现。

为什么
    准确性：互相矛盾、同日历矛盾的记录，不是在所写的时间做的。

不查什么
    一条结束、另一条才开始的；一次会议的几行；同时同地和几个人谈的一次话；不知道党员是谁的支部。

已知不足
    没有写结束时间的，按政策里的通常时长。只有列在清单（`mentions.yaml`）上的文件和活动，才知道日期。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.meetings import meetings
from analyzer.ledger.mentions import dated
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy, TimeConflict, in_force

RULE = Rule("ledger.time", "标注规范第6节：同人同时")

_OF_ALL = (Duty.MEMBER_ASSEMBLY, Duty.PARTY_DAY, Duty.ORG_LIFE, Duty.APPRAISAL)


class _Stay(msgspec.Struct, frozen=True):
    """From when to when some people are somewhere, as one record tells; `everybody` is a meeting of all members."""

    start: datetime
    end: datetime
    record: RecordDigest
    people: frozenset[int]
    everybody: bool


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each contradiction, or pair of records that contradict each other."""
    limit = in_force(policy.time_conflict, ledger.today)
    if limit is None:
        return
    for branch in ledger.branches:
        for record in branch.records:
            yield from _too_long(record, limit)
            yield from _too_early(record, limit)
        yield from _foreign_hosts(ledger, branch, limit)
        yield from _at_once(ledger, branch, policy, limit)


def _finding(
    limit: TimeConflict, records: tuple[RecordDigest, ...], message: str, severity: Severity, people: tuple[str, ...] = ()
) -> LedgerFinding:
    return LedgerFinding(
        kind=LedgerKind.TIME_CONFLICT,
        severity=severity,
        branch=records[0].branch,
        records=tuple(record.id for record in records),
        evidence=tuple(f"{record.start}—{record.end} {record.place}".strip("— ") for record in records),
        message=message,
        rule=Rule(RULE.id, limit.source),
        period=records[0].day[:7] or None,
        people=people,
    )


def _too_long(record: RecordDigest, limit: TimeConflict) -> Iterator[LedgerFinding]:
    start, end = _moment(record.start), _moment(record.end)
    if start and end and end - start > timedelta(hours=limit.longest_hours):
        yield _finding(limit, (record,), f"起止相隔{(end - start).total_seconds() / 3600:.0f}小时。", Severity.MINOR)


def _too_early(record: RecordDigest, limit: TimeConflict) -> Iterator[LedgerFinding]:
    later = [dated(key) for key in record.mentions if record.day and dated(key).since.isoformat() > record.day]
    if later:
        told = "、".join(f"{mention.name}（{mention.since}起，{mention.source}）" for mention in later)
        yield _finding(limit, (record,), f"记录日期{record.day}，文中却提到当时还没有的：{told}。", Severity.MAJOR)


def _foreign_hosts(ledger: Ledger, branch: Branch, limit: TimeConflict) -> Iterator[LedgerFinding]:
    if any(record.people.attendees for record in branch.meetings):
        for record in branch.meetings:
            foreign = ledger.who({*record.people.host} - branch.members)
            if foreign and record.people.attendees:
                yield _finding(limit, (record,), f"主持人{'、'.join(foreign)}不在本支部党员名单中。", Severity.INFO, foreign)


def _at_once(ledger: Ledger, branch: Branch, policy: LedgerPolicy, limit: TimeConflict) -> Iterator[LedgerFinding]:
    stays = _stays(branch, policy, limit)
    for place, one in enumerate(stays):
        for other in stays[place + 1 :]:
            if other.start >= one.end:
                break
            both = one.people & other.people
            if both:
                people = ledger.who(both)
                message = f"{'、'.join(people[:5])}{'等' if len(people) > 5 else ''}同一时间在两处。"
                yield _finding(limit, (one.record, other.record), message, Severity.MAJOR, people)
            elif one.everybody and other.everybody:
                yield _finding(limit, (one.record, other.record), "全体党员参加的两次会议时间重叠。", Severity.MAJOR)


def _stays(branch: Branch, policy: LedgerPolicy, limit: TimeConflict) -> list[_Stay]:
    """The stays of a branch in the order of their starts: each meeting with all its rows is one, and each talk of a talker in one place."""
    together: dict[tuple[str, ...], list[RecordDigest]] = defaultdict(list)
    for rows in meetings(branch, policy):
        together[rows[0].start, rows[0].place, "meeting"] += rows
    for talk in branch.talks:
        together[talk.start, talk.place, *map(str, talk.people.talker)].append(talk)
    stays = []
    for records in together.values():
        timed = [record for record in records if record.timed]
        if not timed:
            continue
        start = min(datetime.fromisoformat(record.start) for record in timed)
        end = max(_moment(record.end) or start + timedelta(minutes=limit.usual_minutes) for record in timed)
        if start < end <= start + timedelta(hours=limit.longest_hours):
            people = frozenset(person for record in timed for person in record.people.there)
            stays.append(_Stay(start, end, timed[0], people, any(record.own in _OF_ALL for record in timed)))
    return sorted(stays, key=lambda stay: (stay.start, stay.record.id))


def _moment(value: str) -> datetime | None:
    return datetime.fromisoformat(value) if "T" in value and not value.startswith("--") else None
