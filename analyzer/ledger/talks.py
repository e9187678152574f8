"""Talks over the year: how many say nothing of the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.types.ledger import LedgerFinding, RecordDigest, TalkCounts

__all__ = ["generic_share", "talk_counts"]

_SHARE = 0.5
_FEWEST = 3
_RULE = "谈心谈话要谈思想、工作、生活（《中国共产党支部工作条例（试行）》第十九条）"


def talk_counts(records: Sequence[RecordDigest]) -> TalkCounts:
    """All talks, the generic ones, those that only solicit."""
    talks = [record for record in records if record.type == "talk"]
    generic = [record for record in talks if record.generic]
    return TalkCounts(len(talks), len(generic), sum(record.talk_kind == "solicitation" for record in generic))


def generic_share(branch: str, records: Sequence[RecordDigest]) -> Iterator[LedgerFinding]:
    """One finding where more than half of at least three talks are generic."""
    counts = talk_counts(records)
    if counts.count >= _FEWEST and counts.generic / counts.count > _SHARE:
        ids = tuple(record.id for record in records if record.generic)
        message = f"{counts.count}次谈话中{counts.generic}次是泛泛谈话，其中{counts.solicitation}次只征求意见。"
        yield LedgerFinding("generic_share", "major", branch, ids, (), message, _RULE)
