"""Whether a record that is titled as a duty has anything of that duty in its body.

The guideline counts no plain type as a claim, so that this is a question for a person and no finding; it is asked only where the model reads
no such segment, and the words that such a segment has are not there either.
"""

from __future__ import annotations

import re

import msgspec

from analyzer.types.labels import Activity, MeetingType
from analyzer.types.reading import Reading
from analyzer.types.record import Record

__all__ = ["content_doubt"]


class _Duty(msgspec.Struct, frozen=True):
    """How a duty is titled, the activities that carry it out, the words that such a part has, and how it is called."""

    title: re.Pattern[str]
    activities: tuple[Activity, ...]
    words: re.Pattern[str]
    content: str


_JUDGED = (Activity.CRITICISM, Activity.APPRAISAL)
_DUTIES = {
    MeetingType.ORG_LIFE: _Duty(
        re.compile("组织生活会|专题生活会|民主生活会"),
        _JUDGED,
        re.compile("批评|检讨|检视|检查|剖析|查摆|对照|互评|自评|评议|测评|缺点|毛病|不足|反思"),
        "批评和自我批评",
    ),
    MeetingType.APPRAISAL: _Duty(re.compile("民主评议|评议党员"), _JUDGED, re.compile("评|测|优秀|合格|批"), "评议"),
    MeetingType.LECTURE: _Duty(
        re.compile("党课"),
        (Activity.PARTY_LECTURE,),
        re.compile("主讲|讲课|授课|听课|讲了|宣讲|讲述|讲解|讲授|[讲上].{0,6}课|为题"),
        "讲课的内容",
    ),
}
_MORE = re.compile("[暨、&+]|计入|同时|合并|学习|党日|大会|支委|委员会|小组|前|准备|部署|方案|征求")
"""What makes a title that of something else as well, or of what goes before the duty."""


def content_doubt(record: Record, reading: Reading, text: str) -> tuple[str, ...]:
    """What a person should look at, in Chinese; nothing where the record has what its title says, or where that is not sure."""
    duty = _DUTIES.get(record.meeting_type) if record.meeting_type is not None else None
    title = record.value("title") or ""
    named = duty.title.search(title) if duty else None
    if duty is None or named is None or _MORE.search(title) or any(segment.activity in duty.activities for segment in reading.segments):
        return ()
    said = "".join(record.span.of(text).split()).replace("".join(title.split()), "")
    return () if duty.words.search(said) else (f"题为{named.group()}，正文里没有{duty.content}，请核对",)
