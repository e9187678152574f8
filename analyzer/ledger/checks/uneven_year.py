"""年终突击：一项任务大半在年底开展。

查什么
    最后几个月里开展的超过全年政策规定份额的任务。

为什么
    重年终不重年中：只在考核前开展的，平时没有起作用。

不查什么
    一年只有几次的任务；本来就在年底的民主评议、组织生活会；只有年底记录的支部。

已知不足
    秋天新建的支部看起来不均衡；政策可以对新建支部免责。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy, UnevenYear, in_force

RULE = Rule("ledger.uneven", "各地考核办法：抓在经常、严在平时")

_SHOWN = 5


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each duty of a branch that was left to the last months."""
    limit = in_force(policy.uneven_year, ledger.today)
    if limit is not None:
        for branch in ledger.branches:
            yield from _uneven(branch, limit)


def _uneven(branch: Branch, limit: UnevenYear) -> Iterator[LedgerFinding]:
    by_duty: dict[str, list[RecordDigest]] = defaultdict(list)
    for record in branch.records:
        if record.day:
            by_duty[record.own].append(record)
    last = f"{13 - limit.months:02d}"
    for duty, records in sorted(by_duty.items()):
        late = [record for record in records if record.day[5:7] >= last]
        if duty in limit.seasonal or len(records) < limit.fewest or len(late) <= limit.share * len(records):
            continue
        yield LedgerFinding(
            kind=LedgerKind.UNEVEN_YEAR,
            severity=Severity.MINOR,
            branch=branch.name,
            records=tuple(record.id for record in late),
            evidence=tuple(record.start for record in late[:_SHOWN]),
            message=f"{Duty(duty).zh}全年{len(records)}次，其中{len(late)}次集中在最后{limit.months}个月。",
            rule=Rule(RULE.id, limit.source),
            duty=duty,
            period=records[-1].day[:4],
        )
