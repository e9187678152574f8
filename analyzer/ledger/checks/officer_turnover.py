"""党务人员频繁更换：一年里记录人、支委会主持人换了又换。

查什么
    一类会议一年里的记录人达到政策所写的人数，或者超过规定份额的月份换了新人；支委会主持人同样。

为什么
    重人手不重人头：临时抓人做党务，上次说定的事没有人知道。

不查什么
    一年里换一次届；有人请假时代记；党小组会，各组有自己的记录人。

已知不足
    事先排好的轮流记录看起来像频繁更换；这里只是询问，不是批评。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy, OfficerTurnover, in_force

RULE = Rule("ledger.turnover", "各地考核办法：党务队伍稳定")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each kind of meeting whose recorders change too often, and one for the hosts of committee meetings."""
    limit = in_force(policy.officer_turnover, ledger.today)
    if limit is None:
        return
    for branch in ledger.branches:
        by_duty: dict[str, list[RecordDigest]] = defaultdict(list)
        for record in branch.meetings:
            by_duty[record.own].append(record)
        for duty, records in sorted(by_duty.items()):
            if duty not in limit.but:
                yield from _turnover(ledger, branch, duty, [(record, record.people.recorder) for record in records], "记录人", limit)
            if duty == Duty.COMMITTEE:
                yield from _turnover(ledger, branch, duty, [(record, record.people.host) for record in records], "主持人", limit)


def _turnover(
    ledger: Ledger, branch: Branch, duty: str, officers: list[tuple[RecordDigest, tuple[int, ...]]], office: str, limit: OfficerTurnover
) -> Iterator[LedgerFinding]:
    held = [(record, people) for record, people in officers if people and record.day]
    by_month: dict[str, set[int]] = defaultdict(set)
    for record, people in held:
        by_month[record.day[:7]].update(people)
    everybody = {person for _, people in held for person in people}
    new, known = -1, set[int]()
    for month in sorted(by_month):
        new += not by_month[month] <= known
        known |= by_month[month]
    often = len(by_month) >= limit.fewest_months and new > limit.share * len(by_month)
    if len(everybody) < limit.recorders and not often:
        return
    yield LedgerFinding(
        kind=LedgerKind.OFFICER_TURNOVER,
        severity=Severity.MINOR,
        branch=branch.name,
        records=tuple(record.id for record, _ in held),
        evidence=(),
        message=f"{Duty(duty).zh}一年有{len(everybody)}名{office}，{len(by_month)}个月里有{max(new, 0)}个月换了新人。",
        rule=Rule(RULE.id, limit.source),
        duty=duty,
        people=ledger.who(everybody),
    )
