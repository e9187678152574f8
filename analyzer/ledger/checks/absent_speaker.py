"""缺席者发言：缺席名单上的人在会上发了言。

What it finds
    A record whose list of absentees names somebody whom its text shows speaking.

Why it matters
    准确性: either the attendance or the record of what was said is made up.

What it must not flag
    Somebody who is only spoken about, whose written opinion is read out, or for whom somebody else speaks.

Known problems
    Somebody who came late or left early and is listed as absent is flagged; the branch should note it.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.ledger.ledger import Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import LedgerKind, Severity
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy

RULE = Rule("ledger.absent", "标注规范第6节：缺席者发言")


def check(ledger: Ledger, _policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each record in which absentees speak."""
    for branch in ledger.branches:
        for record in branch.meetings:
            speaking = ledger.who({*record.people.absent} & {*record.people.speakers})
            if speaking:
                yield LedgerFinding(
                    kind=LedgerKind.ABSENT_SPEAKER,
                    severity=Severity.MAJOR,
                    branch=branch.name,
                    records=(record.id,),
                    evidence=tuple(f"缺席：{name}" for name in speaking),
                    message=f"{'、'.join(speaking)}记为缺席，正文里却有发言。",
                    rule=RULE,
                    period=record.day[:7] or None,
                    people=speaking,
                )
