"""补录：会后很久才录入台账。

What it finds
    Each record that was entered more working days after its end than the policy allows; far later ones are severe.

Why it matters
    及时性: what is written down weeks later is reconstructed, and a ledger filled before the assessment shows nothing during the year (抢补台账).

What it must not flag
    Records entered within the days allowed, holidays and make-up days counted as the State Council announced them; records without an entry time.

Known problems
    In years whose holidays are not announced yet Monday to Friday are taken as working days; the message says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from analyzer.ledger.calendar import known_year, working_days
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy, in_force

RULE = Rule("ledger.entry", "各地台账管理办法：录入时限")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each record that was entered too late."""
    records = [
        (branch, record, _held(record))
        for branch in ledger.branches
        for record in branch.records
        if _held(record) and _full(record.entered)
    ]
    held = np.array([day for _, _, day in records], dtype="datetime64[D]")
    entered = np.array([record.entered[:10] for _, record, _ in records], dtype="datetime64[D]")
    later = np.flatnonzero(entered > held)
    for place, working in zip(later.tolist(), working_days(held[later], entered[later]).tolist(), strict=True):
        branch, record, day = records[place]
        yield from _late(branch, record, date.fromisoformat(day), working, policy)


def _late(branch: Branch, record: RecordDigest, held: date, working: int, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    limit = in_force(policy.late_entry, held)
    if limit is None or working <= limit.working_days:
        return
    entered = date.fromisoformat(record.entered[:10])
    days = (entered - held).days
    doubt = "" if known_year(held.year) and known_year(entered.year) else "（当年放假安排未知，按周一至周五计算）"
    yield LedgerFinding(
        kind=LedgerKind.LATE_ENTRY,
        severity=Severity.MAJOR if days > limit.major_days else Severity.MINOR,
        branch=branch.name,
        records=(record.id,),
        evidence=(f"{record.end or record.start} → {record.entered}",),
        message=f"结束后{working}个工作日（{days}天）才录入，规定{limit.working_days}个工作日内{doubt}。",
        rule=Rule(RULE.id, limit.source),
        period=record.day[:7] or None,
    )


def _held(record: RecordDigest) -> str:
    """The day on which a record ended; empty where it is not known."""
    return record.end[:10] if _full(record.end) else record.day


def _full(value: str) -> bool:
    """Whether a time has its full date."""
    return len(value) >= 10 and not value.startswith("--")
