"""All checks between the records of a batch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from analyzer.ledger.claims import duty_counts, multiple_claims
from analyzer.ledger.duplicates import near_duplicates
from analyzer.ledger.talks import generic_share, talk_counts
from analyzer.ledger.times import late_entries, time_conflicts
from analyzer.types.ledger import BranchYear, LedgerCounts, LedgerFinding, LedgerReport, RecordDigest

__all__ = ["ledger_report"]

_MONTH = 7


def ledger_report(records: Sequence[RecordDigest], rows_in: int) -> LedgerReport:
    """Facts by branch and findings between records; `rows_in` is how many records the batch was given, failed ones included."""
    by_branch: dict[str, list[RecordDigest]] = defaultdict(list)
    for record in records:
        by_branch[record.branch].append(record)
    findings: list[LedgerFinding] = [*near_duplicates(records), *time_conflicts(records)]
    branches = []
    for branch, own in sorted(by_branch.items()):
        findings += [*multiple_claims(branch, own), *late_entries(branch, own), *generic_share(branch, own)]
        months = Counter(record.start[:_MONTH] for record in own if len(record.start) >= _MONTH and not record.start.startswith("--"))
        branches.append(BranchYear(branch, duty_counts(own), talk_counts(own), dict(sorted(months.items()))))
    order = {"major": 0, "minor": 1, "info": 2}
    findings.sort(key=lambda found: (order[found.severity], found.kind, found.records))
    return LedgerReport("1", tuple(branches), tuple(findings), LedgerCounts(rows_in, len(records), rows_in - len(records)))
