"""Every check finds what its golden cases say, by record ids, and nothing in their near misses."""

from __future__ import annotations

import pytest

from analyzer.ledger import all_checks, ledger_report
from analyzer.policies import load_policy
from analyzer.types.ledger import LedgerCounts
from tests.ledger.cases import LedgerCase, ledger_of, load

ALL = [(str(check.kind), case) for check in all_checks() for case in load(str(check.kind))]


@pytest.mark.parametrize(("kind", "case"), ALL, ids=[f"{kind}-{case.name}" for kind, case in ALL])
def test_finds_what_the_case_says(kind: str, case: LedgerCase) -> None:
    """Each expected finding is there once, and there is no other of the kind."""
    (check,) = [one for one in all_checks() if one.kind == kind]
    ledger, policy = ledger_of(case), load_policy()
    found = list(check.check(ledger, policy.ledger))
    assert {one.kind for one in found} <= {kind}
    for expected in case.finds:
        fitting = [one for one in found if expected.fits(one)]
        assert len(fitting) == 1, (expected, found)
        found.remove(fitting[0])
    assert found == []
    counted = {
        duty.duty: (duty.claimed, duty.effective)
        for branch in ledger_report(ledger, policy, LedgerCounts(len(case.rows), len(case.rows), 0), "").branches
        if branch.branch == "甲支部"
        for duty in branch.duties
    }
    assert {duty: counted.get(duty) for duty in case.counts} == case.counts


def test_every_check_has_six_hits_and_six_near_misses() -> None:
    """The manual's headings stand in order, and each check has at least six cases that find and six that must not."""
    for check in all_checks():
        cases = load(str(check.kind))
        assert sum(bool(case.finds) for case in cases) >= 6, check.kind
        assert sum(not case.finds for case in cases) >= 6, check.kind
        places = [check.page.find(heading) for heading in ("查什么", "为什么", "不查什么", "已知不足")]
        assert places == sorted(places), check.kind
        assert places[0] > 0, check.kind
