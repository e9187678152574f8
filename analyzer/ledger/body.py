"""The words that are compared with others: names and numbers masked, spaces gone, so that a swapped name or date changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.ledger.people import names_by_role
from analyzer.text.alignment import clean
from analyzer.types.report import Report

__all__ = ["masked", "masked_body"]

_NUMBERS = re.compile("[0-9]+|\\s+")


def masked_body(report: Report) -> str:
    """What was said and done in a record, masked."""
    places = [(part.start, part.end) for part in (report.segments or report.sentences)]
    names = {name for role in names_by_role(report).values() for name in role}
    return masked("".join((report.text or "")[start:end] for start, end in places), names)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """A text, cleaned, with some names and all numbers masked."""
    words = clean(text).text
    for name in sorted(names, key=lambda name: (-len(name), name)):
        words = words.replace(name, "某")
        words = words.replace(f"小{name[-1]}", "某").replace(f"老{name[0]}", "某").replace(f"小{name[0]}", "某")
    return _NUMBERS.sub(lambda found: "0" if found.group()[0].isdigit() else "", words)
