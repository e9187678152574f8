"""Calendar dates as people write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec

from analyzer.text.numbers import whole_number

__all__ = ["DateFound", "find_dates"]

_CN = "零〇一二三四五六七八九十"
_DAY = f"3[01]|[12][0-9]|0?[1-9]|初?[{_CN}廿卅]{{1,3}}"
_MONTH = f"1[0-2]|0?[1-9]|[{_CN}]{{1,3}}"
_DATE = re.compile(
    f"(?:(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}}(?=[ ]?年)|[二一][零〇九][{_CN}]{{2}}|[{_CN}]{{2}}(?=[ ]?年)"
    f"|(?<![0-9./\\-])(?<![0-9]:)[12][0-9](?=(?P<mark>[./\\-])(?:1[0-2]|0?[1-9])(?P=mark)[0-3]?[0-9](?![0-9])))(?:[ ]?[年./\\-][ ]?|[ ](?=[^ ]{{1,3}}[月 ])))"
    f"(?P<month>{_MONTH})(?:(?:[ ]?[月./\\-][ ]?|[ ])(?P<day>{_DAY})(?:[ ]?[日号]|(?![0-9]))|[ ]?月(?![0-9]))"
    f"|(?<![0-9{_CN}])(?P<month2>{_MONTH})[ ]?月[ ]?(?P<day2>{_DAY})(?:[ ]?[日号]|(?![0-9]))"
)
_LUNAR = re.compile(
    f"(?P<year>(?:19|20)[0-9]{{2}}|[二一][零〇九][{_CN}]{{2}}|[{_CN}0-9]{{2}})[ ]?年[ ]?(?:农历|阴历|旧历)?[ ]?(?:正月|冬月|腊月|(?<=历)闰?[{_CN}]{{1,2}}月)(?:初?[{_CN}廿卅]{{1,3}})?[日号]?"
)
_MAY_BE_LUNAR = re.compile("正月|冬月|腊月|历")
_NUMERAL = re.compile(f"[0-9{_CN}]")
_NEW_YEAR = re.compile("(?P<year>(?:19|20)?[0-9]{2})[ ]?年[ ]?元月(?:(?P<day>3[01]|[12][0-9]|0?[1-9])[日号])?")
_COMPACT = re.compile(
    "(?<![0-9A-Za-z.-])(?P<year>20[0-9]{2}|19[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z.-])"
)
_SHORT = re.compile("(?<![0-9.:])(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.%:])")


class DateFound(msgspec.Struct, frozen=True):
    """A date and where it stands; `year` or `day` is None where the text does not say it, `month` and `day` where they are of the lunar calendar.

    `impossible` is true for a day that no calendar has (2月30日).
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    impossible: bool

    def iso(self) -> str:
        """ISO 8601: 2025-03-06, 2025-03, --03-06, 2025."""
        if self.month is None:
            return f"{self.year:04d}"
        head = "--" if self.year is None else f"{self.year:04d}-"
        return f"{head}{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")


def find_dates(text: str, start: int, end: int, *, short: bool = False) -> Iterator[DateFound]:
    """The dates in `text[start:end]`, those in other words than months first. `short` also takes «3.16» and «20240316» (only where a date is expected)."""
    found = False
    for match in _LUNAR.finditer(text, start, end) if _MAY_BE_LUNAR.search(text, start, end) else ():
        found = True
        yield DateFound(match.start(), match.end(), _year(match["year"]), None, None, impossible=False)
    for match in _NEW_YEAR.finditer(text, start, end) if text.find("元月", start, end) >= 0 else ():
        found = True
        yield DateFound(
            match.start(), match.end(), _year(match["year"]), 1, whole_number(match["day"]) if match["day"] else None, impossible=False
        )
    first = _NUMERAL.search(text, start, end)
    for match in _DATE.finditer(text, first.start(), end) if first else ():
        date = _date(match, match["year"], match["month"] or match["month2"], match["day"] or match["day2"])
        if date is not None:
            found = True
            yield date
    if short and not found:
        for pattern in (_COMPACT, _SHORT):
            for match in pattern.finditer(text, start, end):
                date = _date(match, match.groupdict().get("year"), match["month"], match["day"])
                if date is not None:
                    yield date


def _date(match: re.Match[str], year_words: str | None, month_words: str, day_words: str | None) -> DateFound | None:
    year = _year(year_words) if year_words else None
    month = whole_number(month_words)
    day = whole_number(day_words) if day_words else None
    if month is None or not 1 <= month <= 12 or (day_words and day is None):
        return None
    return DateFound(match.start(), match.end(), year, month, day, not _exists(year, month, day))


def _year(words: str) -> int | None:
    year = whole_number(words)
    return year + 2000 if year is not None and year < 100 else year


def _exists(year: int | None, month: int, day: int | None) -> bool:
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True
