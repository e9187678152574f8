"""Picking records to look at: doubtful ones, unlike each other, of many branches, and some at random.

Doubt alone would ask for the same thing many times and never notice where the model is surely wrong. So each pick weighs doubt down by likeness to
what is picked or answered already (Jaccard on sketches) and by how often its branch was asked; and every fifth is drawn without looking at doubt.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.ledger.resemblance import shares
from analyzer.ledger.sketch import stack
from analyzer.reviewing.candidate import Candidate

__all__ = ["Pick", "pick"]

Floats = npt.NDArray[np.float64]

_ALIKE = 0.5
"""From this likeness on one answer serves for both."""
_RANDOM_EVERY = 5
_SHORTLIST = 2000
"""Doubt is weighed among so many of the most doubtful ones; who draws at random draws among all."""


class Pick(msgspec.Struct, frozen=True):
    """A candidate to look at, by its place among the candidates, and why: reasons in Chinese."""

    place: int
    reasons: tuple[str, ...]


def pick(candidates: Sequence[Candidate], count: int, *, answered: Sequence[Candidate] = ()) -> tuple[Pick, ...]:
    """At most `count` picks, the most telling first; fewer where all that is left is like something picked or answered.

    The same candidates and answers give the same picks. Answers count: what is like them is not asked, their branches come later, and the
    rhythm of random draws goes on.
    """
    pool = _Pool(candidates, answered)
    found: list[Pick] = []
    while len(found) < count and pool.open.any():
        drawn = (len(answered) + len(found)) % _RANDOM_EVERY == _RANDOM_EVERY - 1
        place = pool.drawn() if drawn else pool.most_telling()
        reasons = pool.reasons(place, drawn=drawn)
        found.append(Pick(place, (*reasons, *pool.take(place))))
    return tuple(found)


class _Pool:
    """The candidates that are still open, and how like each is to what is taken."""

    def __init__(self, candidates: Sequence[Candidate], answered: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self.open = np.ones(len(candidates), dtype=bool)
        sketches = [one.sketch for one in (*candidates, *answered)]
        self._sketches = stack(sketches, len(sketches))
        self._doubts = np.array([one.doubt for one in candidates])
        self._likeness = np.zeros(len(candidates))
        self._order = [hashlib.sha256(one.id.encode()).digest() for one in candidates]
        self._branches: Counter[str] = Counter(one.branch for one in answered)
        for number in range(len(candidates), len(candidates) + len(answered)):
            self._strike(number)

    def most_telling(self) -> int:
        """The open candidate with the greatest doubt after likeness and branch are weighed."""
        places = np.flatnonzero(self.open)
        places = places[np.argsort(-self._doubts[places], kind="stable")[:_SHORTLIST]]
        asked = np.array([self._branches[self.candidates[place].branch] for place in places.tolist()])
        worth = self._doubts[places] * (1.0 - self._likeness[places]) / np.sqrt(1.0 + asked)
        return int(places[int(worth.argmax())])

    def drawn(self) -> int:
        """An open candidate by the digest of its name: as good as chance, and the same whenever asked."""
        return min(np.flatnonzero(self.open).tolist(), key=lambda place: self._order[place])

    def reasons(self, place: int, *, drawn: bool) -> tuple[str, ...]:
        """Why this candidate is asked."""
        one = self.candidates[place]
        if drawn:
            return ("随机抽查：有把握的是不是真对",)
        reasons = [f"整份把握{one.confidence:.0%}"]
        if one.unsure:
            reasons.append(f"{one.unsure}处拿不准")
        if one.branch and not self._branches[one.branch]:
            reasons.append(f"{one.branch}还没有看过")
        return tuple(reasons)

    def take(self, place: int) -> tuple[str, ...]:
        """Takes a candidate out, and what one answer serves for as well; says how many those are."""
        self.open[place] = False
        self._branches[self.candidates[place].branch] += 1
        alike = self._strike(place)
        return (f"另有{alike}条与它雷同，看这一条即可",) if alike else ()

    def _strike(self, number: int) -> int:
        """Closes the open candidates that are alike to one of the sketches; gives their number."""
        places = np.flatnonzero(self.open)
        likeness = shares(self._sketches, np.full(len(places), number), places)
        self._likeness[places] = np.maximum(self._likeness[places], likeness)
        alike = places[likeness >= _ALIKE]
        self.open[alike] = False
        return len(alike)
