"""雷同：换名、换日期、换标题、调换段落后相同的记录。

查什么
    遮去姓名和数字后正文几乎相同的一组记录：换了名字的同一次谈话、换了日期或标题的同一次会议、支部之间互抄、调换了段落。

为什么
    重数量不重质量：一条记录交几次，说明没有开展那么多。

不查什么
    大家都引用的文字（文件、口号、表格）：从台账本身和参考文件里学到，不计。一次会议按不同类型录的几行，那是 `multiple_claim`。
    自己的话太少的短记录。

已知不足
    长的正文按64个五字组的样本比较，相同的份额约有百分之六的误差。换了说法重写的看不出；引用了不同文件、自己的话很少的也看不出。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from analyzer.ledger.comparison import compare
from analyzer.ledger.ledger import Ledger
from analyzer.ledger.official import words_of
from analyzer.ledger.resemblance import Resemblance, candidates, clusters, shares, split, union
from analyzer.types.finding import Rule
from analyzer.types.labels import Duty, LedgerKind, Severity
from analyzer.types.ledger import Comparison, LedgerFinding, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy, NearDuplicate, in_force

RULE = Rule("ledger.duplicate", "标注规范第6节：雷同")
ACROSS = True

_SHOWN = 2


def check(ledger: Ledger, policy: LedgerPolicy) -> Iterator[LedgerFinding]:
    """Yields one finding for each cluster of records that are alike."""
    limit = in_force(policy.near_duplicate, ledger.today)
    records = ledger.records
    if limit is None or not records:
        return
    found = _alike(ledger, records, limit)
    for rows, pairs in clusters(found):
        cluster = [records[row] for row in rows]
        branches = sorted({record.branch for record in cluster})
        share = max(found.share[pair] for pair in pairs)
        across = f"，分属{'、'.join(branches)}" if len(branches) > 1 else ""
        yield LedgerFinding(
            kind=LedgerKind.NEAR_DUPLICATE,
            severity=Severity.MAJOR,
            branch=branches[0],
            records=tuple(record.id for record in cluster),
            evidence=tuple(f"{record.branch} {record.start} {record.title}".strip() for record in cluster),
            message=f"{len(cluster)}条记录正文基本相同（相同部分约{share:.0%}）{across}。",
            rule=Rule(RULE.id, limit.source),
            comparisons=tuple(_shown(ledger, records, found, pairs)),
        )


def _alike(ledger: Ledger, records: Sequence[RecordDigest], limit: NearDuplicate) -> Resemblance:
    """The pairs of records that are alike, without rows of one meeting: in their own words, or as wholes down to what is their own.

    A record put together from common sentences alone has hardly a word of its own; but where another is the same from end to end, seams included,
    that is no coincidence.
    """
    words = words_of(ledger, limit)
    whole, own, lengths, counts = words.whole, words.own, words.lengths, words.counts
    some = candidates(own, limit.share, counts >= limit.fewest)
    first, second = split(union(some, candidates(whole, limit.verbatim, lengths >= limit.fewest)))
    share, of_all = shares(own, first, second), shares(whole, first, second)
    equal = np.minimum(counts[first], counts[second])
    alike = (share >= limit.share) & (equal >= limit.fewest) & (of_all >= limit.whole)
    verbatim = (share >= limit.verbatim_share) & (equal * share >= limit.verbatim_fewest)
    verbatim &= (of_all >= limit.verbatim) & (np.minimum(lengths[first], lengths[second]) >= limit.fewest)
    kept = [place for place in np.flatnonzero(alike | verbatim).tolist() if not _one_meeting(records[first[place]], records[second[place]])]
    return Resemblance(first[kept], second[kept], share[kept])


def _one_meeting(one: RecordDigest, other: RecordDigest) -> bool:
    """Whether two records tell of one meeting under different duties."""
    return one.branch == other.branch and one.own != other.own and one.day == other.day and Duty.TALK not in (one.own, other.own)


def _shown(ledger: Ledger, records: Sequence[RecordDigest], found: Resemblance, pairs: Sequence[int]) -> Iterator[Comparison]:
    for pair in sorted(pairs, key=lambda pair: (-found.share[pair], pair))[:_SHOWN]:
        one, other = records[found.first[pair]], records[found.second[pair]]
        texts = ledger.texts.get(one.line), ledger.texts.get(other.line)
        if texts[0] is not None and texts[1] is not None:
            yield compare((one.id, texts[0]), (other.id, texts[1]), float(found.share[pair]))
