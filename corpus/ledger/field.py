"""What defects between records are planted in."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as default

import msgspec

from corpus.ledger.casting import content_of
from corpus.ledger.people import Branch
from corpus.ledger.rows import Draft
from corpus.ledger.texts import Library

__all__ = ["Field", "Template"]


class Template(msgspec.Struct, frozen=True):
    """A text that circulates as a model, people left blank."""

    name: str
    text: str


@dataclass(slots=True)
class Field:
    """What defects are planted in: a branch with its drafts, records of earlier branches, and templates that records are copied from."""

    branch: Branch
    drafts: list[Draft]
    library: Library
    foreign: list[Draft]
    rng: random.Random
    templates: list[Template] = default(default_factory=list)

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
