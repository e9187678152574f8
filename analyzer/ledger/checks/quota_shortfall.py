"""次数不足：该开展的没有开展够。

查什么
    已经过去的时期里认定次数低于政策要求的任务，一个时期一条。还在进行的时期给提示：还差几次，到哪天以前可以开展。政策要求每半年谈话的，
    没有谈到的党员。

为什么
    三会一课、主题党日、组织生活会、民主评议、谈心谈话各有规定的次数（《中国共产党支部工作条例（试行）》第十一至十九条）。

不查什么
    没有党小组的支部的党小组会；免责的支部；有申报无法评价的时期；年度还没有过完的年度任务（只作提示）。

已知不足
    在别的支部的会上开展的，只算在那里。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analyzer.ledger.claims import tally
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.quotas import Due, Period, due_members, dues, is_due, periods
from analyzer.types.finding import Rule
from analyzer.types.labels import Activity, Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy, Quota

RULE = Rule("ledger.quota", "《中国共产党支部工作条例（试行）》第十一至十九条")


_LECTURERS = {"secretary": "书记讲", "leader": "领导干部讲", "member": "党员讲"}


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each duty and period that falls short, and a hint for each that still can be met."""
    if ledger.year is None:
        return
    for branch in ledger.branches:
        for due in dues(branch, tally(branch, ledger, policy), ledger.year, policy):
            if due.missing and due.period.first <= ledger.today:
                yield _short(branch, due, ledger.today)
        for quota in policy.quotas:
            if quota.each == "member":
                yield from _members(ledger, branch, quota, policy)


def _short(branch: Branch, due: Due, today: date) -> LedgerFinding:
    quota, period = due.quota, due.period
    detail = _LECTURERS[quota.lecturer] if quota.lecturer else Activity(quota.purpose).zh if quota.purpose else ""
    name = f"{Duty(quota.duty).zh}（{detail}）" if detail else Duty(quota.duty).zh
    held = f"{_words(period)}{name}应开展{quota.count}次，认定{len(due.met)}次"
    if today <= period.last:
        return _finding(branch, due.quota, period, Severity.INFO, f"{held}，还差{due.missing}次，可在{period.last}前开展。", due.met_ids)
    severity = Severity.MINOR if quota.per == "month" else Severity.MAJOR
    return _finding(branch, quota, period, severity, f"{held}，差{due.missing}次。", due.met_ids)


def _members(ledger: Ledger, branch: Branch, quota: Quota, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """A branch without a single talk; of quotas that ask more than once a year, the members who were not talked to in a period."""
    for period in periods(quota.per, ledger.year or 0):
        if period.last >= ledger.today or not is_due(quota, branch, period, policy):
            continue
        talks = [talk for talk in branch.talks if period.first.isoformat() <= talk.day <= period.last.isoformat()]
        if not branch.talks:
            yield _finding(branch, quota, period, Severity.MAJOR, f"{_words(period)}没有一次谈心谈话。", ())
        elif quota.per != "year" or quota.count > 1:
            heard = [number for talk in talks for number in set(talk.people.talkee)]
            expected = due_members(quota.duty, branch, period.last, policy)
            short = [number for number in expected if heard.count(number) < quota.count]
            if short:
                names = ledger.who(short)
                message = f"{_words(period)}应与每名党员谈话{quota.count}次，{len(names)}名没有谈到：{'、'.join(names)}。"
                yield _finding(branch, quota, period, Severity.MINOR, message, tuple(talk.id for talk in talks), names)


def _finding(
    branch: Branch, quota: Quota, period: Period, severity: Severity, message: str, records: tuple[str, ...], people: tuple[str, ...] = ()
) -> LedgerFinding:
    return LedgerFinding(
        kind=LedgerKind.QUOTA_SHORTFALL,
        severity=severity,
        branch=branch.name,
        records=records,
        evidence=(),
        message=message,
        rule=Rule(RULE.id, quota.source),
        duty=quota.duty,
        period=period.key,
        people=people,
    )


def _words(period: Period) -> str:
    year, _, rest = period.key.partition("-")
    if not rest:
        return f"{year}年"
    if rest.startswith("Q"):
        return f"{year}年第{'一二三四'[int(rest[1]) - 1]}季度"
    return f"{year}年{'上' if rest == 'H1' else '下'}半年" if rest.startswith("H") else f"{year}年{int(rest)}月"
