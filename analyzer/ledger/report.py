"""All that is said of a year: facts by branch, findings between records, and what they cost under a policy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from analyzer.ledger.claims import tally
from analyzer.ledger.figures import figures
from analyzer.ledger.ledger import Branch, Ledger
from analyzer.ledger.points import FULL, deductions, with_points
from analyzer.ledger.questions import questions
from analyzer.ledger.quotas import due_in_year
from analyzer.ledger.roll import check_all
from analyzer.ledger.skins import integration, party_business
from analyzer.ledger.talks import talk_counts
from analyzer.types.labels import LedgerKind
from analyzer.types.ledger import BranchYear, DutyCount, LedgerCounts, LedgerFinding, LedgerReport, PersonYear
from analyzer.types.ledger_policy import in_force
from analyzer.types.policy import Policy

__all__ = ["ledger_report"]


def ledger_report(ledger: Ledger, policy: Policy, counts: LedgerCounts, version: str) -> LedgerReport:
    """Facts by branch and findings between records; `version` names the policy."""
    findings = with_points(check_all(ledger, policy.ledger), ledger, policy.ledger)
    of_branch: dict[str, list[int]] = defaultdict(list)
    branch_of = {record.id: branch.name for branch in ledger.branches for record in branch.records}
    for number, found in enumerate(findings):
        for name in {found.branch, *(branch_of[record] for record in found.records if record in branch_of)}:
            of_branch[name].append(number)
    alike = {record for found in findings if found.kind == LedgerKind.NEAR_DUPLICATE for record in found.records}
    branches = tuple(_branch(branch, ledger, policy, findings, of_branch[branch.name], alike) for branch in ledger.branches)
    weights = in_force(policy.ledger.weights, date(ledger.year, 12, 31) if ledger.year else ledger.today)
    shares = {"party": weights.party, "business": weights.business} if weights else {"party": 1.0, "business": 0.0}
    return LedgerReport("1", ledger.year, version, shares, branches, findings, counts)


def _branch(
    branch: Branch, ledger: Ledger, policy: Policy, findings: Sequence[LedgerFinding], mine: Sequence[int], alike: set[str]
) -> BranchYear:
    months = Counter(record.day[:7] for record in branch.records if record.day)
    judged = sum(record.judged for record in branch.records)
    taken = deductions(branch, findings, mine, ledger, policy.ledger)
    return BranchYear(
        branch=branch.name,
        duties=_duties(branch, ledger, policy, alike),
        talks=talk_counts(branch),
        months=dict(sorted(months.items())),
        score=round(max(0.0, FULL - sum(one.points for one in taken)), 2) if judged else None,
        deductions=taken,
        figures=figures(branch, ledger, policy.ledger, [findings[number] for number in mine]),
        business=party_business(branch, ledger, policy.ledger),
        integration=integration(branch, ledger, policy.ledger),
        people=_people(branch, ledger),
        confidence=round(judged / len(branch.records), 4),
        ask=questions(findings[number] for number in mine),
    )


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
