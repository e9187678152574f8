"""How well a second person does by the measures that the models are held to: the second labels, scored as if a system had said them.

    python benchmarks/ceiling.py            prints the tables
    python benchmarks/ceiling.py --write    and puts them into docs/evaluation.md

The second labeller saw the text alone. What two people who know the guideline do not agree on, no model can be asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from analyzer.rendering.blocks import with_blocks
from corpus.agreement import labelled_again, twice_labelled
from corpus.offices import office_records
from corpus.records import LabelledRecord
from models.evaluation.intervals import figures, resamples, scores
from models.evaluation.judgement import of_gold
from models.evaluation.measures import MEASURES

PAGE = Path(__file__).parent.parent / "docs" / "evaluation.md"
DRAWS = 1000


def table(pairs: Sequence[tuple[LabelledRecord, LabelledRecord]]) -> str:
    """What the second labels reach on the records of the first."""
    found = figures(scores([of_gold(one) for one, _ in pairs], [of_gold(other) for _, other in pairs], resamples(len(pairs), DRAWS)))
    lines = ["| 指标 | 目标 | 第二人 |", "| --- | ---: | ---: |"]
    for measure in MEASURES:
        if measure.key in found:
            figure = found[measure.key]
            aim = "" if measure.aim is None else f"{'≤' if measure.lower else '≥'} {measure.aim:.2f}"
            lines.append(f"| {measure.zh} | {aim} | {figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}] |")
    styles = len({one.style for one, _ in pairs})
    return "\n".join([*lines, "", f"{len(pairs)}条记录，{styles}种样式；区间按记录自助抽样{DRAWS}次。"])


def main() -> None:
    """Measures and prints, of the corpus and of the short records of offices."""
    blocks = {"ceiling": table(twice_labelled()), "offices_ceiling": table(labelled_again(office_records()))}
    print(*blocks.values(), sep="\n\n")
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_blocks(PAGE.read_text(encoding="utf-8"), blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
