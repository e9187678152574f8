"""The review queue: what to look at next."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count as counted

import msgspec

from analyzer.reviewing import Candidate, candidate, pick
from analyzer.types.report import Report
from service.store import ReportPlace, Reviews

__all__ = ["QueueItem", "ReviewQueue"]

_WEIGHED = 2_000
"""The queue is picked from so many of the newest open reports, with regard to so many of the newest reviewed ones."""


class QueueItem(msgspec.Struct, frozen=True):
    """A report to look at, where it is, and why."""

    place: ReportPlace
    report: Report
    reasons: tuple[str, ...]


class ReviewQueue:
    """The queue over what is kept. A report never changes, so what picking needs of it is worked out once; of its text nothing stays in memory."""

    def __init__(self, reviews: Reviews) -> None:
        self._reviews = reviews
        self._known: Mapping[ReportPlace, Candidate | None] = {}

    def waiting(self, count: int) -> tuple[QueueItem, ...]:
        """The open reports in the order in which their answers teach most."""
        seen: dict[ReportPlace, Candidate | None] = {}
        answered = self._newest(seen, reviewed=True)
        waiting = self._newest(seen, reviewed=False)
        self._known = seen
        picks = pick(list(waiting.values()), count, answered=list(answered.values()))
        places = list(waiting)
        chosen = {places[one.place]: one.reasons for one in picks}
        reports = dict(self._reviews.reports(list(chosen)))
        return tuple(QueueItem(place, reports[place], reasons) for place, reasons in chosen.items())

    def _newest(self, seen: dict[ReportPlace, Candidate | None], *, reviewed: bool) -> dict[ReportPlace, Candidate]:
        """The newest candidates by place; reports that were not judged are passed over. What is known of all that were met is added to `seen`."""
        found: dict[ReportPlace, Candidate] = {}
        for start in counted(0, _WEIGHED):
            places = self._reviews.places(reviewed=reviewed, start=start, count=_WEIGHED)
            met = {place: self._known[place] for place in places if place in self._known}
            met |= {
                place: candidate(report, place.name) for place, report in self._reviews.reports([one for one in places if one not in met])
            }
            seen |= met
            found |= {place: one for place in places if (one := met.get(place)) is not None}
            if len(found) >= _WEIGHED or len(places) < _WEIGHED:
                break
        return dict(list(found.items())[:_WEIGHED])
