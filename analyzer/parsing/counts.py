"""Attendance in numbers, however it is spelt."""

from __future__ import annotations

import re

from analyzer.parsing.found import Found
from analyzer.text.numbers import NUMBER, whole_number

__all__ = ["ATTENDANCE", "COUNT_ALONE", "find_counts"]

_OF = "[^0-9,;。:|\n]{0,10}?[:|\\s]?"
_DUE = re.compile(
    f"(?:应到会?|应出席|应参加|应参会|该来|该到|应来|共有党员|应(?=[ ]?{NUMBER}[ 、,;]*[实到])){_OF}(?P<n>{NUMBER})"
    f"|(?P<k>{NUMBER})[ ]?[人名]应到|(?<![\u4e00-\u9fff])(?:党员|支委)[ ]?(?:一共|共|总共)?(?P<m>{NUMBER})[ ]?[人名个](?=[,、 ]?(?:实?到|来|有))"
)
_DUE_SIGN = re.compile("应|该|共有党员|(?:党员|支委)[ ]?(?:一共|共|总共)?[0-9零〇一二两三四五六七八九十廿卅百]")
_BEFORE_DUE = 8
"""How many are due is told with one of these signs, and begins at most so many characters before it."""
_NEXT = f"(?P<n>{NUMBER})(?![0-9]*[年月日:时点/.、])"
_CAME, _CAME_HERE = f"[^0-9,;。:|应\n]{{0,10}}?[:|\\s]?{_NEXT}", f"[^0-9,;。:|(点时\n]{{0,10}}?[:|\\s]?{_NEXT}"
"""How many came, behind a word for coming; the clock («从两点到五点二十») stands behind some of these too."""
_PRESENT = (
    re.compile(
        f"(?<!应)(?<!应该)(?:实到会?|实际到会|到会|到场|到了|出席者?|参会|实参会|实参加|参加|签到|听课|观看|听的人|(?<=[0-9 、,;])实){_CAME}"
    ),
    re.compile(f"(?<![应该没未迟])(?:来了?|到){_CAME_HERE}"),
    re.compile(f"等[ ]?(?P<n>{NUMBER})[ ]?[名位人个]|,共(?P<m>{NUMBER})人"),
    re.compile(
        f"(?P<n>{NUMBER})[ ]?[个名人位]*(?:党员|同志|委员|支委)?[都全]?(?:到会|到齐|到场|参加|出席|实到|都[到来]了|在场|(?<=[全都])[到在](?=[ ,、;。()]|$))",
        re.MULTILINE,
    ),
)
_OF_ALL = re.compile(f"(?:到会?|到场|参会|实到|出席)[:\\s]?(?P<n>{NUMBER})[人名]?[ ]?/[ ]?(?:应到)?(?P<of>{NUMBER})")
_ALL = re.compile(
    f"(?:全员|全体|全部)[\u4e00-\u9fff]{{0,4}}[ ]?(?P<n>{NUMBER})[ ]?[人名]|(?:^|[ ,。])(?P<m>{NUMBER})[ ]?人(?=[ ,;。]|$)", re.MULTILINE
)
_LISTED = re.compile(f"(?:[一-鿿]{{1,4}}、){{1,12}}[一-鿿]{{1,4}}?(?P<n>{NUMBER})人(?!请假|缺席|没|未|因)")
_WHOLE = re.compile(
    "全体(?:党员|支委|同志|委员|人员|成员)?|全勤|全员|无缺席|到齐|无人?缺席|[全都](?:到了?|来了|在(?:线|场)?)(?=[ ,;。()]|$)", re.MULTILINE
)
_ABSENT = re.compile(
    f"(?:缺席|请假|缺勤|缺|没来|没到|未到|(?<!出)差)(?:党员|人员|人数)?[:\\s]?(?P<n>{NUMBER})[人名个]*(?P<rest>\\([^()\n]{{0,40}}\\)|[(:,]?[^。; \n]{{0,40}})"
)
_NONE = re.compile("(?:缺席|请假|缺)[:\\s]?(?:无|0)|(?:没有?人?|无人?)(?:缺席|请假)")
_AWAY = re.compile("[缺假差席]|没来|没到|未到|公差|值班|探亲|年休|调休|出差|外出|学习")
"""Without such characters nobody is said to be absent."""
_EXCUSED = re.compile(
    f"另?有?(?P<n>{NUMBER})[人名](?:因[^,。;\n]{{1,6}})?(?:请假|缺席)"
    f"|(?:(?:事假|病假|公差|产假|探亲|值班|休假|年休|调休|出差|外出|学习)[:\\s]?{NUMBER}[人名]?[,、]?[ ]?){{1,4}}(?=[。;)\n]|$)"
    "|(?:^|(?<=[,。;(]))(?![均书全已])(?:[\u4e00-\u9fff]{2,3}[、和]){0,6}[\u4e00-\u9fff]{2,3}?(?:同志|老师|[二两三四五]人)?均?请(?:了?假)(?=[,。;)\n]|$)"
    "|(?:[\u4e00-\u9fff]{2,4}[、和]){0,4}[\u4e00-\u9fff]{2,4}?(?:同志|老师)?因[^,。;\n]{1,10}(?:请假|缺席|未到|没来)"
)
"""Absence in other words («3人请假», «事假3人,病假1人», «甲因病请假»)."""
ATTENDANCE = re.compile(
    f"(?:应到|实到|到会|到场|该来|该到|出席|参会|缺席|请假|没来|列席)[^。!?\n]{{0,12}}(?:{NUMBER}|人)|(?:^|[ ,])到[ ]?{NUMBER}[ ]?人|来了?[ ]?(?P<n>{NUMBER})[ ]?[个人名]"
    f"|^[^,。\n]{{0,12}}{NUMBER}[ ]?[人名个].{{0,8}}(?:实到|到|来)|应[ ]?{NUMBER}[ 、,;]*[实到][ ]?{NUMBER}",
    re.MULTILINE,
)
"""What tells that a line counts those present."""
_COUNTED = (
    "(?:应到会?|该到|应出席|应参加|应参会|实到会?|实际到会|实参加|到会|出席|参会|缺席|请假|未参加|列席)"
    f"(?:有(?:表决|选举)权的?)?(?:正式|预备)?(?:党员|人数|会员|人员)?[: ]?{NUMBER}[ ]?[人名]?(?:[(][^()\n]*[)])?"
)
COUNT_ALONE = re.compile(
    f"(?:(?:本次|此次)?(?:会议|大会|党员大会|支部|本支部|党员|参会情况|出席情况)[,:]?)?{_COUNTED}(?:[,、;]?[ ]?{_COUNTED})+"
    "(?:[,、;][^,。;\n]{0,6}(?:符合|达到|超过|有效|可以开会)[^。;\n]{0,30})?[,。;]?"
)
"""A sentence that counts those due, present or absent, two of them at least, and tells nothing else."""


