"""没有落实：会上没有定下谁在何时做什么；谈话中的难处没有回应。

What it finds
    A meeting whose outcome is rated 0–1: no task, owner or date. A talk in which the person names a difficulty and nobody answers it;
    in a generic talk that is a hint, as a fact more must not cost points.

Why it matters
    A duty that leads to nothing is a form; a difficulty that is raised and not answered does harm (谈心谈话要解决实际问题).

What it must not flag
    A task with an owner or a date; a plain answer or measure for the person, however short; a talk without any difficulty.

Known problems
    A measure that stands in another record is not seen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Aspect, FindingKind, MeetingDimension, Severity
from analyzer.types.reading import Sentence

RULE = Rule("record.outcome", "标注规范第4、5节“落实”“闭环”")

_LOW = 1.5
_DIFFICULTY = frozenset((Aspect.LIFE, Aspect.THOUGHT, Aspect.WORK, Aspect.STUDY))
_SHOWN = 3
_ASKER = re.compile("(?:问|谈话人|甲|[^:\n]{0,6}书记)[ ]?:")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for a meeting without outcome, or for a talk whose difficulties stay unanswered."""
    reading = case.reading
    if reading.meeting is not None:
        if reading.dimension(MeetingDimension.OUTCOME) >= _LOW:
            return
        evidence = (reading.segments[-1].sentences[-1],) if reading.segments else ()
        advice = "请写明会议定下的事项、责任人和完成时限，下次会议回头看。"
        yield Finding(FindingKind.NO_OUTCOME, Severity.MINOR, "没有写明定下的事项、责任人和时限。", advice, RULE, evidence)
        return
    difficulties = [sentence for sentence in reading.sentences if sentence.specific and sentence.aspect in _DIFFICULTY]
    if difficulties and not any(_answers(case, sentence) for sentence in reading.sentences):
        unanswered = tuple(sentence.span for sentence in difficulties[-_SHOWN:])
        advice = "请记下谈话人的回应：能办的由谁、何时办，办不了的说明原因。"
        severity = Severity.INFO if reading.talk is not None and reading.talk.generic else Severity.MINOR
        yield Finding(FindingKind.NO_OUTCOME, severity, "本人谈到的难处没有得到回应。", advice, RULE, unanswered)


def _answers(case: Case, sentence: Sentence) -> bool:
    """A response, or something specific that the talker says in a turn of the own."""
    return sentence.aspect is Aspect.SUPPORT or (sentence.specific and _ASKER.match(case.words(sentence.span)) is not None)
