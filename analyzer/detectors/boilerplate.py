"""套话：大段文字放在任何支部、任何人身上都成立。

What it finds
    A record in which most of what is said is platitude: slogans and stock phrases without a number, a name, a date or a cause near them.

Why it matters
    The swap test: what stays equally plausible with another name put in says nothing about this branch or person.

What it must not flag
    A plain or clumsy record that tells facts; official wording around a concrete decision; a single closing slogan.

Known problems
    Recited documents look like platitudes and count as the record's own words.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.classifying.padding import PLATITUDE, is_padding, says_fact
from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import Activity, Aspect, FindingKind, Severity
from analyzer.types.span import Span

RULE = Rule("record.boilerplate", "标注规范第3、4节“换名检验”")

_FEWEST = 3
_SHOWN = 4


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding where platitudes without a fact make up more of the body than the policy allows."""
    sentences = tuple(_sentences(case))
    padding = is_padding(case.text, [case.aligned.forth(span) for span, _ in sentences])
    judged = [(span, filled) for (span, says), filled in zip(sentences, padding, strict=True) if says or filled]
    length = sum(len(span) for span, _ in judged)
    stock = tuple(span for span, filled in judged if filled or _is_stock(case.words(span)))
    share = sum(len(span) for span in stock) / length if length else 0.0
    if len(stock) < _FEWEST or share < case.policy.thresholds.boilerplate_share:
        return
    shown = tuple(sorted(sorted(stock, key=len, reverse=True)[:_SHOWN]))
    advice = "请换成这个支部、这个人自己的事实：谁、什么事、多少、什么时候、为什么。"
    message = f"约{round(share * 100)}%的正文是放在哪里都成立的套话。"
    yield Finding(FindingKind.BOILERPLATE, Severity.MINOR, message, advice, RULE, shown, min(1.0, share))


def _sentences(case: Case) -> Iterator[tuple[Span, bool]]:
    """Each sentence, and whether it ought to say something: not a question for opinions, nor a meeting's procedure."""
    for sentence in case.reading.sentences:
        yield sentence.span, sentence.aspect is not Aspect.SOLICIT
    for segment in case.reading.segments:
        for span in segment.sentences:
            yield span, segment.activity is not Activity.PROCEDURE


def _is_stock(words: str) -> bool:
    return PLATITUDE.search(words) is not None and not says_fact(words)
