"""名实不符：以党内组织生活的名义记的是别的事。

查什么
    实际是业务会的党内会议；布置或汇报工作、却归为谈心谈话的谈话。

为什么
    两张皮、以业务会代替组织生活：次数计了，党内的部分没有开展。

不查什么
    按业务会归档的会议（党政联席会）；党的内容结合业务来谈，包括学了文件再说业务；本人在工作中的进步和困难；为本人办了事的谈话。

已知不足
    长篇业务旁边只有几句党务的，取决于那几句读起来有没有实质。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Activity, Aspect, FindingKind, MeetingType, Severity, TalkKind
from analyzer.types.reading import Segment

RULE = Rule("record.off_topic", "标注规范第3、4节：名实不符")

_BUSINESS_SHARE = 0.6
_EXEMPT = (MeetingType.JOINT, MeetingType.OTHER)
_SURE = 0.65
"""Business that the model is less sure of takes no meeting down."""
_SHOWN = 3
_STUDIES = re.compile("(?:学习|传达|宣读|领学|学)[^。《]{0,12}《")
"""A document read aloud makes what is said of the work a study of it."""


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for a business meeting filed as a party duty, or for an assignment filed as a talk."""
    talk = case.reading.talk
    if talk is not None:
        helped = any(sentence.aspect is Aspect.SUPPORT and sentence.specific for sentence in case.reading.sentences)
        if talk.kind is TalkKind.ASSIGNMENT and not helped:
            evidence = tuple(sentence.span for sentence in case.reading.sentences)[:_SHOWN]
            advice = "布置、汇报工作请另作工作记录；谈心谈话要谈本人的思想、工作感受和生活。"
            yield Finding(FindingKind.OFF_TOPIC, Severity.MAJOR, "记的是布置或汇报工作，不是谈心谈话。", advice, RULE, evidence)
        return
    if case.record.meeting_type in _EXEMPT:
        return
    segments = [segment for segment in case.reading.segments if segment.activity is not Activity.PROCEDURE]
    business = tuple(segment.span for segment in segments if segment.activity is Activity.BUSINESS)
    party = [segment for segment in segments if segment.activity is not Activity.BUSINESS and segment.substance == 2]
    studied = any(_STUDIES.search(case.words(segment.span)) for segment in segments)
    if party or studied or not any(map(_is_business, segments)):
        return
    told = [(len(span), _is_business(segment)) for segment in segments for span in segment.sentences if span not in case.reading.padding]
    length = sum(size for size, _ in told)
    if length and sum(size for size, is_business in told if is_business) / length >= _BUSINESS_SHARE:
        advice = "业务会议请按业务会议记录；作为组织生活申报的，要有党内的内容。"
        yield Finding(FindingKind.OFF_TOPIC, Severity.MAJOR, "以党内会议的名义开的是业务会议。", advice, RULE, business[:_SHOWN])


def _is_business(segment: Segment) -> bool:
    return segment.activity is Activity.BUSINESS and segment.confidence >= _SURE
