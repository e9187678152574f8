"""What a header leaves to be read elsewhere: in the first sentences of the body, and in the title."""

from __future__ import annotations

import re

from analyzer.parsing.counts import find_counts
from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.found import Found
from analyzer.parsing.header import TIME_KEYS
from analyzer.parsing.labels import labels
from analyzer.parsing.wording import find_run_in
from analyzer.text.sentences import split_sentences

__all__ = ["add_year", "opening_date", "opening_facts"]

_DATE_WIDTH = 20
_SENTENCES, _WIDTH = 3, 240
"""So far into a body sentences are looked at that open a meeting."""
_OPENS = re.compile("主持|召集|应到|实到|到会|到了|来了|出席|列席|召开|记录|请假|缺席|[事病]假")
_MET = re.compile("召开|举行|开会|开展")
_ALL_CAME = re.compile("(?:全体|全部)[^,。]{0,8}(?:参加|到会|出席|到齐)|到齐|都[到来]了|全体党员(?:在|赴|到|前往)")
_EXCUSED = re.compile("请假|缺席|[事病]假")
_OF_OPENING = frozenset(("host", "recorder", "place", "due", "present", "absent", "attendees", "observers"))
_YEAR = re.compile("(?<![0-9])(?P<year>(?:19|20)[0-9]{2})年(?P<whole>度|[^\n]{0,12}(?:组织生活|评议|总结))?")
_EARLY = "--03"
"""What is held for a whole year may be held in the first months of the next."""


def opening_date(text: str, start: int, end: int) -> Found:
    """The date with which a body begins («3月28日召开党员大会,……»), perhaps behind a label; one that no calendar has too."""
    label = labels().opening(text, start, end)
    start = label[1] if label and label[0] in TIME_KEYS else start
    first = next(find_dates(text, start, min(end, start + _DATE_WIDTH)), None)
    return {} if first is None or first.start > start else {"date": (first.iso(), first.start, first.end)}


def opening_facts(text: str, start: int, end: int) -> Found:
    """Who presided, wrote and came, and where it was, as the first sentences of a body tell it («会议由甲主持。应到17人,实到15人。»)."""
    found: Found = {}
    for first, last in split_sentences(text, start, min(end, start + _WIDTH))[:_SENTENCES]:
        if _OPENS.search(text, first, last) is None:
            break
        told: Found = {}
        find_counts(told, text, first, last)
        find_run_in(told, text, first, last)
        if _MET.search(text, first, last) is None:
            told.pop("place", None)
        if "attendees" in told and "、" not in told["attendees"][0] and _ALL_CAME.search(text, first, last) is None:
            del told["attendees"]  # «全体起立»
        if "absent" in told and _EXCUSED.search(told["absent"][0]) is None:
            del told["absent"]  # «缺十四张»
        for key in _OF_OPENING & told.keys():
            found.setdefault(key, told[key])
    return found


def add_year(found: Found, text: str, begin: int) -> None:
    """Gives the date the one year that the header tells elsewhere («2024年谈心谈话记录»); begin is where the body does."""
    date = found.get("date")
    if date is None or not date[0].startswith("--"):
        return
    told = list(_YEAR.finditer(text, 0, begin))
    years = {match["year"] for match in told}
    if len(years) == 1 and (date[0] >= _EARLY or not all(match["whole"] for match in told)):
        year = years.pop()
        for key in ("date", "start", "end"):
            value, first, last = found.get(key, ("", 0, 0))
            if value.startswith("--"):
                found[key] = (year + value[1:], first, last)
