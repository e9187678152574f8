"""补录：会后很久才录入台账。

查什么
    结束后超过政策规定的工作日才录入的每条记录；晚得多的为严重。

为什么
    及时性：几周以后写的是回忆；考核前才填满的台账，平时什么也看不到（抢补台账）。

不查什么
    时限内录入的记录，节假日和调休按国务院公布的计算；没有录入时间的记录。

已知不足
    节假日还没有公布的年份，按周一至周五算工作日，说明里写明。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.ledger.calendar import known_year
from analyzer.ledger.entry import Lag, lags
from analyzer.ledger.ledger import Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy

RULE = Rule("ledger.entry", "各地台账管理办法：录入时限")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each record that was entered too late."""
    for lag in lags(ledger.records, policy):
        if lag.late:
            yield _finding(lag)


def _finding(lag: Lag) -> LedgerFinding:
    record = lag.record
    doubt = "" if known_year(lag.held.year) and known_year(lag.entered.year) else "（当年放假安排未知，按周一至周五计算）"
    return LedgerFinding(
        kind=LedgerKind.LATE_ENTRY,
        severity=Severity.MAJOR if lag.days > lag.limit.major_days else Severity.MINOR,
        branch=record.branch,
        records=(record.id,),
        evidence=(f"{record.end or record.start} → {record.entered}",),
        message=f"结束后{lag.working}个工作日（{lag.days}天）才录入，规定{lag.limit.working_days}个工作日内{doubt}。",
        rule=Rule(RULE.id, lag.limit.source),
        period=record.day[:7] or None,
    )
