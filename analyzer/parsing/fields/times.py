"""Times of day and spans of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from analyzer.text.numbers import whole_number

__all__ = ["TimeFound", "find_times"]

_PART = "(?P<part>上午|下午|晚上|早上|中午|晚|傍晚|凌晨|午后|夜里|夜间|夜|PM|pm|AM|am)?"
_BEHIND = "(?P<behind>[ ]?(?:PM|pm|AM|am)(?![A-Za-z]))?"
_HHMM = "(?:[01][0-9]|2[0-3])[0-5][0-9]"
_TO = "[—–~至-]"
_YEAR, _MONTH_DAY = "(?:19|20)[0-9]{2}", "(?:0[1-9]|1[0-2])[0-3][0-9]"
_CLOCK = (
    f"(?<![0-9])(?!{_YEAR}-{_MONTH_DAY})(?P<clock>{_HHMM})(?:[ ]?时|(?={_TO}[0-9]{{4}}(?![0-9])))"
    f"|(?<=[0-9]{{4}}{_TO})(?:(?<!{_YEAR}-)|(?!{_MONTH_DAY}))(?P<clock2>{_HHMM})(?![0-9])"
)
"""Four figures before 时 or from one to another («1410时», «1930-2100»); «2022-0317» is a date."""
_TIME = re.compile(
    f"{_PART}[ ]?(?:{_CLOCK}"
    "|(?P<hour>2[0-4]|[01]?[0-9])[ ]?(?::[ ]?(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9])|[时点](?:[ ]?(?P<minute2>[0-5]?[0-9])分?|(?P<half>半)|(?P<quarter>一刻|三刻))?)"
    "|(?P<cn>[一二两三四五六七八九十]{1,3})[时点](?:(?P<cnhalf>半)|(?P<cnquarter>一刻|三刻)|零?(?P<cnminute>[一二三四五六七八九十]{1,3})分|零?(?P<cnminute2>[一二三四五六七八九十]{2,3})(?![一二三四五六七八九十个名人位元点时月日号项条])|整)?)"
    f"{_BEHIND}"
)
_AFTERNOON, _NIGHT = frozenset(("下午", "晚上", "晚", "傍晚", "午后", "PM")), frozenset(("夜里", "夜间", "夜"))
_AFTER_NOON, _EVENING = 3, 6
_MARK = re.compile("[:时点]|[0-9]{4}[—–~至-][0-9]{4}")
_BEFORE_MARK = 8
"""A time of day has one of these marks, and begins at most so many characters before it."""


class TimeFound(msgspec.Struct, frozen=True):
    """A time of day and where it stands."""

    start: int
    end: int
    hour: int
    minute: int

    def iso(self) -> str:
        """ISO 8601: 14:30."""
        return f"{self.hour:02d}:{self.minute:02d}"


def find_times(text: str, start: int, end: int) -> Iterator[TimeFound]:
    """The times of day in `text[start:end]`, in order; 下午 carries over to the later times of the stretch."""
    afternoon = False
    mark = _MARK.search(text, start, end)
    for match in _TIME.finditer(text, max(start, mark.start() - _BEFORE_MARK), end) if mark else ():
        clock = match["clock"] or match["clock2"]
        hour = int(clock[:2]) if clock else int(match["hour"]) if match["hour"] else whole_number(match["cn"])
        if hour is None or hour > 24:
            continue
        part = match["part"] or (match["behind"] or "").strip()
        if part:
            afternoon = part.upper() in _AFTERNOON or (part == "中午" and hour < _AFTER_NOON) or (part in _NIGHT and hour >= _EVENING)
        if afternoon and 0 < hour < 12:
            hour += 12
        yield TimeFound(match.start(), match.end(), hour % 24, _minute(match))


def _minute(match: re.Match[str]) -> int:
    clock = match["clock"] or match["clock2"]
    if clock:
        return int(clock[2:])
    if match["half"] or match["cnhalf"]:
        return 30
    if quarter := match["quarter"] or match["cnquarter"]:
        return 15 if quarter == "一刻" else 45
    words = match["minute"] or match["minute2"] or match["cnminute"] or match["cnminute2"]
    return (whole_number(words) or 0) if words else 0
