"""一会多用：一次会议承载了太多互不相干的任务。

查什么
    有三项以上可计数内容的会议。2级（一锅炖）：一半以上只有名称或概括，也没有共同主题。1级（承载偏多）：多数有实质，作提示，不扣分。

为什么
    作为一项组织生活上报的，要有自己的内容、人员和时间；各写一段是有名无实。

不查什么
    组织生活会同民主评议一并召开（第十八条）；围绕一个主题的主题党日（第十六条）；议题多、但都是党务的党员大会；同一题目的纪律党课、警示片和讨论。

已知不足
    只在过渡句里提一提的主题，有时被当成真的主题。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity

RULE = Rule("meeting.one_pot", "《中国共产党支部工作条例（试行）》第十一、十六、十八条；标注规范第3节")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding where the one-pot grade is 1 or 2."""
    meeting = case.reading.meeting
    if meeting is None or meeting.one_pot == 0:
        return
    hollow = [purpose.activity.zh for purpose in meeting.purposes if purpose.substance < 2]
    names = "、".join(purpose.activity.zh for purpose in meeting.purposes)
    evidence = tuple(sorted(purpose.spans[0] for purpose in meeting.purposes))
    if meeting.one_pot == 1:
        message = f"一次会议安排了{len(meeting.purposes)}项内容（{names}），多数有实质。"
        yield Finding(FindingKind.ONE_POT, Severity.INFO, message, "内容较多时建议分次召开，或围绕一个主题组织。", RULE, evidence)
        return
    which = "都" if len(hollow) == len(meeting.purposes) else f"其中{'、'.join(hollow)}"
    message = f"一次会议装了{len(meeting.purposes)}项任务（{names}），{which}没有实质内容，也没有共同主题。"
    advice = "请按主题分开召开；确需合并的，每一项都要有自己的内容、发言和结果，并只按实际开展的一项申报。"
    yield Finding(FindingKind.ONE_POT, Severity.MAJOR, message, advice, RULE, evidence)
