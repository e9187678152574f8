"""How the checks between records grow with the ledger: seconds and peak memory from 10,000 to 10,000,000 digests.

    python benchmarks/ledger.py                the curve of docs/performance.md
    python benchmarks/ledger.py 10000 100000   some sizes only; ten million take the better part of an hour

A generated ledger (`python -m corpus.ledger`, seed 17) is analysed once; its digests are repeated with other ids, branches, people and words, a tenth of the words
in common as official passages are, until there are enough. Each size runs in a process of its own.

Claim (docs/performance.md): 100,000 digests within 60 seconds and 1 GiB on 2 cores, growing no faster than n log n.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path

import msgspec
import numpy as np

from analyzer.batch import run_batch
from analyzer.batch.output import DIGESTS, read_digests
from analyzer.ledger import gather, ledger_report
from analyzer.policies import load_policy
from analyzer.types.ledger import LedgerCounts, People, RecordDigest
from corpus.ledger.writing import write_ledger

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ROWS, SEED = 4_000, 17
COMMON = 10


def repeated(digests: list[RecordDigest]) -> Iterator[RecordDigest]:
    """The digests over and over, each time as another bureau's year."""
    for turn in count():
        for digest in digests:
            people = {role: tuple(number ^ turn << 20 for number in getattr(digest.people, role)) for role in People.__struct_fields__}
            hashes = np.frombuffer(digest.sketch, dtype="<u4")
            own = hashes % COMMON != 0
            moved = np.where(own, hashes * np.uint32(2 * turn + 1) ^ np.uint32(turn * 2654435761 % 2**32), hashes)
            sketch = np.unique(moved).astype("<u4").tobytes()
            yield msgspec.structs.replace(
                digest, id=f"{turn}-{digest.id}", branch=f"{digest.branch}{turn}", people=People(**people), sketch=sketch
            )


def measure(path: Path, size: int) -> None:
    """Gathers so many digests and runs every check; prints seconds, findings and memory."""
    digests = islice(repeated(list(read_digests(path))), size)
    base = _peak()
    ledger = gather(digests, today=date(2026, 2, 1))
    held = _peak() - base
    start, busy = time.perf_counter(), time.process_time()
    report = ledger_report(ledger, load_policy(), LedgerCounts(size, size, 0), "benchmark")
    seconds, wall = time.process_time() - busy, time.perf_counter() - start
    growth = 1e6 * seconds / (size * math.log(size))
    print(
        f"{size:>10,} digests: {seconds:7.1f} s of a processor ({wall:.1f} s by the clock), {growth:.2f} µs per n·ln n, peak {_peak() / 2**20:.2f} GiB "
        f"(digests {held / 2**20:.2f}), {len(report.findings):,} findings in {len(report.branches):,} branches",
        flush=True,
    )


def _peak() -> int:
    """The most memory used so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measures each size in a child."""
    if len(sys.argv) == 3 and Path(sys.argv[1]).exists():
        measure(Path(sys.argv[1]), int(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_ledger(Path(folder), ROWS, SEED)
        run_batch([f"{folder}/rows.jsonl"], Path(folder) / "out", workers=os.cpu_count() or 1)
        for size in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
            subprocess.run([sys.executable, __file__, f"{folder}/out/{DIGESTS}", str(size)], check=True)


if __name__ == "__main__":
    main()
