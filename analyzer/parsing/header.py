"""The fields of a record: by label in forms and tables, by shape, place and wording where labels are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from analyzer.parsing.cells import NO_PERSON, PERSONS, Cell, cells
from analyzer.parsing.counts import find_counts
from analyzer.parsing.fields.dates import DateFound, find_dates
from analyzer.parsing.fields.names import is_office, may_be_person
from analyzer.parsing.fields.times import TimeFound, find_times
from analyzer.parsing.found import Found
from analyzer.parsing.lines import IN_BRACKETS
from analyzer.parsing.partners import find_partners, find_told_partners
from analyzer.parsing.wording import find_place, find_run_in
from analyzer.text.numbers import NUMBER, whole_number
from analyzer.text.sentences import split_sentences

__all__ = ["TIME_KEYS", "add_partners", "find_fields", "labelled_fields"]

_COUNT_KEYS = ("due", "present")
TIME_KEYS = {"time": "start", "moment": "start", "planned": "planned", "entered": "entered", "end": "end"}
_NOT_STORED = {"attachment", "remark", "phone", "position", "leader"}
_OVER = re.compile("结束|散会|止$")
_TOLD_WIDTH, _OPENING_WIDTH = 160, 24
_NOON, _LONGEST = "12:00", 6
_EVENING, _SMALL_HOURS = 18, 6
_NEXT_DAY = re.compile("次日|第二天|翌日|转天")
_TRIM = " \t,;。、|:/]】"
_PAIR = re.compile("^(?P<a>[^,;。、|]{2,24}?)[ ]?(?:→|↔|—+|–+|×|和|与|、)[ ]?(?P<b>[^,;。|]{2,24})$")
_NAMES = re.compile("[\u4e00-\u9fff]{2,4}(?:\\([^()]*\\))?(?:、[\u4e00-\u9fff]{2,4}(?:\\([^()]*\\))?)+等?$")
_CHANNEL = re.compile("微信|QQ|钉钉|短信|电话|手机|视频(?!学习)|语音|线上(?:聊天|谈话|沟通)?(?:$|[(,])")
"""A way to talk from afar («谈话方式:微信»): where it was, no type of record."""
_NO_LIST = re.compile("应到|应参|(?:见|附|另附|名单|签到表|附表|附后)")
"""What stands under the label of those who came, and names nobody: a count, or where they are listed."""
_COUNTS_DUE = re.compile("应到|应参|应出席|该到|该来")
_COUNT = re.compile(f"(?P<n>{NUMBER})[ ]?[/∕][ ]?(?P<of>{NUMBER})|{NUMBER}")


def find_fields(text: str, start: int, end: int) -> tuple[Found, list[Cell]]:
    """The fields that stand in `text[start:end]`, under labels, by shape or in sentences, of which the first of a kind counts; and the cells without label."""
    found: Found = {}
    bare: list[Cell] = []
    if not text[start:end].strip():
        return found, bare
    leaders: list[Cell] = []
    for cell in cells(text, start, end):
        if cell.key is None or cell.key == "moment":
            bare.append(cell)
        elif cell.key == "leader":
            leaders.append(cell)
        else:
            _store(found, cell.key, text, cell.start, cell.end)
    _store_moments(found, text, bare)
    if "date" not in found:
        _store_times(found, "start", text, start, end)
    _date_clocks(found)
    _split_pair(found)
    find_counts(found, text, start, end)
    find_run_in(found, text, start, end)
    if "host" not in found and leaders:
        _store(found, "host", text, leaders[0].start, leaders[0].end)
    if "place" not in found:
        find_place(found, text, start, end, bare)
    if not found.keys() & {"attendees", "present"}:
        names = next((cell for cell in bare if _NAMES.match(text, cell.start, cell.end)), None)
        if names:
            _store(found, "attendees", text, names.start, names.end)
    return found, bare


def add_partners(found: Found, text: str, start: int, end: int, bare: Sequence[Cell]) -> None:
    """Adds to the fields of a talk who talked with whom, where no label says so; `end` is where its header ends, `bare` are the cells without label."""
    if not {"talker", "talkee"} <= found.keys():
        find_partners(found, text, start, end, bare)
    if "talkee" not in found:
        first = next(iter(split_sentences(text, end, min(len(text), end + _TOLD_WIDTH))), None)
        if first is not None:
            find_told_partners(found, text, *first)
    if "talkee" not in found and "talker" in found and "attendees" in found and len(found["attendees"][0]) <= _OPENING_WIDTH:
        found["talkee"] = found["attendees"]


def labelled_fields(text: str, start: int, end: int) -> Found:
    """The fields that stand in `text[start:end]` under labels."""
    found: Found = {}
    for cell in cells(text, start, end):
        if cell.key is not None and cell.key not in ("moment", "leader"):
            _store(found, cell.key, text, cell.start, cell.end)
    return found


def _split_pair(found: Found) -> None:
    """Both partners where one label names them («谈话双方:甲、乙»)."""
    talker = found.get("talker")
    pair = _PAIR.match(talker[0]) if talker and "talkee" not in found else None
    if (
        talker
        and pair
        and all(may_be_person(one) and not is_office(one) and one.count("(") == one.count(")") for one in pair.group("a", "b"))
    ):
        _, start, _ = talker
        found["talker"] = (pair["a"], start + pair.start("a"), start + pair.end("a"))
        found["talkee"] = (pair["b"], start + pair.start("b"), start + pair.end("b"))


def _date_clocks(found: Found) -> None:
    """Gives a clock the day that another line tells."""
    for key in ("start", "end"):
        value, *place = found.get(key, ("", 0, 0))
        if value.startswith("T") and "date" in found:
            found[key] = (found["date"][0] + value, place[0], place[1])


def _store_moments(found: Found, text: str, bare: Sequence[Cell]) -> None:
    """Dates and times without label: when it began, or was over («16:35散会»)."""
    for cell in bare:
        if cell.key == "moment" and _OVER.search(text, cell.start, cell.end):
            _store_times(found, "end", text, cell.start, cell.end)
        elif cell.key == "moment" and "start" not in found:
            _store_times(found, "start", text, cell.start, cell.end)


def _store(found: Found, key: str, text: str, start: int, end: int) -> None:
    while start < end and text[start] in _TRIM + "【[(_" and not (text[start] == "(" and ")" in text[start : end - 1]):
        start += 1
    while end > start and (text[end - 1] in _TRIM + "【[_" or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    if start >= end or (key in PERSONS and (NO_PERSON.match(text, start, end) or not may_be_person(text[start:end]))):
        return
    if key == "attendees" and _NO_LIST.match(text, start, end):
        return
    if key in TIME_KEYS:
        _store_times(found, TIME_KEYS[key], text, start, end)
    elif key == "both":
        _store_both(found, text, start, end)
    elif key in _COUNT_KEYS:
        _store_count(found, key, text, start, end)
    elif key not in _NOT_STORED and not (key == "type" and _CHANNEL.match(text, start, end)):
        found.setdefault(key, (text[start:end], start, end))


def _store_both(found: Found, text: str, start: int, end: int) -> None:
    """«应到/实到:14/12»."""
    numbers = list(re.finditer(NUMBER, text[start:end]))
    for key, number in zip(_COUNT_KEYS, numbers, strict=False):
        count = whole_number(number.group())
        if count is not None:
            found.setdefault(key, (str(count), start + number.start(), start + number.end()))


def _store_count(found: Found, key: str, text: str, start: int, end: int) -> None:
    """«13人», or «9/11» of those who ought to come; names instead of a number are those who came, a sentence that counts both is for `find_counts`."""
    if _COUNTS_DUE.search(text, start, end):
        return
    match = _COUNT.search(text, start, end)
    words = (match["n"] or match.group()) if match else ""
    count = whole_number(words)
    if match and words and count is not None:
        found.setdefault(key, (str(count), match.start(), match.start() + len(words)))
        of = whole_number(match["of"]) if match["of"] else None
        if of is not None and key == "present":
            found.setdefault("due", (str(of), match.start("of"), match.end("of")))
    elif key == "present":
        found.setdefault("attendees", (text[start:end], start, end))


def _store_times(found: Found, key: str, text: str, start: int, end: int) -> None:
    """Date, start and end out of one value («2025年3月6日14:30-16:00»)."""
    dates = _solar(list(find_dates(text, start, end, short=True)))
    times = _outside_brackets(list(find_times(text, start, end)), text, start, end)
    day = dates[0].iso() if dates else found.get("date", ("",))[0]
    if dates and key == "start":
        found.setdefault("date", (day, dates[0].start, dates[0].end))
    if not dates and not times:
        return
    if key in ("entered", "planned"):
        first = dates[0].start if dates else times[0].start
        last = times[0].end if times else dates[0].end
        found.setdefault(key, (f"{day}T{times[0].iso()}" if times else day, first, last))
        return
    if times:
        clock = _after(found.get("start", ("",))[0].partition("T")[2], times[0].iso()) if key == "end" else times[0].iso()
        found.setdefault(key, (f"{day}T{clock}", times[0].start, times[0].end))
    if key == "start" and len(times) > 1:
        last_day = dates[1].iso() if len(dates) > 1 else day
        clock = times[1].iso()
        if last_day == day and _is_overnight(text, *times[:2]):
            last_day = _next_day(day)
        elif last_day == day:
            clock = _after(times[0].iso(), clock)
        found.setdefault("end", (f"{last_day}T{clock}", times[1].start, times[1].end))


def _solar(dates: list[DateFound]) -> list[DateFound]:
    """The dates of one value, those of the calendar first where a lunar one stands beside them («正月十二(2月21日)»), with the year that either tells."""
    year = next((date.year for date in dates if date.year is not None), None)
    if year is None or (dates[0].year is not None and dates[0].month is not None):
        return dates
    whole = [date for date in dates if date.month is not None and date.year is not None]
    told = [msgspec.structs.replace(date, year=year) for date in dates if date.month is not None]
    return whole or (told if dates[0].month is None else []) or dates


def _after(begin: str, finish: str) -> str:
    """The clock at which it was over, of the afternoon where that alone makes it later than the beginning, by some hours («12:30-1:30»)."""
    if not begin or finish >= begin or finish >= _NOON:
        return finish
    later = f"{int(finish[:2]) + 12}{finish[2:]}"
    return later if begin < later and int(later[:2]) - int(begin[:2]) <= _LONGEST else finish


def _outside_brackets(times: list[TimeFound], text: str, start: int, end: int) -> list[TimeFound]:
    """The times that no remark in brackets gives («20:30(国内次日3:30)»); all of them where there are no others."""
    remarks = [remark.span() for remark in IN_BRACKETS.finditer(text, start, end)]
    return [time for time in times if not any(begin < time.start < stop for begin, stop in remarks)] or times


def _is_overnight(text: str, begin: TimeFound, finish: TimeFound) -> bool:
    """Whether it ended on the day after: the text says so, or it began in the evening and ended in the small hours."""
    told = _NEXT_DAY.search(text, begin.end, finish.start) is not None
    return told or (begin.hour >= _EVENING and finish.hour <= _SMALL_HOURS)


def _next_day(day: str) -> str:
    """The day after an ISO date; the date itself where it is not whole."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return day
