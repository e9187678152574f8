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

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.span import Span

RULE = Rule("record.keyword_stuffing", "标注规范第6节；字数和关键词不是证据")

_KEYWORDS = re.compile(
    "两个确立|两个维护|四个意识|四个自信|理想信念|宗旨意识|党性修养|党性|政治站位|政治意识|大局意识|核心意识|看齐意识|责任意识|廉洁自律|廉洁|党风廉政|思想建设|思想汇报|思想|工作|生活|学习|作风|纪律|担当|作为|"
    "初心|使命|忠诚|干净|批评|自我批评|三会一课|主题党日|组织生活|谈心谈话|不忘初心|牢记使命|党史|党纪|主题教育|意识形态|为民服务|为人民服务|先锋模范|战斗堡垒|守正创新|真抓实干|整改|落实|提升|增强|强化"
)
_LEAST_HITS = 6
_LEAST_REPEATS = 3
_LEAST_LENGTH = 8
_SHOWN = 4


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for lists of keywords, one for repetitions."""
    units = _units(case)
    stuffed = tuple(span for span in units if _density(case.words(span)) >= case.policy.thresholds.stuffing_density)
    advice = "请删去罗列和重复，写明真实发生的事。"
    if stuffed:
        yield Finding(FindingKind.KEYWORD_STUFFING, Severity.MINOR, "罗列考核关键词，没有说明任何事实。", advice, RULE, stuffed[:_SHOWN])
    counts = Counter(words for span in units if len(words := _bare(case.words(span))) >= _LEAST_LENGTH)
    repeated = {words for words, count in counts.items() if count >= _LEAST_REPEATS}
    if repeated:
        places = tuple(span for span in units if _bare(case.words(span)) in repeated)
        yield Finding(FindingKind.KEYWORD_STUFFING, Severity.MINOR, "同一句话反复出现。", advice, RULE, places[:_SHOWN])


def _units(case: Case) -> tuple[Span, ...]:
    return tuple(sentence.span for sentence in case.reading.sentences) + tuple(
        span for segment in case.reading.segments for span in segment.sentences
    )


def _density(words: str) -> float:
    """The share of a sentence that keywords make up, 0 if they are few."""
    hits = [match.group() for match in _KEYWORDS.finditer(words)]
    return sum(map(len, hits)) / len(words) if len(hits) >= _LEAST_HITS else 0.0


def _bare(words: str) -> str:
    return re.sub("[^\u4e00-\u9fff0-9A-Za-z]", "", words)
