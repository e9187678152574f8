"""有名无实：申报了一项组织生活，记录里却没有它的内容。

查什么
    记录在本身类型之外申报（“同时计入党课1次”），正文里却没有，或者只有名称的任务。

为什么
    三会一课按次数考核，没有内容的申报使次数虚高。

不查什么
    有要点、有事实、有自己看法的申报；申报的是会议形式（党员大会、支委会），形式本身没有专门的内容。记录自己的类型不算申报：题为组织生活会、民主评议、
    党课，正文里却没有批评、评议、讲课的，只请人核对，不扣分。

已知不足
    写在附件里的、图片里勾选的申报看不到。请人核对只在读不到这样的一段、也没有这类用语时提出，约漏掉一半。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity, carried_by

RULE = Rule("meeting.empty_claim", "标注规范第3节：申报而实质为0")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for each claimed purpose without substance."""
    for claim in case.record.claims:
        activities = carried_by(claim.duty)
        if not activities:
            continue
        segments = [segment for segment in case.reading.segments if segment.activity in activities]
        if any(segment.substance > 0 for segment in segments):
            continue
        name = activities[0].zh
        found = "只提到了名称，没有内容" if segments else "正文里没有这项内容"
        evidence = tuple(sorted({*((claim.span,) if claim.span else ()), *(segment.span for segment in segments)}))
        advice = f"请补充{name}的具体内容（谁讲、讲了什么、谁发言、结论），没有开展的请删去申报。"
        yield Finding(FindingKind.EMPTY_CLAIM, Severity.MAJOR, f"申报了“{name}”，但{found}。", advice, RULE, evidence)
