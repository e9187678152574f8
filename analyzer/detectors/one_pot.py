"""一会多用：一次会议承载了太多互不相干的任务。

What it finds
    A meeting with three or more countable purposes. Grade 2 (一锅炖): half of them or more are only named or summarised, and no theme holds
    them together. Grade 1 (承载偏多): most have substance; a hint without deduction.

Why it matters
    What is reported as a duty must have content, participants and time of its own; a paragraph for each is 有名无实.

What it must not flag
    组织生活会 held with 民主评议 (第十八条); a 主题党日 round one stated theme (第十六条); an assembly that does plain governance with many items;
    纪律党课、警示片 and discussion on one subject.

Known problems
    A theme that is only named in transitions is sometimes taken for a real one.
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
