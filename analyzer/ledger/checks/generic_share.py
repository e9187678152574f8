"""泛泛占比高：一个支部的谈话多半没有谈到人。

What it finds
    A branch in which more than the policy's share of its judged talks is generic (泛泛谈话), among at least so many talks.

Why it matters
    谈心谈话 is there to know the member's thoughts, work and life (《中国共产党支部工作条例（试行）》第十九条); met in number only, it is 重数量不重质量.

What it must not flag
    A branch with few talks; talks that close by asking for opinions after they went deep; talks whose text could not be judged.

Known problems
    Talks recorded in another system are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.ledger.ledger import Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity, TalkKind
from analyzer.types.ledger import LedgerFinding
from analyzer.types.ledger_policy import LedgerPolicy, in_force

RULE = Rule("ledger.generic_share", "《中国共产党支部工作条例（试行）》第十九条；标注规范第4节")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each branch of generic talks."""
    limit = in_force(policy.generic_share, ledger.today)
    if limit is None:
        return
    for branch in ledger.branches:
        talks = [talk for talk in branch.talks if talk.judged]
        generic = [talk for talk in talks if talk.generic]
        if len(talks) < limit.fewest or len(generic) <= limit.share * len(talks):
            continue
        solicitation = sum(talk.kind == TalkKind.SOLICITATION for talk in generic)
        yield LedgerFinding(
            kind=LedgerKind.GENERIC_SHARE,
            severity=Severity.MAJOR,
            branch=branch.name,
            records=tuple(talk.id for talk in generic),
            evidence=(f"{len(generic)}/{len(talks)}",),
            message=f"{len(talks)}次谈话中{len(generic)}次是泛泛谈话，其中{solicitation}次只征求意见。",
            rule=RULE,
            duty=Duty.TALK,
        )
