"""堆砌关键词：把考核要看的词罗列一遍，或把同一句话反复写。

What it finds
    Sentences that are mostly a list of the field's keywords with nothing said about them, and sentences or phrases that are repeated.

Why it matters
    Keyword counts and length are the first things that are padded; they are worthless as evidence.

What it must not flag
    An agenda; a list of people, places, amounts or tasks; a document title quoted in full.

Known problems
    An honest table of contents of a study plan can look like a list of keywords.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analyzer.classifying.padding import bare, keyword_share
from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.span import Span

RULE = Rule("record.keyword_stuffing", "标注规范第6节；字数和关键词不是证据")

_LEAST_REPEATS = 3
_LEAST_LENGTH = 8
_SHOWN = 4


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for lists of keywords, one for repetitions."""
    units = _units(case)
    words = [case.words(span) for span in units]
    density = case.policy.thresholds.stuffing_density
    stuffed = tuple(span for span, said in zip(units, words, strict=True) if keyword_share(said) >= density)
    advice = "请删去罗列和重复，写明真实发生的事。"
    if stuffed:
        yield Finding(FindingKind.KEYWORD_STUFFING, Severity.MINOR, "罗列考核关键词，没有说明任何事实。", advice, RULE, stuffed[:_SHOWN])
    plain = bare(words)
    counts = Counter(plain)
    places = tuple(span for span, said in zip(units, plain, strict=True) if len(said) >= _LEAST_LENGTH and counts[said] >= _LEAST_REPEATS)
    if places:
        yield Finding(FindingKind.KEYWORD_STUFFING, Severity.MINOR, "同一句话反复出现。", advice, RULE, places[:_SHOWN])


def _units(case: Case) -> tuple[Span, ...]:
    return tuple(sentence.span for sentence in case.reading.sentences) + tuple(
        span for segment in case.reading.segments for span in segment.sentences
    )
