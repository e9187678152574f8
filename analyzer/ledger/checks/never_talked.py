"""未谈到：一年里没有人找他谈过；该有的谈话关系没有谈。

查什么
    全年没有谈话记录提到的党员；规定应当谈、而没有谈过的：支部委员之间、党员之间。

为什么
    支部委员之间、支部委员和党员之间、党员和党员之间每年谈心谈话一般不少于一次（第十九条）。

不查什么
    一次谈话也没有的支部（那是次数不足）；外来的人；支部委员之间谈过，不论谁找谁。

已知不足
    没有名册时，以参加过会议或请过假的人为党员，以参加过一半以上支委会的人为支部委员。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.quotas import due_members
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy, in_force

RULE = Rule("ledger.talked", "《中国共产党支部工作条例（试行）》第十九条")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for the members of a branch never talked to, and one for each kind of pair that did not talk."""
    for branch in ledger.branches:
        if branch.talks:
            committee = _committee(branch)
            yield from _unheard(ledger, branch, committee, policy)
            yield from _unpaired(ledger, branch, committee, policy)


def _committee(branch: Branch) -> frozenset[int]:
    """Those who attend at least half of the committee's meetings."""
    meetings = [record for record in branch.meetings if record.own == Duty.COMMITTEE and record.people.attendees]
    present = Counter(person for record in meetings for person in record.people.there & branch.members - {*record.people.observers})
    return frozenset(person for person, times in present.items() if 2 * times >= len(meetings))


def _unheard(ledger: Ledger, branch: Branch, committee: frozenset[int], policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    quota = in_force([row for row in policy.quotas if row.duty == Duty.TALK and row.each == "member"], ledger.today)
    heard = {person for talk in branch.talks for person in talk.people.talkee}
    heard |= {person for talk in branch.talks if committee.issuperset(talk.people.talkee) for person in talk.people.talker} & committee
    unheard = due_members(Duty.TALK, branch, ledger.today, policy) - heard
    if quota is not None and unheard:
        names = ledger.who(unheard)
        message = f"{len(branch.members)}名党员中有{len(names)}名全年没有谈到：{'、'.join(names)}。"
        yield _finding(branch, Severity.MINOR, message, names, quota.source)


def _unpaired(ledger: Ledger, branch: Branch, committee: frozenset[int], policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    talked = {frozenset((one, other)) for talk in branch.talks for one in talk.people.talker for other in talk.people.talkee}
    for pairing in policy.pairings:
        if not pairing.holds(ledger.today):
            continue
        if pairing.between == "committee":
            missing = [pair for pair in combinations(sorted(committee), 2) if frozenset(pair) not in talked]
            if missing:
                pairs = "；".join(sorted("与".join(ledger.who(pair)) for pair in missing))
                names = ledger.who(person for pair in missing for person in pair)
                yield _finding(branch, Severity.INFO, f"支部委员之间没有谈过：{pairs}。", names, pairing.source)
        elif len(branch.members - committee) > 1 and not any(pair <= branch.members - committee for pair in talked):
            yield _finding(branch, Severity.INFO, "全年没有一次党员和党员之间的谈话。", (), pairing.source)


def _finding(branch: Branch, severity: Severity, message: str, people: tuple[str, ...], source: str) -> LedgerFinding:
    return LedgerFinding(
        kind=LedgerKind.NEVER_TALKED,
        severity=severity,
        branch=branch.name,
        records=(),
        evidence=(),
        message=message,
        rule=Rule(RULE.id, source),
        duty=Duty.TALK,
        people=people,
    )
