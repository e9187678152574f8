"""泛泛谈话：谈话没有触及本人。

查什么
    深度为0或1的谈话：没有说到本人，或者思想、工作、生活只有套话。只征求意见的谈话（征求意见类谈话）是最典型的。

为什么
    谈心谈话是为了了解党员的思想、工作、生活，解决困难（《中国共产党支部工作条例（试行）》第十九条）。

不查什么
    谈得实在、最后顺便征求意见的谈话；由征求意见谈到本人困难和办法的谈话；很短、但有一件真事的记录。

已知不足
    没有数字、人名、原因的事实（“最近家里事多”）容易被看成套话。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Aspect, FindingKind, Severity, TalkKind

RULE = Rule("talk.depth", "《中国共产党支部工作条例（试行）》第十九条；标注规范第4节")

_MESSAGES = {
    TalkKind.SOLICITATION: "整篇只是征求对支部工作的意见，没有谈到本人的思想、工作和生活。",
    TalkKind.ASSIGNMENT: "谈的是任务布置或工作汇报，没有谈到本人的思想和生活。",
    TalkKind.RITUAL: "只有表态和套话，换上别人的名字也说得通。",
    TalkKind.REMINDER: "提醒停留在原则要求，没有说到本人的具体事。",
    TalkKind.CARE: "关心停留在泛泛的问答，没有本人的具体情况。",
}
_FIRST = (Aspect.SOLICIT, Aspect.SUGGESTION, Aspect.FORMALITY)
_SHOWN = 4


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for a generic talk."""
    talk = case.reading.talk
    if talk is None or not talk.generic:
        return
    sentences = sorted(case.reading.sentences, key=lambda sentence: (sentence.aspect not in _FIRST, sentence.specific_probability))
    evidence = tuple(sorted(sentence.span for sentence in sentences[:_SHOWN]))
    advice = "请补记本人说的具体情况：近期思想上的想法、工作中的难处、家庭生活的变化（何时、何事、为什么），以及谈话人的回应和帮助措施。"
    yield Finding(FindingKind.GENERIC_TALK, Severity.MAJOR, _MESSAGES[talk.kind], advice, RULE, evidence, 1.0 if talk.depth == 0 else 0.9)
