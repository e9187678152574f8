"""The grade: points for findings, caps, and a band that is a judgement on the whole.

The score starts at 100; each finding takes the points that the policy gives it, within the cap of its kind; a capping finding takes as much more
as brings the score under its cap. So the points of all findings and the score add up to 100. The band is the reading's own judgement,
never above what the score allows or a cap permits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from analyzer.types.finding import Finding
from analyzer.types.labels import FindingKind, MeetingDimension, Severity, TalkDimension
from analyzer.types.policy import Policy
from analyzer.types.reading import Reading

__all__ = ["Grade", "grade"]

_FULL = 4
_ELEMENTS = str(MeetingDimension.COMPLETENESS)
_LOW = 2
_LEAST = 0.05
"""Less than that is nothing, in points of a tenth."""

_SEVERAL = 0.5
"""The weight of a finding that names two missing elements."""


class Grade(msgspec.Struct, frozen=True):
    """Dimensions 0–4, points and the caps that bind (same order as the findings; Chinese, without full stop), score 0–100, band 1–5; `note` says why
    the band is below what score and caps allow, empty where it is not.
    """

    dimensions: dict[str, int]
    points: tuple[float, ...]
    caps: tuple[tuple[str, ...], ...]
    score: float
    band: int
    note: str


def grade(findings: Sequence[Finding], reading: Reading, policy: Policy) -> Grade:
    """The grade of a record under a policy."""
    points, caps = _points(findings, policy)
    for number, finding in enumerate(findings):
        cap = policy.caps.get(finding.kind)
        if cap is not None and finding.severity is Severity.MAJOR:
            caps[number].append(f"整份记录至多{cap.band}档、{cap.score:g}分")
            excess = 100.0 - sum(points) - cap.score
            if excess > 0:
                points[number] += excess
    for number in _fit(points):
        caps[number].append("整份记录的扣分合计至多100分")
    score = round(100.0 - sum(points), 1)
    allowed = _allowed(score, findings, policy)
    dimensions = _dimensions(reading, findings)
    note = "" if reading.band >= allowed else _note(reading, dimensions)
    return Grade(dimensions, tuple(points), tuple(map(tuple, caps)), score, min(reading.band, allowed), note)


def _dimensions(reading: Reading, findings: Sequence[Finding]) -> dict[str, int]:
    """The dimensions as whole numbers 0–4; 要素 is 3 at most where an element is found missing, 2 where two or more are.

    The reading judges 要素 by how much the header holds; which of the elements that must be there are not, the findings know.
    """
    found = {key: min(_FULL, max(0, round(value))) for key, value in reading.dimensions}
    missing = [finding for finding in findings if finding.kind is FindingKind.MISSING_ELEMENT]
    if missing and _ELEMENTS in found:
        several = sum(finding.weight for finding in missing if finding.severity is not Severity.INFO) >= _SEVERAL
        found[_ELEMENTS] = min(found[_ELEMENTS], _FULL - 2 if several else _FULL - 1)
    return found


def _points(findings: Sequence[Finding], policy: Policy) -> tuple[list[float], list[list[str]]]:
    """Each finding's points by severity and weight, until its kind's cap is reached, and where that cap binds."""
    taken: dict[str, float] = {}
    points: list[float] = []
    caps: list[list[str]] = []
    for finding in findings:
        row = policy.deductions[finding.kind]
        asked = float(getattr(row, finding.severity)) * finding.weight
        given = round(max(0.0, min(asked, row.cap - taken.get(finding.kind, 0.0))), 1)
        taken[finding.kind] = taken.get(finding.kind, 0.0) + given
        points.append(given)
        caps.append([f"同类问题合计至多扣{row.cap:g}分"] if given < round(asked, 1) else [])
    return points, caps


def _fit(points: list[float]) -> list[int]:
    """Takes back what is beyond 100 in all, from the last findings first, and rounds to a tenth; gives the findings from which was taken back."""
    beyond, lessened = sum(points) - 100.0, []
    for number in range(len(points) - 1, -1, -1):
        back = min(max(beyond, 0.0), points[number])
        points[number] = round(points[number] - back, 1)
        beyond -= back
        if back >= _LEAST:
            lessened.append(number)
    return lessened


def _allowed(score: float, findings: Sequence[Finding], policy: Policy) -> int:
    """The best band that the score and the caps permit."""
    by_score = 1 + sum(score >= lowest for lowest in policy.bands)
    caps = [policy.caps[finding.kind].band for finding in findings if finding.kind in policy.caps and finding.severity is Severity.MAJOR]
    return min([by_score, *caps])


def _note(reading: Reading, dimensions: Mapping[str, int]) -> str:
    """That the whole is judged lower than its deductions say, and which dimensions are low, or else lowest."""
    names: type[TalkDimension | MeetingDimension] = MeetingDimension if reading.talk is None else TalkDimension
    if not dimensions:
        return f"档次按整份判断，只到{reading.band}档"
    least = min(dimensions.values())
    if least == _FULL:
        weakest = names(min(reading.dimensions, key=lambda rated: rated[1])[0]).zh
        return f"档次按整份判断，只到{reading.band}档（各项都高，{weakest}相对最弱）"
    low = [f"{names(key).zh}{value}/{_FULL}" for key, value in dimensions.items() if value <= max(_LOW, least)]
    return f"档次按整份判断，只到{reading.band}档（{'、'.join(low)}）"