def find_counts(found: Found, text: str, start: int, end: int) -> None:
    """Adds `due`, `present`, `absent` and, where only «全体» is said, `attendees` to the fields found in `text[start:end]`."""
    both = _OF_ALL.search(text, start, end)
    if both:
        _set(found, "present", both, "n")
        _set(found, "due", both, "of")
    sign = _DUE_SIGN.search(text, start, end)
    if sign and (match := _DUE.search(text, max(start, sign.start() - _BEFORE_DUE), end)):
        _set(found, "due", match, match.lastgroup or "n")
    for pattern in _PRESENT:
        if "present" not in found and (match := pattern.search(text, start, end)):
            _set(found, "present", match, match.lastgroup or "n")
    if not found.keys() & {"present", "attendees"}:
        everyone = _ALL.search(text, start, end) or _LISTED.search(text, start, end)
        whole = _WHOLE.search(text, start, end)
        if everyone:
            _set(found, "present", everyone, "n" if everyone["n"] else "m")
        elif whole:
            found["attendees"] = (whole.group(), whole.start(), whole.end())
    if "absent" not in found and _AWAY.search(text, start, end):
        match = _ABSENT.search(text, start, end) or _NONE.search(text, start, end) or _EXCUSED.search(text, start, end)
        if match:
            words = match.group().rstrip(" \t,;。、|:/]】")
            found["absent"] = (words, match.start(), match.start() + len(words))


def _set(found: Found, key: str, match: re.Match[str], group: str) -> None:
    count = whole_number(match[group])
    if count is not None:
        found.setdefault(key, (str(count), match.start(group), match.end(group)))
