"""Points add up, caps bind, and what is added to the evidence moves a score only one way."""

from __future__ import annotations

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
