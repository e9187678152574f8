"""Precision and recall of each detector on the corpus, every style read by models that never saw it (four groups of styles, each left out in turn).

    python benchmarks/detector_accuracy.py     the first table of docs/detectors.md; minutes

A kind counts as found where it costs something, and `one_pot` also as a hint; the labeller's kinds are the truth.
"""

from __future__ import annotations

import sys
from collections import Counter

from models.evaluation.crossval import report_all

from analyzer import Analyzer
from analyzer.types.labels import FindingKind, Severity
from corpus.pairs import load_pairs
from corpus.records import load_records
from models.training.settings import Settings
from models.training.train import fit

GROUPS = 4


def main() -> None:
    """Measures and prints Markdown."""
    records, contrasts = list(load_records()), list(load_pairs())
    styles = sorted({record.style for record in records})
    hits, gold, found = Counter[str](), Counter[str](), Counter[str]()
    pairs = []
    for group in (styles[number::GROUPS] for number in range(GROUPS)):
        print("、".join(group), file=sys.stderr, flush=True)
        taught = [pair for pair in contrasts if pair.written.style not in group]
        analyzer = Analyzer(model=fit([record for record in records if record.style not in group], taught, Settings()))
        pairs += report_all([record for record in records if record.style in group], analyzer)
    for pair in pairs:
        wanted = set(map(str, pair.record.gold.findings))
        shown = {one.kind for one in pair.report.findings if one.severity != Severity.INFO or one.kind == FindingKind.ONE_POT}
        gold.update(wanted)
        found.update(shown)
        hits.update(wanted & shown)
    print("| 问题 | 标注 | 查出 | 召回 | 精确 |\n| --- | ---: | ---: | ---: | ---: |")
    for kind in FindingKind:
        recall = f"{hits[kind] / gold[kind]:.2f}" if gold[kind] else "—"
        precision = f"{hits[kind] / found[kind]:.2f}" if found[kind] else "—"
        print(f"| `{kind}` {kind.zh} | {gold[kind]} | {found[kind]} | {recall} | {precision} |")
    print(f"\n{len(pairs)}条记录，{len(styles)}种样式，分{GROUPS}组轮流留出。")


if __name__ == "__main__":
    main()
