"""What the types of a policy cannot say: known kinds, duties and events, a source everywhere, no negative points, dates in order, shares within 0 and 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from math import inf

import msgspec

from analyzer.types.labels import Activity, Duty, Event, FindingKind, LedgerKind, RecordType, Severity
from analyzer.types.ledger_policy import LedgerPolicy, PointsRow, Row, Share
from analyzer.types.policy import Element, Policy, Revision
from analyzer.types.record import FIELD_NAMES

__all__ = ["Impossible", "impossible", "meant"]

_LOWEST, _HIGHEST = 1, 5
"""The bands that there are."""
_HOURS = "longest_hours"


class Impossible(msgspec.Struct, frozen=True):
    """A mistake: what is wrong, the path of keys to it, and what to do."""

    problem: str
    path: tuple[str | int, ...]
    remedy: str


def impossible(policy: Policy) -> Iterator[Impossible]:
    """Every mistake of a policy that is well formed."""
    yield from _cited(policy.source, ("source",))
    yield from _bands(policy)
    yield from _thresholds(policy)
    yield from _costs(policy, ())
    yield from _elements(policy.elements, ())
    yield from _revisions(policy)
    yield from _rows(policy.ledger)
    yield from _ledger(policy.ledger)
    yield from _ledger_points(policy.ledger.points)


def _cited(source: str, path: tuple[str | int, ...]) -> Iterator[Impossible]:
    if not source.strip():
        yield Impossible("每一条都要注明出处 source。", path, "请写明文件名称和条款。")


def _bands(policy: Policy) -> Iterator[Impossible]:
    if list(policy.bands) != sorted(set(policy.bands)) or not policy.bands[0] > 0 or policy.bands[-1] > 100:
        yield Impossible("档次界线必须由低到高，且在0到100之间。", ("bands",), "请改成例如 [40, 60, 75, 90]。")
    for place, caps in (((), policy.caps), *((("revisions", number), one.caps) for number, one in enumerate(policy.revisions))):
        for kind, cap in caps.items():
            if not _LOWEST <= cap.band <= _HIGHEST:
                yield Impossible(
                    f"档次上限 band 不能是 {cap.band}。", (*place, "caps", kind, "band"), f"请改成{_LOWEST}到{_HIGHEST}的整数。"
                )
            elif not 0 <= cap.score < (highest := policy.bands[min(cap.band, _HIGHEST - 1) - 1]):
                problem = f"分数上限 score 不能是 {cap.score:g}：不能为负，且必须低于下一档的界线。"
                yield Impossible(problem, (*place, "caps", kind, "score"), f"请改成0以上、{highest:g}以下。")


def _thresholds(policy: Policy) -> Iterator[Impossible]:
    for name, value in msgspec.structs.asdict(policy.thresholds).items():
        limits = "大于0" if name == _HOURS else "0到1之间"
        if not (value > 0 if name == _HOURS else 0 <= value <= 1):
            yield Impossible(f"{name} 不能是 {value:g}。", ("thresholds", name), f"请改成{limits}的数。")


def _revisions(policy: Policy) -> Iterator[Impossible]:
    for number, revision in enumerate(policy.revisions):
        yield from _costs(revision, ("revisions", number))
        yield from _elements(revision.elements or (), ("revisions", number))
        yield from _cited(revision.source, ("revisions", number))


def _costs(rows: Policy | Revision, place: tuple[str | int, ...]) -> Iterator[Impossible]:
    kinds = set(FindingKind)
    for section in ("deductions", "caps"):
        for kind in getattr(rows, section):
            if kind not in kinds:
                yield Impossible(f"不认识的问题类别 {kind}。", (*place, section, kind), meant(kind, kinds))
    for kind, row in rows.deductions.items():
        if min(row.info, row.minor, row.major, row.cap) < 0:
            yield Impossible("扣分不能为负数。", (*place, "deductions", kind), "请改成0或正数。")
        yield from _cited(row.source, (*place, "deductions", kind))
    for kind, limit in rows.caps.items():
        yield from _cited(limit.source, (*place, "caps", kind))
    for kind in sorted(kinds - set(rows.deductions)) if isinstance(rows, Policy) else ():
        yield Impossible(f"缺少问题类别 {kind} 的扣分。", ("deductions",), f"请补一行，例如 {kind}: {{minor: 3, cap: 9, source: …}}。")


def _elements(elements: Sequence[Element], place: tuple[str | int, ...]) -> Iterator[Impossible]:
    for number, element in enumerate(elements):
        yield from _cited(element.source, (*place, "elements", number))
        unknown = [key for key in element.any_of if key not in FIELD_NAMES]
        if unknown or element.type not in set(RecordType) or element.severity not in set(Severity):
            words = unknown[0] if unknown else element.type if element.type not in set(RecordType) else element.severity
            choices = FIELD_NAMES if unknown else set(RecordType) | set(Severity)
            yield Impossible(f"要素“{element.name}”有不认识的字段、类型或严重程度。", (*place, "elements", number), meant(words, choices))


def _rows(ledger: LedgerPolicy) -> Iterator[Impossible]:
    """What holds of every row: it cites a source, begins before it ends, and has neither negative numbers nor shares above 1."""
    for section in ledger.__struct_fields__:
        rows: tuple[Row, ...] = getattr(ledger, section)
        for number, row in enumerate(rows):
            path = ("ledger", section, number)
            yield from _cited(row.source, path)
            if row.since and row.until and row.since > row.until:
                yield Impossible("施行日期 since 晚于废止日期 until。", path, "请核对两个日期。")
            for field in msgspec.structs.fields(row):
                value, most = getattr(row, field.name), 1.0 if field.type == Share else inf
                if isinstance(value, (int, float)) and not 0 <= value <= most:
                    limits = "0到1之间" if most == 1 else "0或正数"
                    yield Impossible(f"{field.name} 不能是 {value}。", (*path, field.name), f"请改成{limits}。")


def _ledger(ledger: LedgerPolicy) -> Iterator[Impossible]:
    duties = set(Duty)
    named = [
        *((("ledger", "quotas", number), quota.duty) for number, quota in enumerate(ledger.quotas)),
        *((("ledger", "combinations", number), duty) for number, row in enumerate(ledger.combinations) for duty in row.duties),
        *((("ledger", "exemptions", number), duty) for number, row in enumerate(ledger.exemptions) for duty in row.duties),
        *((("ledger", "uneven_year", number, "seasonal"), duty) for number, row in enumerate(ledger.uneven_year) for duty in row.seasonal),
        *((("ledger", "officer_turnover", number, "but"), duty) for number, row in enumerate(ledger.officer_turnover) for duty in row.but),
    ]
    for path, duty in named:
        if duty not in duties:
            yield Impossible(f"不认识的组织生活 {duty}。", path, meant(duty, duties))
    for number, quota in enumerate(ledger.quotas):
        if quota.count < 1:
            yield Impossible("次数至少为1。", ("ledger", "quotas", number), "不要求的，请删去这一行。")
        if quota.purpose and quota.purpose not in set(Activity):
            yield Impossible(f"不认识的内容 {quota.purpose}。", ("ledger", "quotas", number), meant(quota.purpose, set(Activity)))
    for number, need in enumerate(ledger.unmet_need):
        if need.event not in set(Event):
            yield Impossible(f"不认识的事由 {need.event}。", ("ledger", "unmet_need", number), meant(need.event, set(Event)))
    for number, weight in enumerate(ledger.weights):
        if abs(weight.party + weight.business - 1) > 1e-9:
            yield Impossible("双百分的两个权重之和应为1。", ("ledger", "weights", number), "例如 party: 0.5, business: 0.5。")


def _ledger_points(rows: Sequence[PointsRow]) -> Iterator[Impossible]:
    kinds = set(LedgerKind)
    for number, row in enumerate(rows):
        if row.kind not in kinds:
            yield Impossible(f"不认识的问题类别 {row.kind}。", ("ledger", "points", number), meant(row.kind, kinds))
    for kind in sorted(kinds - {row.kind for row in rows}):
        yield Impossible(
            f"缺少问题类别 {kind} 的扣分。", ("ledger", "points"), f"请补一行，例如 - {{kind: {kind}, minor: 1, cap: 4, source: …}}。"
        )


def meant(word: str, choices: Iterable[str]) -> str:
    """The keys that may have been meant, or all."""
    near = get_close_matches(word, list(choices), 1, 0.6)
    return f"是不是 {near[0]}？" if near else f"可用：{'、'.join(sorted(choices))}。"
