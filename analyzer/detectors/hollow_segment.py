"""内容空洞：有一项内容只有名称。

What it finds
    A countable purpose, not claimed as a duty, of which the text gives only the title: «会议学习了……», «大家一致认为很重要».

Why it matters
    A reader cannot tell that it took place; it would fit any branch in the country.

What it must not flag
    会议程序 (roll-call, anthem, closing), governance items, a short but concrete segment.

Known problems
    A pasted document counts as a summary (substance 1), not as hollow, however little the branch added.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Activity, FindingKind, MeetingType, Severity

RULE = Rule("meeting.hollow_segment", "标注规范第2、3节：实质为0")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for each purpose that is only named."""
    meeting = case.reading.meeting
    if meeting is None:
        return
    claimed = {claim.duty for claim in case.record.claims}
    for purpose in meeting.purposes:
        if (
            purpose.substance > 0
            or purpose.activity in claimed
            or (purpose.activity == Activity.PARTY_LECTURE and MeetingType.LECTURE in claimed)
        ):
            continue
        name = purpose.activity.zh
        advice = f"请写明{name}的要点：学了（讲了）什么、谁说了什么、与本支部有什么关系；没有展开的不必列出。"
        yield Finding(FindingKind.HOLLOW_SEGMENT, Severity.MINOR, f"“{name}”只有名称，没有内容。", advice, RULE, purpose.spans)
