"""泛泛占比高：一半以上的谈话没有谈到本人。

查什么
    谈话大半是泛泛谈话的支部；支部没有超过的，谈话大半泛泛的谈话人。

为什么
    重数量不重质量：次数够了，没有谈到谁的思想、工作、生活。

不查什么
    只有一两次谈得不好的支部；征求意见也谈到本人的谈话；无法评价的谈话。

已知不足
    每次谈话是否泛泛是对文字的判断，可能有错；问题里写明记录，可以逐条看。
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
