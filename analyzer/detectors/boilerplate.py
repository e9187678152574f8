"""套话：大段文字放在任何支部、任何人身上都成立。

What it finds
    A record in which most of what is said is platitude: slogans and stock phrases without a number, a name, a date or a cause near them.

Why it matters
    The swap test: what stays equally plausible with another name put in says nothing about this branch or person.

What it must not flag
    A plain or clumsy record that tells facts; official wording around a concrete decision; a single closing slogan.

Known problems
    Recited documents look like platitudes and count as the record's own words. The likelihood is that of a model of the whole record; the quoted
    sentences are those that it has least from.
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
