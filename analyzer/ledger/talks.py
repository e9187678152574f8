"""谈心谈话 of a branch in numbers."""

from __future__ import annotations

from analyzer.ledger.ledger import Branch
from analyzer.types.labels import TalkKind
from analyzer.types.ledger import TalkCounts

__all__ = ["talk_counts"]


def talk_counts(branch: Branch) -> TalkCounts:
    """The judged talks, the generic ones, those of them that only solicit; how many of the members were talked to."""
    judged = [talk for talk in branch.talks if talk.judged]
    generic = [talk for talk in judged if talk.generic]
    reached = {number for talk in judged for number in talk.people.talkee}
    return TalkCounts(
        len(judged),
        len(generic),
        sum(talk.kind == TalkKind.SOLICITATION for talk in generic),
        len(reached & branch.members),
        len(branch.members),
    )
