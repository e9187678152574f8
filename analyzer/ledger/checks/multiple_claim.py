"""一会多报：一次会议报成了多项、多次组织生活。

What it finds
    One meeting that is entered in several rows (they share time, people and place, or the text), and one row that claims several further duties
    of which some do not count. Claimed and effective counts stand side by side in the branch's duties.

Why it matters
    What is reported as a duty must have content, participants and time of its own; split on paper it is 一会多用、有名无实
    (《中国共产党支部工作条例（试行）》第十一至十六条).

What it must not flag
    One further claim without content (that is `empty_claim` inside the record); 组织生活会 held with 民主评议; an assembly whose claimed lecture has
    points and facts of its own; group meetings at one hour in several rooms; two meetings that follow each other under titles of their own;
    claims whose text could not be judged.

Known problems
    Rows without hours are one meeting only where day, people and text agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.ledger.claims import Meeting, tally
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy

RULE = Rule("ledger.multiple_claim", "《中国共产党支部工作条例（试行）》第十一至十六条；标注规范第3节")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each meeting that claims more than counts."""
    for branch in ledger.branches:
        for meeting in tally(branch, ledger, policy).meetings:
            if any(struck.known for struck in meeting.struck) and (len(meeting.rows) > 1 or _many(meeting)):
                yield _finding(branch, meeting)


def _many(meeting: Meeting) -> bool:
    """Whether one row claims its own duty more than once, or more than one further duty."""
    (row,) = meeting.rows
    return any(claim.count > 1 for claim in row.claims if claim.duty == meeting.own) or sum(claim.count for claim in row.claims) > 2


def _finding(branch: Branch, meeting: Meeting) -> LedgerFinding:
    rows = meeting.rows
    claims: dict[str, int] = {}
    for row in rows:
        for claim in row.claims:
            claims[claim.duty] = claims.get(claim.duty, 0) + claim.count
    counted = [one.duty for one in meeting.counted]
    spread = f"报了{len(rows)}条记录，" if len(rows) > 1 else ""
    listed = "、".join(f"{_zh(duty)}{count}次" for duty, count in claims.items())
    message = f"{rows[0].day or '日期不明'}的一次会议{spread}共申报{listed}；认定{'、'.join(map(_zh, counted))}。"
    return LedgerFinding(
        kind=LedgerKind.MULTIPLE_CLAIM,
        severity=Severity.MAJOR,
        branch=branch.name,
        records=tuple(row.id for row in rows),
        evidence=tuple(struck.why for struck in meeting.struck),
        message=message,
        rule=RULE,
        duty=meeting.own,
        period=rows[0].day[:7] or None,
    )


def _zh(duty: str) -> str:
    return Duty(duty).zh if duty in set(Duty) else duty
