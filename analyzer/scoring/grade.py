"""The grade: points for findings, caps, and a band that is a judgement on the whole.

The score starts at 100; each finding takes the points that the policy gives it, within the cap of its kind; a capping finding takes as much more
as brings the score under its cap. So the points of all findings and the score add up to 100. The band is the reading's own judgement,
never above what the score allows or a cap permits.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.types.finding import Finding
from analyzer.types.labels import Severity
from analyzer.types.policy import Policy
from analyzer.types.reading import Reading

__all__ = ["Grade", "grade"]


class Grade(msgspec.Struct, frozen=True):
    """Points for each finding (same order as the findings), score 0–100, band 1–5."""

    points: tuple[float, ...]
    score: float
    band: int


def grade(findings: Sequence[Finding], reading: Reading, policy: Policy) -> Grade:
    """The grade of a record under a policy."""
    points = _points(findings, policy)
    for number, finding in enumerate(findings):
        cap = policy.caps.get(finding.kind)
        if cap is not None and finding.severity is Severity.MAJOR:
            excess = 100.0 - sum(points) - cap.score
            if excess > 0:
                points[number] += excess
    _fit(points)
    score = round(100.0 - sum(points), 1)
    return Grade(tuple(points), score, _band(score, findings, reading, policy))


def _points(findings: Sequence[Finding], policy: Policy) -> list[float]:
    """Each finding's points by severity and weight, until its kind's cap is reached."""
    taken: dict[str, float] = {}
    points = []
    for finding in findings:
        row = policy.deductions[finding.kind]
        asked = float(getattr(row, finding.severity)) * finding.weight
        given = round(max(0.0, min(asked, row.cap - taken.get(finding.kind, 0.0))), 1)
        taken[finding.kind] = taken.get(finding.kind, 0.0) + given
        points.append(given)
    return points


def _fit(points: list[float]) -> None:
    """Takes back what is beyond 100 in all, from the last findings first, and rounds to a tenth."""
    beyond = sum(points) - 100.0
    for number in range(len(points) - 1, -1, -1):
        back = min(max(beyond, 0.0), points[number])
        points[number] = round(points[number] - back, 1)
        beyond -= back


def _band(score: float, findings: Sequence[Finding], reading: Reading, policy: Policy) -> int:
    by_score = 1 + sum(score >= lowest for lowest in policy.bands)
    caps = [policy.caps[finding.kind].band for finding in findings if finding.kind in policy.caps and finding.severity is Severity.MAJOR]
    return min([reading.band, by_score, *caps])
