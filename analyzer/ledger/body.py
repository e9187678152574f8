"""The words of a record that are compared with others: its body with names and numbers masked."""

from __future__ import annotations

import re

from analyzer.ledger.people import names_by_role
from analyzer.text.alignment import clean
from analyzer.types.report import Report

__all__ = ["masked_body"]


def masked_body(report: Report) -> str:
    """What was said and done, cleaned, with the header's names and all numbers masked and spaces gone, so that a swapped name changes nothing."""
    places = [(part.start, part.end) for part in (report.segments or report.sentences)]
    words = clean("".join((report.text or "")[start:end] for start, end in places)).text
    names = {name for role in names_by_role(report).values() for name in role}
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "某")
        words = words.replace(f"小{name[-1]}", "某").replace(f"老{name[0]}", "某").replace(f"小{name[0]}", "某")
    return re.sub("[0-9]+|\\s+", lambda found: "0" if found.group()[0].isdigit() else "", words)
