"""泛泛占比高：一半以上的谈话没有谈到本人。

What it finds
    A branch, or a talker of a branch that is not itself at fault, most of whose talks are generic.

Why it matters
    重数量不重质量: the count is met, and nobody's thoughts, work or life came up.

What it must not flag
    A branch with one or two weak talks; talks that ask for opinions and also reach the person; talks that could not be judged.

Known problems
    The flag of each talk is a judgement of its text and can be wrong; the records are named so that they can be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.ledger.ledger import Ledger
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity, TalkKind
from analyzer.types.ledger import LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import GenericShare, LedgerPolicy, in_force

RULE = Rule("ledger.generic", "《中国共产党支部工作条例（试行）》第十九条；标注规范第4节")


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each branch with too large a share of generic talks, else one for each such talker."""
    limit = in_force(policy.generic_share, ledger.today)
    if limit is None:
        return
    for branch in ledger.branches:
        judged = [talk for talk in branch.talks if talk.generic is not None]
        found = _share(branch.name, judged, limit.fewest, "", limit, Severity.MAJOR)
        if found is not None:
            yield found
            continue
        by_talker: dict[int, list[RecordDigest]] = defaultdict(list)
        for talk in judged:
            for person in talk.people.talker:
                by_talker[person].append(talk)
        for person, talks in sorted(by_talker.items()):
            found = _share(branch.name, talks, limit.talker_fewest, ledger.who((person,))[0], limit, Severity.MINOR)
            if found is not None:
                yield found


def _share(
    branch: str, talks: Sequence[RecordDigest], fewest: int, talker: str, limit: GenericShare, severity: Severity
) -> LedgerFinding | None:
    generic = [talk for talk in talks if talk.generic]
    if len(talks) < fewest or len(generic) <= limit.share * len(talks):
        return None
    soliciting = sum(talk.kind == TalkKind.SOLICITATION for talk in generic)
    return LedgerFinding(
        kind=LedgerKind.GENERIC_SHARE,
        severity=severity,
        branch=branch,
        records=tuple(talk.id for talk in generic),
        evidence=(f"{len(generic)}/{len(talks)}",),
        message=f"{talker or '支部'}的{len(talks)}次谈话中{len(generic)}次是泛泛谈话，其中{soliciting}次只征求意见。",
        rule=Rule(RULE.id, limit.source),
        duty=Duty.TALK,
        people=(talker,) if talker else (),
    )
