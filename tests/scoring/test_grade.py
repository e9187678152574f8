"""Points add up, caps bind, and what is added to the evidence moves a score only one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.policies import load_policy
from analyzer.scoring import grade
from analyzer.types.finding import Finding, Rule
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.reading import Reading

POLICY = load_policy()
FINDINGS = st.lists(
    st.builds(
        Finding,
        kind=st.sampled_from(list(FindingKind)),
        severity=st.sampled_from(list(Severity)),
        message=st.just(""),
        advice=st.just(""),
        rule=st.just(Rule("", "")),
        weight=st.floats(0, 1),
    ),
    max_size=12,
)
READINGS = st.builds(Reading, band=st.floats(1, 5), confidence=st.just(1.0), dimensions=st.just(()))


@given(FINDINGS, READINGS)
def test_points_and_score_add_up_to_a_hundred(findings: list[Finding], reading: Reading) -> None:
    """Every point that is missing has been taken by a finding; nothing goes below zero."""
    made = grade(findings, reading, POLICY)
    assert abs(made.score + sum(made.points) - 100) < 1e-6
    assert min([made.score, *made.points]) >= 0
    assert 1 <= made.band <= 5


@given(FINDINGS, READINGS)
def test_a_capping_finding_binds_score_and_band(findings: list[Finding], reading: Reading) -> None:
    """With a generic talk or a one-pot 2 nothing else brings the record above band 2."""
    for kind, cap in POLICY.caps.items():
        capped = [*findings, Finding(FindingKind(kind), Severity.MAJOR, "", "", Rule("", ""))]
        made = grade(capped, reading, POLICY)
        assert made.band <= cap.band
        assert made.score <= cap.score


@given(FINDINGS, READINGS, st.sampled_from(list(FindingKind)))
def test_one_more_finding_never_raises_the_score(findings: list[Finding], reading: Reading, kind: FindingKind) -> None:
    """Findings only take."""
    more = [*findings, Finding(kind, Severity.MINOR, "", "", Rule("", ""))]
    assert grade(more, reading, POLICY).score <= grade(findings, reading, POLICY).score + 1e-6
    assert grade(more, reading, POLICY).band <= grade(findings, reading, POLICY).band


@given(FINDINGS, READINGS, st.floats(0, 2))
def test_a_better_reading_never_lowers_the_band(findings: list[Finding], reading: Reading, more: float) -> None:
    """The band rises with the judgement on the whole."""
    better = Reading(min(5.0, reading.band + more), reading.confidence, reading.dimensions, reading.boilerplate)
    assert grade(findings, better, POLICY).band >= grade(findings, reading, POLICY).band


def found(kind: FindingKind, severity: Severity = Severity.MAJOR, weight: float = 1.0) -> Finding:
    return Finding(kind, severity, "", "", Rule("", ""), weight=weight)


@given(FINDINGS, READINGS)
def test_fewer_points_than_the_policy_asks_are_explained(findings: list[Finding], reading: Reading) -> None:
    """Who reads «严重» and «不扣分» side by side is told which cap it was, unless the policy itself asks for nothing."""
    made = grade(findings, reading, POLICY)
    for finding, points, caps in zip(findings, made.points, made.caps, strict=True):
        asked = round(float(getattr(POLICY.deductions[finding.kind], finding.severity)) * finding.weight, 1)
        assert points >= asked or caps


def test_each_cap_says_what_it_binds() -> None:
    """The whole record, all findings of a kind, all points of a record."""
    reading = Reading(3.0, 1.0, (), 0.0)
    claims = [found(FindingKind.EMPTY_CLAIM)] * 3
    made = grade([found(FindingKind.ONE_POT), *claims], reading, POLICY)
    assert made.caps == (("整份记录至多2档、59分",), (), (), ("同类问题合计至多扣20分",))
    all_kinds = [found(FindingKind.ONE_POT), found(FindingKind.GENERIC_TALK), found(FindingKind.OFF_TOPIC)]
    assert grade(all_kinds, reading, POLICY).caps[-1] == ("整份记录至多2档、59分", "整份记录的扣分合计至多100分")
    assert grade([found(FindingKind.NO_OUTCOME, Severity.MINOR)], reading, POLICY).caps == ((),)


@pytest.mark.parametrize(
    ("missing", "most"),
    [
        ([], 4),
        ([found(FindingKind.MISSING_ELEMENT, Severity.INFO, 0.25)], 3),
        ([found(FindingKind.MISSING_ELEMENT, Severity.MINOR, 0.25)], 3),
        ([found(FindingKind.MISSING_ELEMENT, Severity.INFO, 0.25)] * 3, 3),
        ([found(FindingKind.MISSING_ELEMENT, Severity.MINOR, 0.5)], 2),
        ([found(FindingKind.NO_OUTCOME, Severity.MINOR)], 4),
    ],
)
def test_elements_are_never_all_there_beside_a_missing_one(missing: list[Finding], most: int) -> None:
    """«要素 4/4» and «要素缺失» exclude each other; a reading that is lower already stays, and other dimensions too."""
    for judged in (4.0, 1.0):
        reading = Reading(3.0, 1.0, (("outcome", 3.6), ("completeness", judged)), 0.0)
        assert grade(missing, reading, POLICY).dimensions == {"outcome": 4, "completeness": min(int(judged), most)}


def test_a_band_below_its_points_says_why() -> None:
    """A record without findings that the reading judges low names the low dimensions; one that is judged as its points say names nothing."""
    dims = (("focus", 3.0), ("substance", 1.2), ("participation", 0.2), ("outcome", 3.0), ("completeness", 4.0))
    low = grade([], Reading(2, 1.0, dims, 0.0), POLICY)
    assert (low.band, low.score) == (2, 100.0)
    assert low.note == "档次按整份判断，只到2档（实质1/4、讨论0/4）"
    assert grade([], Reading(5, 1.0, dims, 0.0), POLICY).note == ""


@pytest.mark.parametrize(
    ("rated", "why"),
    [
        ((3.0, 4.0, 3.0, 4.0, 4.0), "聚焦3/4、讨论3/4"),
        ((3.0, 2.0, 3.0, 4.0, 4.0), "实质2/4"),
        ((3.8, 3.7, 3.6, 3.9, 4.0), "各项都高，讨论相对最弱"),
    ],
)
def test_a_band_just_below_its_points_names_the_lowest_dimensions(rated: tuple[float, ...], why: str) -> None:
    """Where no dimension is low in itself, the lowest are named, so that nobody reads «only band 4» without a reason."""
    dims = tuple(zip(("focus", "substance", "participation", "outcome", "completeness"), rated, strict=True))
    assert grade([], Reading(4, 1.0, dims, 0.0), POLICY).note == f"档次按整份判断，只到4档（{why}）"
