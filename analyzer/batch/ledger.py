"""The ledger of a finished batch, or of some reports at hand."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from analyzer.batch.output import DIGESTS, PEOPLE, REPORTS, Line, read_digests, read_people
from analyzer.batch.paper import paper_list
from analyzer.batch.roster import read_roster
from analyzer.batch.rows import ROW
from analyzer.batch.run import named_digest, read_result
from analyzer.ledger import gather, ledger_report, read_references
from analyzer.policies import load_policy, policy_version
from analyzer.types.ledger import LedgerCounts, LedgerReport
from analyzer.types.report import Report

__all__ = ["Texts", "finished_ledger", "ledger_of"]


def finished_ledger(
    out: Path,
    *,
    policy: str,
    year: int | None,
    today: date,
    paper: Path | None = None,
    references: Path | None = None,
    roster: Path | None = None,
) -> LedgerReport:
    """What the records of a finished batch show together, with a paper list, reference texts and a roster where they are given.

    Raises AmbiguousYear, NoRecords, OutputError, PolicyError, UnreadableFile, BadRow.
    """
    result = read_result(out)
    rules = load_policy(policy)
    names = read_people(out / PEOPLE)
    texts = Texts(out / REPORTS)
    ledger = gather(
        read_digests(out / DIGESTS),
        today=today,
        year=year,
        names=names,
        texts=texts,
        paper=paper_list(paper, names) if paper else (),
        roster=read_roster(roster, names) if roster else None,
        references=read_references(references) if references else (),
    )
    report = ledger_report(ledger, rules, LedgerCounts(result.rows, result.analysed, result.failed), policy_version(rules))
    named = {record for found in report.findings for record in found.records}
    places = {record.id: texts.file(record.line) for record in ledger.records if record.id in named} if named else {}
    return msgspec.structs.replace(report, files={record: name for record, name in places.items() if name})


def ledger_of(reports: Sequence[Report], *, policy: str, today: date) -> LedgerReport:
    """What some reports show together, for the year that most of them are of; raises AmbiguousYear, PolicyError."""
    rules = load_policy(policy)
    names: dict[int, str] = {}
    digests = [named_digest(report, number, names) for number, report in enumerate(reports)]
    texts = {number: report.text or "" for number, report in enumerate(reports)}
    judged = sum(report.not_judged is None for report in reports)
    ledger = gather(digests, today=today, names=names, texts=texts)
    return ledger_report(ledger, rules, LedgerCounts(len(reports), judged, len(reports) - judged), policy_version(rules))


class Texts(Mapping[int, str]):
    """The words of records by line, each read from `reports.jsonl` when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places = array("Q")

    def __getitem__(self, line: int) -> str:
        report = self._report(line)
        return "" if report is None or report.text is None else report.text

    def file(self, line: int) -> str:
        """The name of the file that a record is, empty for the row of a ledger."""
        report = self._report(line)
        return "" if report is None or report.source.reader == ROW else Path(report.source.name).name

    def _report(self, line: int) -> Report | None:
        places = self._found()
        if not 0 <= line < len(places):
            raise KeyError(line)
        with self._path.open("rb") as file:
            file.seek(places[line])
            return msgspec.json.decode(file.readline(), type=Line).report

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._found())))

    def __len__(self) -> int:
        return len(self._found())

    def _found(self) -> array[int]:
        """Where each line begins, read once."""
        if not self._places:
            place = 0
            with self._path.open("rb") as file:
                for words in file:
                    self._places.append(place)
                    place += len(words)
        return self._places
