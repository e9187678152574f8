"""What defects between records are planted in."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from corpus.ledger.casting import content_of
from corpus.ledger.people import Branch
from corpus.ledger.rows import Draft
from corpus.ledger.texts import Library

__all__ = ["Field"]


@dataclass(slots=True)
class Field:
    """What defects are planted in: a branch with its drafts, and records of earlier branches."""

    branch: Branch
    drafts: list[Draft]
    library: Library
    foreign: list[Draft]
    rng: random.Random

    def pick(self, count: int, fits: Callable[[Draft], bool]) -> list[Draft]:
        """`count` untouched drafts that fit, now touched; none, if there are fewer."""
        free = [draft for draft in self.drafts if not draft.touched and fits(draft)]
        chosen = self.rng.sample(free, count) if len(free) >= count else []
        for draft in chosen:
            draft.touched = True
        return chosen

    def write(self, draft: Draft) -> None:
        """Gives a draft its content."""
        draft.content = content_of(draft, self.library.people)
