"""From points to words: a report told as an assessor would tell it."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rendering.wording import caps_words, clipped, heading, headline, points_words, zh
from analyzer.types.labels import Duty, FindingKind, LedgerKind, Severity
from analyzer.types.ledger import BranchYear, LedgerReport
from analyzer.types.report import Report

__all__ = ["explain_ledger", "explain_record"]

_FULL = 100
_QUOTE = 120


def explain_record(report: Report) -> Iterator[str]:
    """Each line of the way from a record's score to the words that it rests on."""
    yield f"{heading(report)}：{headline(report)}"
    if report.not_judged is not None:
        return
    for found in report.findings:
        yield f"  {points_words(found.points)}  {zh(FindingKind, found.kind)}（{zh(Severity, found.severity)}）：{found.message}"
        if found.caps:
            yield f"    {caps_words(found.caps)}"
        yield f"    依据 {found.rule.source}"
        for place in found.evidence:
            yield f"    「{clipped(place.quote, _QUOTE)}」（第{place.start}—{place.end}字）"
    yield f"  {_FULL} − {sum(found.points for found in report.findings):g} = {report.score:g}分；政策 {report.versions.policy}"


def explain_ledger(report: LedgerReport) -> Iterator[str]:
    """Each line of the way from every branch's score to records, evidence and rules."""
    yield f"{report.year or '年份不明'}年台账，政策 {report.policy}"
    for branch in report.branches:
        yield from _branch(branch, report)


def _branch(branch: BranchYear, report: LedgerReport) -> Iterator[str]:
    name = branch.branch
    if branch.score is None:
        yield f"{name}：没有一条记录能够评价，不扣分，请人工查看。"
        return
    yield f"{name}：{_FULL} − {sum(one.points for one in branch.deductions):g} = {branch.score:g}分，把握{branch.confidence:.0%}"
    for taken in branch.deductions:
        total = sum(report.findings[number].points for number in taken.findings)
        capped = f"（合计{total:g}分，按上限{taken.points:g}分）" if total > taken.points else ""
        yield f"  扣{taken.points:g}分  {zh(LedgerKind, taken.kind)}{capped}；依据 {taken.source}"
        for number in taken.findings:
            found = report.findings[number]
            yield f"    {points_words(found.points)}  {found.message}"
            yield from (f"      {clipped(words, _QUOTE)}" for words in found.evidence)
            if found.records:
                yield f"      记录：{'、'.join(found.records)}"
    for duty in branch.duties:
        if duty.claimed != duty.effective or duty.not_judged:
            apart = f"，未评价另列{duty.not_judged}次" if duty.not_judged else ""
            yield f"  {zh(Duty, duty.duty)}：申报{duty.claimed}次，认定{duty.effective}次{apart}"
            yield from (f"    {why}" for why in duty.why)
