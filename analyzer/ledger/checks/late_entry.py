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
