"""有名无实：申报了一项组织生活，记录里却没有它的内容。

What it finds
    A duty that the record claims for itself beyond its own type («同时计入党课1次»), whose purpose does not occur in the text or is only named.

Why it matters
    Counts of 三会一课 are assessed; a claim without content inflates them.

What it must not flag
    A claim whose purpose has points, facts or views of its own; a claim of a meeting form (党员大会、支委会), which has no purpose of its own.

Known problems
    A claim in an attachment or a ticked box in a picture is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import COUNTABLE, Activity, FindingKind, MeetingType, Severity

RULE = Rule("meeting.empty_claim", "标注规范第3节：申报而实质为0")

_PURPOSES: dict[str, tuple[Activity, ...]] = {
    **{activity: (activity,) for activity in COUNTABLE},
    MeetingType.LECTURE: (Activity.PARTY_LECTURE,),
    MeetingType.STUDY: (Activity.THEORY_STUDY, Activity.CAMPAIGN),
    MeetingType.ORG_LIFE: (Activity.CRITICISM,),
}


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for each claimed purpose without substance."""
    for claim in case.record.claims:
        activities = _PURPOSES.get(claim.duty, ())
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
