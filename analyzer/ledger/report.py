"""All that is said of a year: facts by branch, findings between records, and what they cost under a policy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from analyzer.ledger.claims import tally
from analyzer.ledger.figures import figures
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.points import FULL, Taken, deductions, with_points
from analyzer.ledger.questions import questions
from analyzer.ledger.quotas import due_in_year
from analyzer.ledger.roll import all_checks, in_order
from analyzer.ledger.skins import integration, party_business
from analyzer.ledger.talks import talk_counts
from analyzer.types.labels import LedgerKind
from analyzer.types.ledger import BranchYear, Deducted, DutyCount, LedgerCounts, LedgerFinding, LedgerReport, PersonYear
from analyzer.types.ledger_policy import in_force
from analyzer.types.policy import Policy

__all__ = ["ledger_report"]


def ledger_report(ledger: Ledger, policy: Policy, counts: LedgerCounts, version: str) -> LedgerReport:
    """Facts by branch and findings between records; `version` names the policy. Branches are done one after the other."""
    across = with_points(_checked(ledger, policy, across=True), ledger, policy.ledger)
    concerned = _concerned(across, ledger)
    drafts = [_branch(branch, ledger.of(branch), policy, concerned.get(branch.name, ())) for branch in ledger.branches]
    findings = in_order((*across, *(found for draft in drafts for found in draft.findings)))
    numbers = {id(found): number for number, found in enumerate(findings)}
    weights = in_force(policy.ledger.weights, date(ledger.year, 12, 31) if ledger.year else ledger.today)
    shares = {"party": weights.party, "business": weights.business} if weights else {"party": 1.0, "business": 0.0}
    branches = tuple(_numbered(draft, numbers) for draft in drafts)
    return LedgerReport("1", ledger.year, version, shares, branches, findings, counts, ledger.left_out)


class _Draft(msgspec.Struct, frozen=True):
    """A branch's year before its deductions know the numbers of the findings; `findings` are those within the branch."""

    year: BranchYear
    findings: tuple[LedgerFinding, ...]
    taken: tuple[Taken, ...]


def _checked(ledger: Ledger, policy: Policy, *, across: bool) -> tuple[LedgerFinding, ...]:
    return tuple(found for check in all_checks() if check.across is across for found in check.check(ledger, policy.ledger))


def _concerned(findings: Sequence[LedgerFinding], ledger: Ledger) -> dict[str, list[LedgerFinding]]:
    """The findings across branches by the branches whose records they rest on."""
    named = {record for found in findings for record in found.records}
    branch_of = {record.id: record.branch for record in ledger.records if record.id in named} if named else {}
    concerned: dict[str, list[LedgerFinding]] = defaultdict(list)
    for found in findings:
        for name in {found.branch, *(branch_of[record] for record in found.records if record in branch_of)}:
            concerned[name].append(found)
    return concerned


def _branch(branch: Branch, own: Ledger, policy: Policy, across: Sequence[LedgerFinding]) -> _Draft:
    """A branch's year from its own ledger and the findings that it shares with others."""
    within = with_points(_checked(own, policy, across=False), own, policy.ledger)
    mine = in_order((*within, *across))
    alike = {record for found in mine if found.kind == LedgerKind.NEAR_DUPLICATE for record in found.records}
    months = Counter(record.day[:7] for record in branch.records if record.day)
    judged = sum(record.judged for record in branch.records)
    taken = deductions(branch, mine, own, policy.ledger)
    year = BranchYear(
        branch=branch.name,
        duties=_duties(branch, own, policy, alike),
        talks=talk_counts(branch),
        months=dict(sorted(months.items())),
        score=round(max(0.0, FULL - sum(one.points for one in taken)), 2) if judged else None,
        deductions=(),
        figures=figures(branch, own, policy.ledger, mine),
        business=party_business(branch, own, policy.ledger),
        integration=integration(branch, own, policy.ledger),
        people=_people(branch, own),
        confidence=round(judged / len(branch.records), 4),
        ask=questions(mine),
    )
    return _Draft(year, within, taken)


def _numbered(draft: _Draft, numbers: dict[int, int]) -> BranchYear:
    """The branch's year with its deductions, their findings by number."""
    taken = (Deducted(one.kind, one.points, tuple(sorted(numbers[id(found)] for found in one.findings)), one.source) for one in draft.taken)
    return msgspec.structs.replace(draft.year, deductions=tuple(taken))


def _duties(branch: Branch, ledger: Ledger, policy: Policy, alike: set[str]) -> tuple[DutyCount, ...]:
    """Claimed and effective counts of each duty that is claimed or due."""
    counted = tally(branch, ledger, policy.ledger)
    effective = Counter(one.duty for one in counted.counted)
    doubtful = Counter(one.duty for one in counted.counted if alike.intersection(one.records))
    why: dict[str, list[str]] = defaultdict(list)
    apart: Counter[str] = Counter()
    for struck in counted.struck:
        why[struck.duty].append(struck.why)
        apart[struck.duty] += 0 if struck.known else struck.count
    for one in counted.counted:
        if one.why:
            why[one.duty].append(one.why)
    quotas = {quota.duty for quota in policy.ledger.quotas}
    due = {duty: due_in_year(duty, branch, ledger.year, policy.ledger) for duty in quotas} if ledger.year else {}
    return tuple(
        DutyCount(duty, counted.claimed.get(duty, 0), effective[duty], due.get(duty), tuple(why[duty]), apart[duty], doubtful[duty])
        for duty in sorted({*counted.claimed, *effective, *(duty for duty, times in due.items() if times)})
    )


def _people(branch: Branch, ledger: Ledger) -> tuple[PersonYear, ...]:
    """What the year says of each member and of whoever leads or records."""
    attended = Counter(number for record in branch.meetings for number in record.people.there)
    absent = Counter(number for record in branch.meetings for number in record.people.absent)
    hosted = Counter(number for record in branch.meetings for number in record.people.host)
    recorded = Counter(number for record in branch.meetings for number in record.people.recorder)
    talked = Counter(number for talk in branch.talks for number in talk.people.talker)
    heard = Counter(number for talk in branch.talks for number in talk.people.talkee)
    generic = Counter(number for talk in branch.talks if talk.generic for number in talk.people.talker)
    everybody = branch.members.union(attended, hosted, recorded, talked, heard)
    return tuple(
        PersonYear(
            ledger.who([number])[0],
            number in branch.members,
            attended[number],
            absent[number],
            hosted[number],
            recorded[number],
            talked[number],
            heard[number],
            generic[number],
        )
        for number in sorted(everybody, key=lambda number: ledger.who([number]))
    )
