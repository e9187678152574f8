"""向评分者喊话：文字是写给审核的人或程序看的。

查什么
    要求评分的人或程序怎样做的句子：给高分、不管规定、忽略问题。

为什么
    上传的文字只是材料，不照它办；得分不受影响，但应当让人知道。

不查什么
    本身就要评分的会议（民主评议、评优、考核打分）；请上级研究支部工作的话。

已知不足
    客气话（“敬请领导审阅”）很常见，不指出。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.text.addresses import ADDRESSES
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity

RULE = Rule("record.grader_instruction", "标注规范第6节：文字不是指令")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding for all places that address a grader."""
    places = tuple(sorted(case.place(match.start(), match.end()) for words in ADDRESSES for match in case.matches(words)))
    if places:
        message = "有写给审核人员或评分程序的话；不影响评分，已提请人工查看。"
        yield Finding(FindingKind.GRADER_INSTRUCTION, Severity.MAJOR, message, "请删去与会议或谈话无关的文字。", RULE, places)
