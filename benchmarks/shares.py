"""Where the time of an analysis goes: the shares of its parts, by samples of the stack.

    python benchmarks/shares.py            prints the table of docs/performance.md; two minutes
    python benchmarks/shares.py --write    puts it there

A thousandth of a second of processor time apart, the innermost function of this project on the stack is noted; its module says which part of the
work it belongs to. Of the corpus every fifth text of some 800 characters, as in `speed.py`.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from analyzer import Analyzer
from analyzer.rendering.blocks import with_block
from analyzer.types.document import Document, Source
from benchmarks.speed import about_eight_hundred
from corpus.records import labelled_text, load_records

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
EVERY, ROUNDS, INTERVAL = 5, 3, 0.001
ROOT = str(Path(__file__).parents[1] / "analyzer") + "/"
PARTS = {
    "逐句的特征（切词、n 元组的散列、形状、词表、词义）": (
        "classifying/features", "classifying/shapes", "classifying/words", "classifying/lexicon", "classifying/meanings", "text/hashing",
    ),
    "线性模型和把握": ("classifying/linear", "classifying/context", "classifying/candidates", "classifying/models", "classifying/calibration"),
    "树": ("classifying/trees",),
    "分段（候选、边界、词链、最优切分）": ("segmenting/",),
    "表头要素、正文起止、声明的类型和计入": ("parsing/", "classifying/frame"),
    "开头像谈话、会议还是别的文字": ("classifying/opening",),
    "检查器": ("detectors/",),
    "分句、数字、整理字符、套话": ("text/",),
    "各句各环节的结果、整篇的评定": ("interpreting/",),
    "评分、发布、报告": ("scoring/", "pipeline", "types/", "policies/", "versions"),
}  # fmt: skip
OTHER = "其余"


def part_of(frame: FrameType | None) -> str:
    """The part of the work that the innermost function of the analyzer on the stack belongs to."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(ROOT):
            module = path.removeprefix(ROOT)
            return next((part for part, modules in PARTS.items() if module.startswith(modules)), OTHER)
        frame = frame.f_back
    return OTHER


def measure(documents: list[Document], analyzer: Analyzer) -> Counter[str]:
    """How many samples each part has while the documents are analysed, some rounds of them."""
    found = Counter[str]()

    def note(_signal: int, frame: FrameType | None) -> None:
        found[part_of(frame)] += 1

    signal.signal(signal.SIGPROF, note)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    for _ in range(ROUNDS):
        for document in documents:
            analyzer.analyze(document)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return found


def main() -> None:
    """Measures, prints, and writes where asked."""
    texts = about_eight_hundred([labelled_text(record)[0] for record in load_records()])[::EVERY]
    documents = [Document(text, Source("text", "text", "")) for text in texts]
    analyzer = Analyzer()
    for document in documents:
        analyzer.analyze(document)
    found = measure(documents, analyzer)
    total = sum(found.values())
    lines = ["| 做什么 | 份额 |", "| --- | ---: |"]
    lines += [f"| {part} | {100 * found[part] / total:.0f} |" for part in (*PARTS, OTHER)]
    lines += ["", f"{len(documents)}篇，{total}次采样。"]
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), "shares", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
