"""Precision and recall of the checks between records, and how many branches' effective counts are exact, on generated ledgers.

    python benchmarks/ledger_accuracy.py            three ledgers with planted defects, a clean year
    python benchmarks/ledger_accuracy.py --write    into docs/detectors.md

The seeds were not looked at while thresholds were set. Findings that rest on texts which the generator itself repeats (`ignore`) count neither way. The texts are
recombined from the corpus on which the shipped model was trained: what depends on reading them (further duties, generic talks) is flattered; what
depends on rows alone is not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from analyzer.batch import run_batch
from analyzer.batch.ledger import Texts
from analyzer.batch.output import DIGESTS, PEOPLE, REPORTS, read_digests, read_people
from analyzer.batch.paper import paper_list
from analyzer.classifying.models import load_models
from analyzer.ledger import gather, ledger_report, reference
from analyzer.policies import load_policy
from analyzer.rendering.blocks import with_block
from analyzer.types.labels import COUNTABLE, LedgerKind, Severity
from analyzer.types.ledger import LedgerCounts, LedgerFinding, LedgerReport, PurposeDigest, RecordDigest
from corpus.ledger.bureau import BranchLedger, bureau
from corpus.ledger.field import Template
from corpus.ledger.truth import Planted
from corpus.ledger.writing import write_ledger
from corpus.records import load_records

SEEDS, ROWS = (901, 902, 903), 6_000
CLEAN_SEED, CLEAN_ROWS = 904, 25_500
TODAY = date(2026, 2, 1)
RECORDS = frozenset(("near_duplicate", "multiple_claim", "time_conflict", "absent_speaker", "late_entry", "unmet_need", "copied_template"))
ALIKE = frozenset(("near_duplicate", "copied_template"))
PERIODS = frozenset(("missing_months", "quota_shortfall", "ledger_mismatch"))
DUTIES = frozenset(("quota_shortfall", "uneven_year", "officer_turnover", "ledger_mismatch"))
PAGE = Path(__file__).parents[1] / "docs" / "detectors.md"
Key = tuple[object, ...]


def key(found: LedgerFinding | Planted) -> Key:
    """What makes two findings the same: the records, or branch with duty and period."""
    if found.kind in RECORDS or (found.kind == LedgerKind.LEDGER_MISMATCH and found.records):
        return (frozenset(found.records),)
    return found.branch, found.duty if found.kind in DUTIES else "", found.period if found.kind in PERIODS else ""


def analysed(folder: Path, rows: int, seed: int, *, clean: bool) -> tuple[list[RecordDigest], LedgerReport, list[BranchLedger]]:
    """A generated ledger through the whole program, with what the generator knows of it."""
    write_ledger(folder, rows, seed, clean=clean)
    out = folder / "out"
    result = run_batch([str(folder / "rows.jsonl")], out, workers=os.cpu_count() or 1)
    digests = list(read_digests(out / DIGESTS))
    counts = LedgerCounts(result.rows, result.analysed, result.failed)
    names = read_people(out / PEOPLE)
    paper = () if clean else paper_list(folder / "paper.jsonl", names)
    templates = [msgspec.json.decode(line, type=Template) for line in (folder / "templates.jsonl").read_bytes().splitlines()]
    references = [reference(template.name, template.text, "template") for template in templates]
    ledger = gather(digests, today=TODAY, names=names, texts=Texts(out / REPORTS), paper=paper, references=references)
    return digests, ledger_report(ledger, load_policy(), counts, ""), list(bureau(rows, seed, load_records(), clean=clean))


def read_right(digests: list[RecordDigest], truth: list[BranchLedger]) -> Iterator[RecordDigest]:
    """The digests as they would be if every purpose of every text were read right."""
    gold = {record: purposes for branch in truth for record, purposes in branch.purposes.items()}
    for digest in digests:
        other = tuple(part for part in digest.purposes if part.activity not in COUNTABLE)
        right = tuple(PurposeDigest(str(activity), *both) for activity, both in gold[digest.id].items())
        yield msgspec.structs.replace(digest, purposes=(*other, *right))


def exact(report: LedgerReport, truth: list[BranchLedger]) -> tuple[int, int]:
    """In how many branches every claimed and effective count is right, of how many."""
    made = {
        branch.branch: {duty.duty: (duty.claimed, duty.effective) for duty in branch.duties if duty.claimed or duty.effective}
        for branch in report.branches
    }
    wanted = {branch.branch.name: {duty.duty: (duty.claimed, duty.effective) for duty in branch.counts.duties} for branch in truth}
    return sum(made.get(name) == counts for name, counts in wanted.items()), len(wanted)


def tally_kinds(report: LedgerReport, truth: list[BranchLedger], totals: dict[str, Counter[str]]) -> None:
    """Adds hits, misses and false alarms by kind."""
    planted = [line for branch in truth for line in branch.truth]
    repeated = {record for line in planted if line.kind == "ignore" for record in line.records}
    wanted, found = defaultdict(set), defaultdict(set)
    for line in planted:
        wanted[line.kind].add(key(line))
    for one in report.findings:
        if one.severity != Severity.INFO and (
            key(one) in wanted[one.kind] or not repeated.intersection(one.records) or one.kind not in ALIKE
        ):
            found[one.kind].add(key(one))
    for kind in LedgerKind:
        totals[kind]["hits"] += len(wanted[kind] & found[kind])
        totals[kind]["missed"] += len(wanted[kind] - found[kind])
        totals[kind]["false"] += len(found[kind] - wanted[kind])


def main() -> None:
    """Measures, prints Markdown, and writes it where asked."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    exact_read, exact_right, branches, quoted = 0, 0, 0, 0
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            digests, report, truth = analysed(Path(folder), ROWS, seed, clean=False)
        tally_kinds(report, truth, totals)
        right, total = exact(report, truth)
        exact_read, branches = exact_read + right, branches + total
        gold = ledger_report(gather(read_right(digests, truth), today=TODAY), load_policy(), report.counts, "")
        exact_right += exact(gold, truth)[0]
        quoted += sum(len(line.records) for branch in truth for line in branch.truth if line.kind == "official")
    lines = ["| 问题 | 埋设 | 查出 | 召回 | 精确 |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind in LedgerKind:
        hits, missed, false = (totals[kind][name] for name in ("hits", "missed", "false"))
        shares = (f"{hits / (hits + missed):.3f}" if hits + missed else "—", f"{hits / (hits + false):.3f}" if hits + false else "—")
        lines.append(f"| `{kind}` {kind.zh} | {hits + missed} | {hits + false} | {shares[0]} | {shares[1]} |")
    told = [f"{count}/{branches}（{count / branches:.1%}）" for count in (exact_right, exact_read)]
    lines += ["", f"- 认定次数全对的支部：读对各项内容时 {told[0]}，从原文读起 {told[1]}。"]
    lines.append(f"- 引用公文原段的记录{quoted}条次；因此误报的已计入雷同的精确率。")
    with tempfile.TemporaryDirectory() as folder:
        _, report, truth = analysed(Path(folder), CLEAN_ROWS, CLEAN_SEED, clean=True)
    repeated = {record for branch in truth for line in branch.truth if line.kind == "ignore" for record in line.records}
    alarms = [one for one in report.findings if one.kind not in ALIKE or not repeated.intersection(one.records)]
    kinds = "、".join(f"{LedgerKind(kind).zh}{count}" for kind, count in Counter(one.kind for one in alarms).most_common())
    share = f"每200条{200 * len(alarms) / CLEAN_ROWS:.2f}个"
    lines.append(f"- 没有埋设问题的一年：{len(truth)}个支部{CLEAN_ROWS}条，报{len(alarms)}个问题（{kinds}），{share}。")
    lines.append(f"- 量的模型：{load_models(None).version}。")
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), "ledger", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
