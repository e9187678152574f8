"""要素缺失：时间、地点、人员等必填要素没有写。

查什么
    政策对这类记录要求、而表头、正文开头、落款都没有写的要素。

为什么
    规范性、完整性：没有写明何时、何地、何人的记录无法核对。

不查什么
    写在不常见位置、用不常见说法的要素；表头里还有没读懂、可能就是该要素的词语时只提示核对；只缺年份的是提示；会议只缺地点、主持人、记录人中一项的，默认政策也只提示。

已知不足
    图片里的手写签名和印章看不到。表头里恰有没读懂的短语（绰号、队名、备注）时，真缺的要素也只会提示核对。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.detectors.case import Case
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.record import Record
from analyzer.types.span import Span

RULE = Rule("record.elements", "《中国共产党支部工作条例（试行）》；标注规范第5节“要素”")


def detect(case: Case) -> Iterator[Finding]:
    """Yields one finding that names all missing elements, a hint for each that words not understood may be, and one where only the year is missing."""
    record = case.record
    required = [element for element in case.policy.elements if element.type == record.type]
    absent = [element for element in required if not any(record.field(key) for key in element.any_of)]
    may_be = {element.name: words for element in absent if (words := _unread(record, element.any_of))}
    missing = [element for element in absent if element.name not in may_be]
    if missing:
        names = "、".join(element.name for element in missing)
        severities = [Severity(element.severity) for element in missing] + [Severity.MINOR] * (len(missing) > 1)
        severity = max(severities, key=list(Severity).index)
        advice = f"请补上：{names}。"
        yield Finding(FindingKind.MISSING_ELEMENT, severity, f"没有写明{names}。", advice, RULE, weight=min(len(missing), 4) / 4)
    for name, span in may_be.items():
        message = f"没有认出{name}，请核对“{case.words(span)}”是不是。"
        yield Finding(FindingKind.MISSING_ELEMENT, Severity.INFO, message, f"请写明“{name}：……”。", RULE, (span,), 0.25)
    date = record.field("date")
    if date is not None and date.value.startswith("--") and date.span is not None:
        yield Finding(FindingKind.MISSING_ELEMENT, Severity.INFO, "日期没有写年份。", "请写全年、月、日。", RULE, (date.span,), 0.25)


def _unread(record: Record, keys: tuple[str, ...]) -> Span | None:
    """Where the header has words that no field has read and that may be one of those fields."""
    return next((unread.span for unread in record.unread if set(keys) & set(unread.keys)), None)
