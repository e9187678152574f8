"""The fields of a record: by label in forms and tables, by pattern in run-in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.parsing.fields.dates import find_dates
from analyzer.parsing.fields.numbers import NUMBER, whole_number
from analyzer.parsing.fields.times import find_times
from analyzer.parsing.labels import labels

__all__ = ["Found", "attendance_or_office", "find_fields", "header_facts", "iter_labels", "labelled_fields"]

Found = dict[str, tuple[str, int, int]]
"""Field key → (value, start, end) in the cleaned text."""

_COUNT_KEYS = ("due", "present")
_TIME_KEYS = {"time": "start", "planned": "planned", "entered": "entered", "end": "end"}
_NOT_STORED = {"time", "attachment", "remark", "phone", "position"}
_TRIM = " \t,;。、|:/]】"

_HOST = re.compile(
    "(?:由|,|。|\\s|^)(?P<who>(?:支部|党支部|总支|机关)?(?:书记|副书记|组长|委员|支书)?[ ]?[\u4e00-\u9fff]{2,4}?(?:同志|书记|副书记|主任|组长|老师|支书)?)(?:同志)?(?:主持召开|主持了|召集并主持|主持)(?!人|词|会议工作)"
)
_DUE = re.compile(f"(?:应到会?|应出席|应参加|应参会)(?:党员|支委|委员|人数|人员|成员)?[:\\s]*(?P<n>{NUMBER})")
_PRESENT = re.compile(f"(?:实到会?|实际到会|到会|实参会|实参加)(?:党员|支委|委员|人数|人员|成员)?[:\\s]*(?P<n>{NUMBER})")
_ABSENT = re.compile(f"(?:缺席|请假|缺)[:\\s]*(?P<n>{NUMBER})[人名个]?(?P<rest>[(:,]?[^。;\n]{{0,40}})")
_PLACE = re.compile(
    "(?:在|于|,)(?P<place>[^,。;:\\n]{0,16}?(?:室|厅|中心|活动室|办公室|基地|现场|食堂|值班室|礼堂|车间|广场|站台|党校|会场|工区|院子|田头|地头|广场|教室|家中|家里|宿舍|大院|休息室|阵地))"
)
_TALK_PAIR = re.compile(
    "(?P<talker>[\u4e00-\u9fff]{2,8}?)(?:同志)?(?:与|同|找|约|和)(?P<talkee>[\u4e00-\u9fff]{2,8}?)(?:同志)?(?:进行|开展|作了?|谈心|谈话|谈了|聊|唠)"
)
_RECORDER = re.compile("(?P<who>[\u4e00-\u9fff]{2,4})(?:同志)?(?:负责|作|做|担任)?(?:会议)?记录(?=[,。;\\s]|$)")


def find_fields(text: str, start: int, end: int) -> Found:
    """The fields that stand in `text[start:end]`, under labels or in sentences; the first of a kind counts."""
    found = labelled_fields(text, start, end)
    _run_in(found, text, start, end)
    return found


def labelled_fields(text: str, start: int, end: int) -> Found:
    """The fields that stand in `text[start:end]` under labels."""
    found: Found = {}
    spans = list(labels().labelled.finditer(text, start, end))
    for i, match in enumerate(spans):
        key = labels().key_of[match["label"].replace(" ", "")]
        line_end = text.find("\n", match.end(), end)
        stop = min(spans[i + 1].start() if i + 1 < len(spans) else end, end if line_end < 0 else line_end)
        _store(found, key, text, match.end(), stop)
    return found


def _store(found: Found, key: str, text: str, start: int, end: int) -> None:
    while start < end and text[start] in _TRIM + "【[(_":
        start += 1
    while end > start and text[end - 1] in _TRIM + "【[_":
        end -= 1
    if start >= end:
        return
    if key in _TIME_KEYS:
        _store_times(found, _TIME_KEYS[key], text, start, end)
    elif key in _COUNT_KEYS:
        match = re.compile(NUMBER).search(text, start, end)
        count = whole_number(match.group()) if match else None
        if match and count is not None:
            found.setdefault(key, (str(count), match.start(), match.end()))
        elif key == "present":
            found.setdefault("attendees", (text[start:end], start, end))
    elif key not in _NOT_STORED:
        found.setdefault(key, (text[start:end], start, end))


def _store_times(found: Found, key: str, text: str, start: int, end: int) -> None:
    """Date, start and end out of one value («2025年3月6日14:30-16:00»)."""
    dates = list(find_dates(text, start, end, short=True))
    times = list(find_times(text, start, end))
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
        found.setdefault(key, (f"{day}T{times[0].iso()}", times[0].start, times[0].end))
    if key == "start" and len(times) > 1:
        last_day = dates[1].iso() if len(dates) > 1 else day
        found.setdefault("end", (f"{last_day}T{times[1].iso()}", times[1].start, times[1].end))


def _run_in(found: Found, text: str, start: int, end: int) -> None:
    """What sentences tell: «3月6日下午,在二楼会议室,王某主持,应到12人,实到10人»."""
    if "date" not in found:
        _store_times(found, "start", text, start, end)
    for key, pattern in (("due", _DUE), ("present", _PRESENT)):
        match = pattern.search(text, start, end)
        count = whole_number(match["n"]) if match else None
        if match and count is not None:
            found.setdefault(key, (str(count), match.start("n"), match.end("n")))
    for key, pattern, group in (("host", _HOST, "who"), ("place", _PLACE, "place"), ("recorder", _RECORDER, "who")):
        if key not in found:
            match = pattern.search(text, start, end)
            if match:
                found[key] = (match[group].strip(), match.start(group), match.end(group))
    if "absent" not in found:
        match = _ABSENT.search(text, start, end)
        if match:
            found["absent"] = (match.group().strip(_TRIM), match.start(), match.end())
    if "talkee" not in found:
        match = _TALK_PAIR.search(text, start, end)
        if match:
            found.setdefault("talker", (match["talker"], match.start("talker"), match.end("talker")))
            found["talkee"] = (match["talkee"], match.start("talkee"), match.end("talkee"))


_FACTS = (
    re.compile(
        "[0-9]{1,4}[ ]?[年./\\-][0-9]{1,2}|[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号]?|(?:正月|腊月|农历|初[一二三四五六七八九十])"
    ),
    re.compile("[0-9一二两三四五六七八九十]{1,3}[:时点][0-9半]?|上午|下午|晚上|午后|早上|早饭|晌午|班前|班后"),
    re.compile("主持|召集"),
    re.compile(
        "应到|实到|到会|出席|参加(?:人员|的|:)|[0-9一二三四五六七八九十]人(?:参加|到|出席|在场)|人员|与会|到场|来了[0-9一二三四五六七八九十]|缺席|请假"
    ),
    re.compile("记录人?[:\\s]|记录$|记$|(?:执笔|笔录)"),
    re.compile("会议室|办公室|活动室|地点|值班室|休息室|现场召开|召开了|谈心室|工区|地头|院坝"),
    re.compile("谈话(?:人|对象)|与[\u4e00-\u9fff]{2,6}(?:同志)?谈|找[\u4e00-\u9fff]{2,12}(?:谈|聊|唠|[。,]|$)|被谈"),
)


def header_facts(sentence: str) -> int:
    """How many kinds of header fact a sentence or line holds, 0–7: date, clock, host, attendance, recorder, place, talk partners."""
    return sum(fact.search(sentence) is not None for fact in _FACTS)


def attendance_or_office(sentence: str) -> bool:
    """Whether a sentence tells who presided, attended or wrote the record."""
    return any(fact.search(sentence) for fact in (_FACTS[2], _FACTS[3], _FACTS[4]))


def iter_labels(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The keys and places of the labels that open a line of a stretch."""
    for match in re.finditer("^", text[start:end], re.MULTILINE):
        at = labels().at_line_start.match(text, start + match.start(), end)
        if at:
            yield labels().key_of[at["label"].replace(" ", "")], start + match.start()
