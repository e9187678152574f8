"""The four figures and the two skins, each with the facts it is made of."""

from __future__ import annotations

import msgspec

from analyzer.ledger import Ledger, all_checks
from analyzer.ledger.figures import figures
from analyzer.ledger.skins import integration, party_business
from analyzer.policies import load_policy
from analyzer.types.ledger import Figure
from tests.ledger.cases import LedgerCase, ledger_of

POLICY = load_policy().ledger
MONTHLY = {"type": ["committee"], "start": "2025-01-08 15:00", "months": "1-12", "entered": "+1"}


def ledger(*rows: dict[str, object], **more: object) -> Ledger:
    """The ledger of some short rows."""
    return ledger_of(msgspec.convert({"name": "", "rows": rows, "finds": [], **more}, LedgerCase))


def figures_of(made: Ledger) -> dict[str, Figure]:
    """The figures of its only branch."""
    return figures(made.branches[0], made, POLICY, [found for check in all_checks() for found in check.check(made, POLICY)])


def test_a_branch_in_order_has_full_figures() -> None:
    """Nothing is missing, late or contradicted; what is due besides lowers only 完整性."""
    found = figures_of(ledger({"id": "A", **MONTHLY}))
    assert [found[name].value for name in ("规范性", "及时性", "准确性")] == [100, 100, 100]
    assert found["完整性"].value is not None
    assert found["完整性"].value < 100
    assert all(figure.why for figure in found.values())


def test_what_is_late_or_contradicted_lowers_its_own_figure() -> None:
    """Two of four records are late, one has an absentee who speaks."""
    late = {"id": "A", "type": ["study"], "start": "2025-03-03 15:00", "months": "3-4", "entered": "2025-12-16 09:00"}
    speaking = {"id": "B", "type": ["study"], "start": "2025-05-06 15:00", "entered": "+1", "attendees": "莫家驹", "absent": "单晓东"}
    found = figures_of(ledger(late, {**speaking, "content": "单晓东说，图纸要改。"}, {**speaking, "id": "C", "start": "2025-06-06 15:00"}))
    assert (found["及时性"].value, found["准确性"].value) == (50, 75)


def test_what_only_paper_has_lowers_completeness() -> None:
    """A record of the paper list that the electronic ledger lacks."""
    row = {"id": "A", **MONTHLY}
    paper = [row, {"id": "P", "type": ["study"], "start": "2025-03-10 15:00"}]
    less, more = figures_of(ledger(row, paper=paper))["完整性"].value, figures_of(ledger(row))["完整性"].value
    assert less is not None
    assert more is not None
    assert less < more


def test_what_nothing_tells_of_is_null() -> None:
    """No entry times, no judged text."""
    found = figures_of(ledger({"id": "A", "type": ["study"], "start": "2025-03-03 15:00", "not_judged": True}))
    assert (found["规范性"].value, found["及时性"].value) == (None, None)


def test_business_and_study_are_weighed() -> None:
    """Three quarters of the characters are business; one of two studies reaches the branch's own work."""
    made = ledger(
        {
            "id": "A",
            "type": ["committee"],
            "start": "2025-03-03 15:00",
            "purposes": [{"activity": "business", "substance": 2, "length": 300}],
        },
        {
            "id": "B",
            "type": ["study"],
            "start": "2025-04-03 15:00",
            "purposes": [{"activity": "theory_study", "substance": 2, "length": 50}],
        },
        {
            "id": "C",
            "type": ["study"],
            "start": "2025-05-06 15:00",
            "purposes": [{"activity": "theory_study", "substance": 1, "length": 50}],
        },
        {"id": "D", "type": ["joint"], "start": "2025-05-07 15:00", "purposes": [{"activity": "business", "substance": 2, "length": 900}]},
    )
    business, own = party_business(made.branches[0], made, POLICY), integration(made.branches[0], made, POLICY)
    assert (business.value, own.value) == (75, 50)
    assert "重业务" in business.why
