"""How long the whole analysis of a text takes, as a ratio to what `jieba.lcut` alone takes on the same text.

    python benchmarks/speed.py            prints the ratio on all text and for the median record, the time to load, and the cold start of the command

Claim (docs/performance.md): the whole analysis takes at most `LIMIT` times as long as `jieba.lcut`; beyond it the exit status is 1. Ratios count, in
time of the processor, so that other work on the machine disturbs them little; times depend on the machine.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import jieba

from analyzer import Analyzer
from analyzer.samples import sample, samples
from analyzer.types.document import Document, Source
from corpus.records import labelled_text, load_records

LIMIT = 2.0
ROUNDS = 7
LONG = 600


def best_of(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The shortest of several runs, in seconds of a clock."""
    times = []
    for _ in range(ROUNDS):
        start = clock()
        call()
        times.append(clock() - start)
    return min(times)


def about_eight_hundred(texts: list[str]) -> list[str]:
    """Records of 600 characters and more as they are; shorter ones one behind the other until they are as long."""
    long, pending = [], ""
    for text in texts:
        if len(text) >= LONG:
            long.append(text)
            continue
        pending += text.replace("\n", "。") + "\n"
        if len(pending) >= LONG:
            long.append(pending)
            pending = ""
    return long


def main() -> None:
    """Measures and prints; exits with 1 where the analysis takes longer than claimed."""
    start = time.process_time()
    analyzer = Analyzer()
    analyzer.analyze(Document("支部党员大会", Source("text", "text", "")))
    print(f"load, with the first record: {time.process_time() - start:.2f} s")
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    texts = [labelled_text(record)[0] for record in load_records()]
    long = about_eight_hundred(texts)
    documents = [Document(text, Source("text", "text", "")) for text in long]
    for document in documents:
        analyzer.analyze(document)
        list(jieba.cut(document.text))
    ratios, whole, cut = [], 0.0, 0.0
    for document in documents:
        ours = best_of(partial(analyzer.analyze, document))
        theirs = best_of(partial(jieba.lcut, document.text))
        ratios.append(ours / theirs)
        whole += ours
        cut += theirs
    characters = sum(len(text) for text in long)
    print(f"records {len(long)}, characters {characters}")
    print(
        f"whole analysis / jieba.lcut: {whole / cut:.2f} on all text; median record {statistics.median(ratios):.2f}, worst {max(ratios):.2f}"
    )
    print(f"whole analysis: {whole / characters * 800 * 1000:.2f} ms for 800 characters")
    name = next(iter(samples()))
    cold = best_of(
        lambda: subprocess.run(
            [sys.executable, "-m", "analyzer.cli", "analyze", "-", "--format", "jsonl"], input=sample(name), capture_output=True, check=True
        ),
        time.perf_counter,
    )
    bare = best_of(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), time.perf_counter)
    print(f"mqa analyze, cold, one sample: {cold:.2f} s, {cold / bare:.0f} × an empty interpreter")
    sys.exit(whole > LIMIT * cut)


if __name__ == "__main__":
    main()
