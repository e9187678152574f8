"""A corpus that is trained in seconds: some records of three guard styles and of three others."""

from __future__ import annotations

from pathlib import Path

from corpus.records import LabelledRecord, load_records, written_line
from corpus.splits import guard_styles

__all__ = ["TAUGHT", "small_records", "write_corpus"]

TAUGHT = ("bank", "school", "township")


def small_records(step: int = 4) -> list[LabelledRecord]:
    """Every so manyth record of each of the six styles."""
    return [record for style in (*guard_styles(), *TAUGHT) for record in list(load_records(style))[::step]]


def write_corpus(folder: Path, records: list[LabelledRecord]) -> Path:
    """The records as a corpus folder."""
    for record in records:
        (folder / record.style).mkdir(parents=True, exist_ok=True)
        with (folder / record.style / f"{record.record_type}s.jsonl").open("a", encoding="utf-8") as file:
            file.write(written_line(record) + "\n")
    return folder
