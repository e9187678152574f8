"""Why a person should look at a report before it counts."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.scoring.own_content import content_doubt
from analyzer.types.document import FUTURE_DATE, REPLACED, Document
from analyzer.types.finding import Finding
from analyzer.types.labels import OF_THE_PERSON, FindingKind
from analyzer.types.policy import Policy
from analyzer.types.reading import Reading, Sentence
from analyzer.types.record import Record

__all__ = ["is_doubt", "review_reasons"]

_DOUBT = "把握不足"

_SUSPICIOUS = {
    FindingKind.GRADER_INSTRUCTION: "文中有写给审核人员或评分程序的话",
    FindingKind.KEYWORD_STUFFING: "疑似堆砌关键词或重复凑字数",
}
_READING_DOUBTS = {
    "ocr": "文字由图像识别得来，请核对原件",
    "hidden_text": "文件中有隐藏文字",
    "tracked_changes": "文件含未接受的修订",
    REPLACED: "部分文字无法解码",
    FUTURE_DATE: "日期在分析之日以后，多半写错，请核对",
}


def review_reasons(document: Document, record: Record, reading: Reading, findings: Sequence[Finding], policy: Policy) -> tuple[str, ...]:
    """The reasons in Chinese, none where the report may stand as it is."""
    kinds = {finding.kind for finding in findings}
    codes = {notice.code for notice in document.notices}
    reasons = [] if FindingKind.OFF_TOPIC in kinds else list(content_doubt(record, reading, document.text))
    reasons += [words for kind, words in _SUSPICIOUS.items() if kind in kinds]
    reasons += [words for code, words in _READING_DOUBTS.items() if code in codes]
    if reading.talk is not None and reading.talk.generic and any(map(_tells, reading.sentences)):
        reasons.append("有的句子写了本人的具体情况，整份却判为泛泛，请人工判断")
    if reading.confidence < policy.thresholds.review_confidence:
        reasons.append(f"{_DOUBT}（{reading.confidence:.2f}），请人工判断")
    return tuple(reasons)


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence states a fact of the person, by which a talk is not generic."""
    return sentence.specific and sentence.aspect in OF_THE_PERSON


def is_doubt(reason: str) -> bool:
    """Whether a reason is that of too low confidence, and no other."""
    return reason.startswith(_DOUBT)
