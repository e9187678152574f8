"""没有落实：会上没有定下谁在何时做什么；谈话中的难处没有回应。

查什么
    落实只有0—1分的会议：没有任务、责任人、时限。本人说了难处而没有人回应的谈话；在泛泛谈话里只作提示，因为多写一件事实不应多扣分。

为什么
    没有下文的组织生活只是形式；难处提了没有回应，比不提更坏（谈心谈话要解决实际问题）。

不查什么
    有责任人或有时限的任务；对本人明白的答复或办法，不论多短；没有难处的谈话。

已知不足
    写在另一条记录里的办法在这里看不到。
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
_PROMISE = re.compile("我(?:来|去|帮|替|给你|跟他们|找人?)[^?吗呢]*[。;]|我(?:来|去|帮|替|给你)[^?吗呢]*$")
"""What the talker takes on: «我来当监护人», not a question."""
_GRANTED = re.compile("答应|应[了下]|当场[批定给]|批了|同意(?:了|他|她)|准了|(?:让|由|安排|叫|请)[^,。;!?\n]{1,8}(?:替|顶|代|换班|陪|接送)")
"""A difficulty told in one breath with what was granted: «母亲住院,何平答应让小卢替两周»."""
_WHEN = "(?:[0-9]{1,2}[月日号]|[一二三四五六七八九十]{1,3}[月日号]|[本下]?周[一二三四五六日末]|[本下]周|礼拜|星期|月底|年底|节前|当[天晚]|今晚|明天|次日|下月)"
_DECIDED = "(?:决定|[定议商]定|定下|决议|会议(?:同意|明确)|大家同意|一致同意|都同意|支部(?:同意|定))"
_SOMEBODY = "由(?!全体|各|相关|有关|专人|大家|上级|党员|支部|[^,。;]{0,4}(?:部门|单位|同志们)|[^,。;]{0,8}[摘宣领]读)[\u4e00-\u9fff]{2,8}"
_TASK = re.compile(
    f"[\u4e00-\u9fff]{{2,4}}(?:负责|牵头|去办|来办|承办|落实)[^。;!?\n]{{0,24}}{_WHEN}"
    f"|{_WHEN}[^,。;!?\n]{{0,4}}前[^。;!?\n]{{0,24}}[\u4e00-\u9fff]{{2,4}}(?:负责|牵头|办|交|送|改|补|完成)"
    f"|由[\u4e00-\u9fff]{{2,4}}[^。;!?\n]{{0,14}}{_WHEN}[^,。;!?\n]{{0,3}}前"
    f"|(?:{_DECIDED}|会议要求)[^。!?\n]{{0,60}}{_SOMEBODY}"
    f"|{_DECIDED}[^。;!?\n]{{0,40}}{_WHEN}[^,。;!?\n]{{0,6}}(?:前|起|内|完成|开始)"
    f"|{_DECIDED}[^。;!?\n]{{0,20}}每[周月季]"
)
"""Somebody and a date, or a decision and one of both: what was written down is not said to be missing."""
_ASKER = re.compile("(?:问|谈话人|甲|[^:\n]{0,6}书记)[ ]?:")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for a meeting without outcome, or for a talk whose difficulties stay unanswered."""
    reading = case.reading
    if reading.meeting is not None:
        if reading.dimension(MeetingDimension.OUTCOME) >= _LOW or any(case.matches(_TASK, body_only=True)):
            return
        evidence = (reading.segments[-1].sentences[-1],) if reading.segments else ()
        advice = "请写明会议定下的事项、责任人和完成时限，下次会议回头看。"
        yield Finding(FindingKind.NO_OUTCOME, Severity.MINOR, "没有写明定下的事项、责任人和时限。", advice, RULE, evidence)
        return
    difficulties = [sentence for sentence in reading.sentences if sentence.specific and sentence.aspect in _DIFFICULTY]
    granted = any(_GRANTED.search(case.words(sentence.span)) for sentence in difficulties)
    if difficulties and not granted and not any(_answers(case, sentence) for sentence in reading.sentences):
        unanswered = tuple(sentence.span for sentence in difficulties[-_SHOWN:])
        advice = "请记下谈话人的回应：能办的由谁、何时办，办不了的说明原因。"
        severity = Severity.INFO if reading.talk is not None and reading.talk.generic else Severity.MINOR
        yield Finding(FindingKind.NO_OUTCOME, severity, "本人谈到的难处没有得到回应。", advice, RULE, unanswered)


def _answers(case: Case, sentence: Sentence) -> bool:
    """A response, or something specific or promised that the talker says in a turn of the own."""
    if sentence.aspect is Aspect.SUPPORT:
        return True
    words = case.words(sentence.span)
    return _ASKER.match(words) is not None and (sentence.specific or _PROMISE.search(words) is not None)
