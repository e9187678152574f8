"""断档：整月没有一条记录。

查什么
    年初到上月，支部一条记录也没有的月份。

为什么
    支委会、主题党日每月都要开展；整月没有记录是电子台账的缺口（完整性）。

不查什么
    还没有过完的月份和以后的月份；有一条任何记录的月份。

已知不足
    日期不全的记录不属于任何月份。年中新建的支部，第一条记录之前会显示断档。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy, MissingMonths, in_force

RULE = Rule("ledger.months", "《中国共产党支部工作条例（试行）》第十二、十六条：每月")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each month without a record; the second in a row and later ones are severe."""
    limit = in_force(policy.missing_months, ledger.today)
    if limit is None or ledger.year is None or ledger.today.year < ledger.year:
        return
    past = 12 if ledger.today.year > ledger.year else ledger.today.month - 1
    for branch in ledger.branches:
        yield from _gaps(branch, ledger.year, past, limit)


def _gaps(branch: Branch, year: int, past: int, limit: MissingMonths) -> Iterator[LedgerFinding]:
    held = {record.day[:7] for record in branch.records}
    missing = [month for month in range(1, past + 1) if f"{year}-{month:02d}" not in held]
    if not held - {""}:
        return
    gaps = [[month for _, month in run] for _, run in groupby(enumerate(missing), key=lambda place: place[1] - place[0])]
    for month in (month for gap in gaps if len(gap) >= limit.months for month in gap):
        yield LedgerFinding(
            kind=LedgerKind.MISSING_MONTHS,
            severity=Severity.MAJOR if month - 1 in missing else Severity.MINOR,
            branch=branch.name,
            records=(),
            evidence=(),
            message=f"{year}年{month}月没有任何记录。",
            rule=Rule(RULE.id, limit.source),
            period=f"{year}-{month:02d}",
        )
