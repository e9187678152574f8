"""内容空洞：有一项内容只有名称。

查什么
    没有另外申报、而正文只给出题目的一项内容：“会议学习了……”“大家一致认为很重要”。

为什么
    读的人看不出它开展过，放到哪个支部都成立。

不查什么
    会议程序（点名、唱国歌、散会）；党务事项；短而具体的一段。

已知不足
    粘贴的文件算概括（实质为1），不算空洞，不管支部自己添了多少。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity, carried_by

RULE = Rule("meeting.hollow_segment", "标注规范第2、3节：实质为0")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for each purpose that is only named."""
    meeting = case.reading.meeting
    if meeting is None:
        return
    claimed = {activity for claim in case.record.claims for activity in carried_by(claim.duty)}
    for purpose in meeting.purposes:
        if purpose.substance > 0 or purpose.activity in claimed:
            continue
        name = purpose.activity.zh
        advice = f"请写明{name}的要点：学了（讲了）什么、谁说了什么、与本支部有什么关系；没有展开的不必列出。"
        yield Finding(FindingKind.HOLLOW_SEGMENT, Severity.MINOR, f"“{name}”只有名称，没有内容。", advice, RULE, purpose.spans)
