"""堆砌关键词：把考核要看的词罗列一遍，或把同一句话反复写。

查什么
    大半是关键词罗列、什么也没有说的句子；没有事实的排比（“A、B、C”）占去正文一大半，而谈话没有触及本人、会议没有一项有实质；
    反复出现的句子和词组。

为什么
    关键词和字数最容易充数，不能作依据。

不查什么
    会议议程；人员、地点、金额、任务的清单；完整引用的文件标题；有事实的记录里的几句排比。

已知不足
    如实列出的学习计划目录可能像关键词罗列；整段粘贴、满是排比的文件也可能。不用顿号的空话不算堆砌，按套话查。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.classifying.padding import bare, keyword_share, says_fact
from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.span import Span

RULE = Rule("record.keyword_stuffing", "标注规范第6节；字数和关键词不是证据")

_LEAST_REPEATS = 3
_LEAST_LENGTH = 8
_SHOWN = 4
_ENUMERATION = re.compile("(?:[\u4e00-\u9fff“”‘’]{1,9}、){2,}[\u4e00-\u9fff“”‘’]{1,9}")
"""Three short items or more in a row."""
_DIGIT = re.compile("[0-9]")
_FEWEST_ENUMERATIONS = 3
_SUBSTANTIAL = 2


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for lists of keywords or of parallel words without a fact, one for repetitions."""
    units = _units(case)
    words = [case.words(span) for span in units]
    density = case.policy.thresholds.stuffing_density
    stuffed = tuple(span for span, said in zip(units, words, strict=True) if keyword_share(said) >= density)
    advice = "请删去罗列和重复，写明真实发生的事。"
    if stuffed:
        yield Finding(FindingKind.KEYWORD_STUFFING, Severity.MINOR, "罗列考核关键词，没有说明任何事实。", advice, RULE, stuffed[:_SHOWN])
    elif enumerated := _enumerated(case, units):
        yield Finding(FindingKind.KEYWORD_STUFFING, Severity.MINOR, "通篇并列的词语，没有说明任何事实。", advice, RULE, enumerated[:_SHOWN])
    if len(case.reading.padding) < _LEAST_REPEATS - 1:  # what stood before is set aside
        return
    plain = bare(words)
    counts = Counter(plain)
    places = tuple(span for span, said in zip(units, plain, strict=True) if len(said) >= _LEAST_LENGTH and counts[said] >= _LEAST_REPEATS)
    if places:
        yield Finding(FindingKind.KEYWORD_STUFFING, Severity.MINOR, "同一句话反复出现。", advice, RULE, places[:_SHOWN])


def _enumerated(case: Case, units: tuple[Span, ...]) -> tuple[Span, ...]:
    """The units that enumerate without a fact, where they fill so much of a record that says nothing else."""
    talk, meeting = case.reading.talk, case.reading.meeting
    hollow = talk.generic if talk is not None else meeting is not None and all(part.substance < _SUBSTANTIAL for part in meeting.purposes)
    listing = tuple(span for span in units if _lists(case.words(span))) if hollow else ()
    share = sum(map(len, listing)) / max(sum(map(len, units)), 1)
    return listing if len(listing) >= _FEWEST_ENUMERATIONS and share >= case.policy.thresholds.stuffing_share else ()


def _lists(words: str) -> bool:
    return words.count("、") > 1 and _ENUMERATION.search(words) is not None and _DIGIT.search(words) is None and not says_fact(words)


def _units(case: Case) -> tuple[Span, ...]:
    return tuple(sentence.span for sentence in case.reading.sentences) + tuple(
        span for segment in case.reading.segments for span in segment.sentences
    )
