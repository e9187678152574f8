"""缺席者发言：缺席名单上的人在会上发了言。

查什么
    缺席名单里有某人、正文又记他发了言的记录。

为什么
    准确性：出席情况和发言记录总有一个是编的。

不查什么
    只是被人提到、由人代读书面意见、由别人代为发言的人。

已知不足
    迟到、早退而列入缺席的会被指出；请支部注明。
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
