"""没有讨论：没有人就会议内容发表自己的看法。

查什么
    至少有一项可计数内容的会议，没有记下任何人自己的看法，或者大家换着说法表示同意。

为什么
    党的组织生活重在交流；“大家一致认为”不是讨论。

不查什么
    只有党务事项的会议（表决、报告）；有名有姓、看法不同或有自己事实的发言；有问有答的党课。

已知不足
    没有写明是谁的看法（“有同志提出……”），有自己的内容才算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, MeetingDimension, Severity

RULE = Rule("meeting.no_discussion", "标注规范第3、5节“讨论”")

_UNANIMOUS = re.compile(
    "一致(?:认为|表示|同意|赞同)|纷纷表示|大家(?:都)?(?:认为|表示|觉得)|与会(?:人员|党员|同志)(?:一致|纷纷|都)?(?:认为|表示)|深受(?:教育|启发|触动)|受益匪浅"
)
_LOW = 1.5
_SHOWN = 3


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding where participation is rated below 1.5 of 4 and the meeting has a countable purpose."""
    meeting = case.reading.meeting
    if meeting is None or not meeting.purposes:
        return
    rating = case.reading.dimension(MeetingDimension.PARTICIPATION)
    if rating >= _LOW:
        return
    unanimous = tuple(case.place(match.start(), match.end()) for match in case.matches(_UNANIMOUS, body_only=True))[:_SHOWN]
    purposes = "、".join(purpose.activity.zh for purpose in meeting.purposes[:_SHOWN])
    what = "只有“一致认为”之类的表态，没有记录任何人自己的看法。" if unanimous else "没有记录任何人的发言或看法。"
    message = f"{purposes}{'等' if len(meeting.purposes) > _SHOWN else ''}：{what}"
    evidence = unanimous or tuple(purpose.spans[0] for purpose in meeting.purposes[:1])
    advice = "请记下谁就哪一点说了什么，不同看法和结合本岗位的发言尤其要记。"
    yield Finding(FindingKind.NO_DISCUSSION, Severity.MINOR, message, advice, RULE, evidence, 1.0 if rating < 0.75 else 0.75)
