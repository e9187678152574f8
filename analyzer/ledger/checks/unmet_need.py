"""该谈未谈：出了该谈的事没有谈；谈到的难处再三提起没有回应。

查什么
    记录里有该谈话的事（五必谈：岗位变动、受到表彰或处分、患病或困难、矛盾），政策规定的天数内没有找本人谈话；民主评议、
    组织生活会之前支部没有谈过话；本人一再提起、始终没有回应的难处。

为什么
    谈心谈话是为有需要的人开展的（第十九条）；出了事没有人谈，难处说了两次没有用，伤人。

不查什么
    天数还没有过完的；谈的就是这件事的谈话；最近一次谈话作了回应的难处；外来的人患病。

已知不足
    事情从姓名附近的字句里读出，换一种说法的看不出。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.needs import subject_name
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, Event, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy, UnmetNeed, in_force

RULE = Rule("ledger.need", "《中国共产党支部工作条例（试行）》第十九条；五必谈")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each person and event without a talk, for each appraisal without talks, for each difficulty raised in vain."""
    for branch in ledger.branches:
        talks: dict[int, list[date]] = defaultdict(list)
        for talk in branch.talks:
            for person in (*talk.people.talkee, *talk.people.talker):
                if talk.day:
                    talks[person].append(date.fromisoformat(talk.day))
        yield from _events(ledger, branch, talks, policy)
        yield from _appraisals(branch, policy)
        yield from _difficulties(ledger, branch)


def _events(ledger: Ledger, branch: Branch, talks: dict[int, list[date]], policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    told: set[tuple[str, int]] = set()
    for record in branch.records:
        for need in record.needs if record.day else ():
            day = date.fromisoformat(record.day)
            limit = _limit(policy, need.event, day)
            if limit is None or need.person not in branch.members or (need.event, need.person) in told:
                continue
            until = day + timedelta(days=limit.days)
            if until >= ledger.today or any(day <= held <= until for held in talks[need.person]):
                continue
            told.add((need.event, need.person))
            name = ledger.who((need.person,))[0]
            message = f"{record.day}的记录中{name}{Event(need.event).zh}，此后{limit.days}天内没有找他谈话的记录。"
            yield _finding(branch, (record,), message, (name,), limit.source)


def _appraisals(branch: Branch, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    held = [talk.day for talk in branch.talks if talk.day]
    for record in branch.meetings:
        if record.own in (Duty.ORG_LIFE, Duty.APPRAISAL) and record.day:
            day = date.fromisoformat(record.day)
            limit = _limit(policy, Event.APPRAISAL, day)
            first = day - timedelta(days=limit.days) if limit else day
            if limit and first.year == day.year and not any(first.isoformat() <= talk <= record.day for talk in held):
                message = f"{Duty(record.own).zh}（{record.day}）前{limit.days}天内没有谈心谈话的记录。"
                yield _finding(branch, (record,), message, (), limit.source)


def _difficulties(ledger: Ledger, branch: Branch) -> Iterator[LedgerFinding]:
    raised: dict[tuple[int, str], list[tuple[RecordDigest, bool]]] = defaultdict(list)
    for talk in branch.talks:
        for difficulty in talk.difficulties:
            for person in talk.people.talkee:
                raised[person, difficulty.subject].append((talk, difficulty.answered))
    for (person, subject), times in sorted(raised.items()):
        if len(times) > 1 and not any(answered for _, answered in times):
            name = ledger.who((person,))[0]
            message = f"{name}{len(times)}次谈到{subject_name(subject)}方面的难处，都没有回应。"
            yield _finding(branch, tuple(talk for talk, _ in times), message, (name,), RULE.source)


def _limit(policy: LedgerPolicy, event: str, day: date) -> UnmetNeed | None:
    return in_force([row for row in policy.unmet_need if row.event == event], day)


def _finding(branch: Branch, records: tuple[RecordDigest, ...], message: str, people: tuple[str, ...], source: str) -> LedgerFinding:
    return LedgerFinding(
        kind=LedgerKind.UNMET_NEED,
        severity=Severity.MINOR,
        branch=branch.name,
        records=tuple(record.id for record in records),
        evidence=tuple(record.start for record in records),
        message=message,
        rule=Rule(RULE.id, source),
        duty=Duty.TALK,
        people=people,
    )
