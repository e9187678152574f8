"""雷同：换名、换日期、换标题、调换段落后相同的记录。

What it finds
    Clusters of records whose bodies are nearly the same once names and numbers are masked: the same talk with names swapped, the same meeting with its
    date or title changed, a record copied between branches, a paragraph moved.

Why it matters
    重数量不重质量: one record handed in many times shows work that did not take place.

What it must not flag
    Passages that everybody quotes (documents, slogans, forms): they are learned from the ledger and from reference documents and do not count. Rows of one
    meeting under several types, which are `multiple_claim`. Short records that have too few words of their own.

Known problems
    Long texts are compared on a sample of 64 of their 5-grams, so that the share is known to about six in a hundred. A text that was rewritten in other
    words is not seen, nor one whose own words are few beside different documents that it quotes.
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
