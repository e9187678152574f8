"""要素缺失：时间、地点、人员等必填要素没有写。

What it finds
    Header elements that the policy requires of this type of record and that neither header, body opening nor signatures give.

Why it matters
    规范性、完整性: a record that does not say when, where and who cannot be checked.

What it must not flag
    Elements in unusual places or words; a missing year alone is a hint (info).

Known problems
    Handwritten signatures and stamps in pictures are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity

RULE = Rule("record.elements", "《中国共产党支部工作条例（试行）》；标注规范第5节“要素”")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding that names all missing elements, and one hint where only the year is missing."""
    record = case.record
    required = [element for element in case.policy.elements if element.type == record.type]
    missing = [element for element in required if not any(record.field(key) for key in element.any_of)]
    if missing:
        names = "、".join(element.name for element in missing)
        severity = max((Severity(element.severity) for element in missing), key=list(Severity).index)
        advice = f"请补上：{names}。"
        yield Finding(FindingKind.MISSING_ELEMENT, severity, f"没有写明{names}。", advice, RULE, weight=min(len(missing), 4) / 4)
    date = record.field("date")
    if date is not None and date.value.startswith("--") and date.span is not None:
        yield Finding(FindingKind.MISSING_ELEMENT, Severity.INFO, "日期没有写年份。", "请写全年、月、日。", RULE, (date.span,), 0.25)
