"""Precision and recall of each detector on the corpus, every style read by models that never saw it (four groups of styles, each left out in turn).

    python benchmarks/detector_accuracy.py            minutes
    python benchmarks/detector_accuracy.py --write    into docs/detectors.md

A kind counts as found where it costs something, and `one_pot` also as a hint; the labeller's kinds are the truth.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from analyzer import Analyzer
from analyzer.rendering.blocks import with_block
from analyzer.types.document import Document, Source
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.report import Report
from corpus.pairs import load_pairs
from corpus.records import LabelledRecord, labelled_text, load_records
from models.training.settings import Settings
from models.training.train import fit

GROUPS = 4
PAGE = Path(__file__).parents[1] / "docs" / "detectors.md"


def _report(record: LabelledRecord, analyzer: Analyzer) -> Report:
    text, _ = labelled_text(record)
    return analyzer.analyze(Document(text, Source(record.id, "corpus", "")))[0]


def main() -> None:
    """Measures, prints Markdown, and writes it where asked."""
    records, contrasts = list(load_records()), list(load_pairs())
    styles = sorted({record.style for record in records})
    hits, gold, found = Counter[str](), Counter[str](), Counter[str]()
    read: list[tuple[LabelledRecord, Report]] = []
    for group in (styles[number::GROUPS] for number in range(GROUPS)):
        print("、".join(group), file=sys.stderr, flush=True)
        taught = [pair for pair in contrasts if pair.written.style not in group]
        analyzer = Analyzer(model=fit([record for record in records if record.style not in group], taught, Settings()))
        read += [(record, _report(record, analyzer)) for record in records if record.style in group]
    for record, report in read:
        wanted = set(map(str, record.gold.findings))
        shown = {one.kind for one in report.findings if one.severity != Severity.INFO or one.kind == FindingKind.ONE_POT}
        gold.update(wanted)
        found.update(shown)
        hits.update(wanted & shown)
    lines = ["| 问题 | 标注 | 查出 | 召回 | 精确 |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind in FindingKind:
        recall = f"{hits[kind] / gold[kind]:.2f}" if gold[kind] else "—"
        precision = f"{hits[kind] / found[kind]:.2f}" if found[kind] else "—"
        lines.append(f"| `{kind}` {kind.zh} | {gold[kind]} | {found[kind]} | {recall} | {precision} |")
    lines += ["", f"{len(read)}条记录，{len(styles)}种样式，分{GROUPS}组轮流留出。"]
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), "detectors", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
