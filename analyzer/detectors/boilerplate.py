"""套话：大段文字放在任何支部、任何人身上都成立。

查什么
    大部分内容是口号和套语的记录：附近没有数字、人名、日期，也没有原因。

为什么
    换名检验：换成别的支部、别人的名字同样说得通的话，没有说到这个支部、这个人。

不查什么
    朴素、不通顺但讲了事实的记录；具体决定前后的公文用语；结尾一句口号。

已知不足
    宣读的文件像套话，也算作记录自己的话。可能性由整条记录的模型给出，引出的是最像套话的几句。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.classifying.padding import PLATITUDE
from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Activity, Aspect, FindingKind, Severity
from analyzer.types.span import Span

RULE = Rule("record.boilerplate", "标注规范第3、4节“换名检验”")

_SHOWN = 4


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding where it is likelier than the policy allows that most of the body is platitude."""
    least, chance = case.policy.thresholds.boilerplate_share, case.reading.boilerplate
    if chance < least:
        chance = _platitude_share(case)
    stock = tuple(_stock(case)) if chance >= least else ()
    if not stock:
        return
    shown = tuple(sorted(sorted(stock, key=lambda span: (PLATITUDE.search(case.words(span)) is None, -len(span)))[:_SHOWN]))
    advice = "请换成这个支部、这个人自己的事实：谁、什么事、多少、什么时候、为什么。"
    yield Finding(FindingKind.BOILERPLATE, Severity.MINOR, "正文多是放在哪里都成立的套话。", advice, RULE, shown, min(1.0, chance))


def _platitude_share(case: Case) -> float:
    """The share of what is told, padding apart, that is stock with a phrase of the trade."""
    empty = {span for span in _empty(case) if PLATITUDE.search(case.words(span))}
    if not empty:
        return 0.0
    spans = [sentence.span for sentence in case.reading.sentences] or [
        span for segment in case.reading.segments for span in segment.sentences
    ]
    told = [span for span in spans if span not in case.reading.padding]
    length = sum(map(len, told))
    return sum(len(span) for span in told if span in empty) / length if length else 0.0


def _stock(case: Case) -> Iterator[Span]:
    """What tells no fact, and the padding of a meeting's procedure."""
    yield from _empty(case)
    for segment in case.reading.segments:
        if segment.activity is Activity.PROCEDURE:
            yield from (span for span in segment.sentences if span in case.reading.padding)


def _empty(case: Case) -> Iterator[Span]:
    """Of a talk the sentences that are not specific, of a meeting those of segments without substance, procedure apart."""
    for sentence in case.reading.sentences:
        if not sentence.specific and sentence.aspect is not Aspect.SOLICIT:
            yield sentence.span
    for segment in case.reading.segments:
        if segment.substance < 2 and segment.activity is not Activity.PROCEDURE:
            yield from segment.sentences
