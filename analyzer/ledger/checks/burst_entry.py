"""集中补录：一年的记录大半在两三天里录入。

查什么
    连续几天内录入的记录超过全年政策规定份额的支部。

为什么
    重年终不重年中：集中在两天里录入的记录，平时没有做。

不查什么
    记录少、碰巧在一起的小支部；一周里随时录入的几条。

已知不足
    从纸质或别的系统迁入看起来像集中补录；问题里写明日期，支部可以说明。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import BurstEntry, LedgerPolicy, in_force

RULE = Rule("ledger.burst", "各地台账管理办法：随时录入，不得集中补录")

_SHOWN = 5


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each burst of a branch, the largest first; its days are not counted again."""
    limit = in_force(policy.burst_entry, ledger.today)
    if limit is None:
        return
    for branch in ledger.branches:
        yield from _bursts(branch, limit)


def _bursts(branch: Branch, limit: BurstEntry) -> Iterator[LedgerFinding]:
    entered = sorted(
        ((record.entered[:10], record) for record in branch.records if record.entered[:4].isdigit()),
        key=lambda entry: (entry[0], entry[1].id),
    )
    by_day = {date.fromisoformat(day): [record for _, record in some] for day, some in groupby(entered, key=lambda entry: entry[0])}
    left = dict(by_day)
    while left:
        first = max(left, key=lambda day: (len(_within(left, day, limit.days)), -day.toordinal()))
        together = _within(left, first, limit.days)
        if len(together) < limit.fewest or len(together) <= limit.share * len(branch.records):
            return
        days = sorted(day for day in left if first <= day < first + timedelta(days=limit.days))
        left = {day: records for day, records in left.items() if day not in days}
        yield LedgerFinding(
            kind=LedgerKind.BURST_ENTRY,
            severity=Severity.MAJOR,
            branch=branch.name,
            records=tuple(record.id for record in together),
            evidence=tuple(f"{record.start} → {record.entered}" for record in together[:_SHOWN]),
            message=f"全年{len(branch.records)}条记录中有{len(together)}条在{days[0]}至{days[-1]}录入。",
            rule=Rule(RULE.id, limit.source),
            period=f"{days[0]}/{days[-1]}",
        )


def _within(by_day: dict[date, list[RecordDigest]], first: date, days: int) -> list[RecordDigest]:
    return [record for number in range(days) for record in by_day.get(first + timedelta(days=number), ())]
