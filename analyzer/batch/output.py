"""The files of a batch: shards written aside and renamed, then one file of all of them, the marker last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from analyzer.errors import AnalyzerError, OutputError, error_codes
from analyzer.rendering.whole import write_whole
from analyzer.types.document import Notice
from analyzer.types.ledger import RecordDigest
from analyzer.types.report import Report

__all__ = [
    "DIGESTS",
    "FAILED",
    "FINISHED",
    "NOTES",
    "PEOPLE",
    "REPORTS",
    "WORKBOOK",
    "ErrorLine",
    "Line",
    "Person",
    "finished_shards",
    "other_plans",
    "read_digests",
    "read_lines",
    "read_notes",
    "read_people",
    "shard_path",
    "write_digests",
    "write_lines",
    "write_shard",
]

REPORTS, DIGESTS, PEOPLE, FAILED, NOTES = "reports.jsonl", "digests.msgpack", "people.jsonl", "failed.jsonl", "notes.jsonl"
WORKBOOK, FINISHED = "考核工作簿.xlsx", "batch.json"
_SHARDS = "shards"
_LENGTH = 4


Kind = TypeVar("Kind", bound=msgspec.Struct)


class ErrorLine(msgspec.Struct, frozen=True):
    """Why a file or row has no report."""

    code: str
    where: str
    problem: str
    remedy: str


class Person(msgspec.Struct, frozen=True):
    """One line of `people.jsonl`: the name behind a number of the digests. Without that file findings show numbers instead of names."""

    number: int
    name: str


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of `reports.jsonl`: a report, or an error; of a ledger's row both, the report then tells no more than its header says."""

    report: Report | None = None
    error: ErrorLine | None = None

    @classmethod
    def of_error(cls, error: AnalyzerError, report: Report | None = None) -> Line:
        """The line of an error of the family, with the report of a row that was not judged for it."""
        return cls(report, ErrorLine(error.code, error.where, error.problem, error.remedy))

    @property
    def failed(self) -> bool:
        """Whether nothing was judged: an error, or a report that says why not."""
        return self.report is None or self.report.not_judged is not None

    def result(self) -> Report | AnalyzerError:
        """The error as it was raised, or the report."""
        if self.error is not None:
            return error_codes()[self.error.code](self.error.problem, where=self.error.where, remedy=self.error.remedy)
        if self.report is None:
            raise ValueError("a line holds a report or an error")
        return self.report


def shard_path(out: Path, digest: str, number: int) -> Path:
    """Where a shard of a plan is written; another plan has other names."""
    return out / _SHARDS / digest[:16] / f"{number:06d}.jsonl"


def finished_shards(out: Path, digest: str) -> set[int]:
    """The shards of a plan that are done."""
    return {int(path.stem) for path in (out / _SHARDS / digest[:16]).glob("*.jsonl")}


def other_plans(out: Path, digest: str) -> bool:
    """Whether a plan of another digest has shards that are done."""
    return any(path.parent.name != digest[:16] for path in (out / _SHARDS).glob("*/*.jsonl"))


def write_shard(folder: Path, number: int, lines: Iterable[Line]) -> None:
    """Writes one shard into the folder of its plan."""
    write_lines(folder / f"{number:06d}.jsonl", lines)


def write_lines(path: Path, values: Iterable[msgspec.Struct]) -> None:
    """Writes some values whole, one a line of JSON. Raises OutputError."""
    write_whole(path, (msgspec.json.encode(value) + b"\n" for value in values))


def write_digests(path: Path, digests: Iterable[RecordDigest]) -> None:
    """Writes digests whole: each as MessagePack behind its length in four bytes (big-endian). Raises OutputError."""
    encoded = map(msgspec.msgpack.encode, digests)
    write_whole(path, (len(words).to_bytes(_LENGTH, "big") + words for words in encoded))


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a shard or of `reports.jsonl`. Raises OutputError where the file is missing or cut short."""
    return _read(path, Line)


def read_notes(path: Path) -> Iterator[Notice]:
    """The notes of a finished batch. Raises OutputError."""
    return _read(path, Notice)


def read_digests(path: Path) -> Iterator[RecordDigest]:
    """The digests of a finished batch. Raises OutputError where the file is missing or cut short."""
    decode = msgspec.msgpack.Decoder(RecordDigest).decode
    try:
        with path.open("rb") as file:
            while size := file.read(_LENGTH):
                yield decode(file.read(int.from_bytes(size, "big")))
    except (OSError, msgspec.MsgspecError) as error:
        raise _damaged(path) from error


def read_people(path: Path) -> dict[int, str]:
    """The names behind the numbers of the digests; none where the office has removed the file. Raises OutputError where it is cut short."""
    return {person.number: person.name for person in _read(path, Person)} if path.exists() else {}


def _read(path: Path, kind: type[Kind]) -> Iterator[Kind]:
    decode = msgspec.json.Decoder(kind).decode
    try:
        with path.open("rb") as file:
            for line in file:
                yield decode(line)
    except (OSError, msgspec.MsgspecError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> OutputError:
    return OutputError("批处理结果缺失或损坏。", where=str(path), remedy="请重新运行 mqa batch。")
