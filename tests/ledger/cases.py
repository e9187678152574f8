"""Golden cases of the ledger: rows written short, and the findings that they must show, by record ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import yaml

from analyzer.ledger import Ledger, digest, gather, names_by_role, person
from analyzer.ledger.references import reference
from analyzer.types.ledger import LedgerFinding, Need
from analyzer.types.report import (
    MeetingPart,
    NotJudged,
    RecordClaim,
    Report,
    ReportField,
    ReportRecord,
    ReportSource,
    TalkPart,
    TalkSummary,
    Versions,
)

__all__ = ["Expected", "LedgerCase", "ledger_of", "load"]

CASES = Path(__file__).parents[1] / "cases" / "ledger"


class Purpose(msgspec.Struct, forbid_unknown_fields=True):
    """A stretch of a meeting, as the reader would have it."""

    activity: str
    substance: int
    length: int = 100
    lecturer: str | None = None


class ShortRow(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A row of a ledger with what a reading of its text would say; what is left out is taken from the case's `common`.

    `answer` is what a talk's `content` is answered. `type` ticks duties, `claims` adds others (a duty alone stands for once). `people` of a list are separated by «、».
    """

    id: str
    branch: str = "甲支部"
    type: list[str] = []
    title: str = ""
    planned: str = ""
    start: str = ""
    end: str = ""
    entered: str = ""
    place: str = ""
    host: str = ""
    recorder: str = ""
    attendees: str = ""
    observers: str = ""
    absent: str = ""
    talker: str = ""
    talkee: str = ""
    due: int | None = None
    present: int | None = None
    claims: dict[str, int] = {}
    hours: dict[str, float] = {}
    content: str = ""
    answer: str = ""
    purposes: list[Purpose] = []
    depth: int = 3
    kind: str = "care"
    needs: dict[str, str] = {}
    not_judged: bool = False


class Expected(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A finding: the records it rests on («A1-A12» stands for all of them), and whatever else the case wants to hold."""

    records: list[str]
    branch: str | None = None
    severity: str | None = None
    duty: str | None = None
    period: str | None = None
    people: list[str] | None = None

    def fits(self, finding: LedgerFinding) -> bool:
        """Whether a finding is this one."""
        records = {f"{name}{number}" for name, ends in map(_split, self.records) for number in numbers(ends) or [""]}
        if records != set(finding.records) or (self.people is not None and set(self.people) != set(finding.people)):
            return False
        pairs = (
            (self.branch, finding.branch),
            (self.severity, finding.severity),
            (self.duty, finding.duty),
            (self.period, finding.period),
        )
        return all(wanted is None or wanted == found for wanted, found in pairs)


def _split(records: str) -> tuple[str, str]:
    """«A1-A12» as («A», «1-12»); an id alone with no numbers."""
    first, dash, last = records.partition("-")
    name = first.rstrip("0123456789")
    return (name, f"{first[len(name) :]}-{last[len(name) :]}") if dash else (records, "")


class LedgerCase(msgspec.Struct, forbid_unknown_fields=True):
    """A ledger and what a check must find in it: nothing else, and in any order.

    `paper` is a second list of rows to compare with; `documents` and `templates` are the references that the office knows, by name; `counts` are
    claimed and effective counts of some duties of 甲支部.
    """

    name: str
    rows: list[dict[str, Any]]
    finds: list[Expected]
    common: dict[str, Any] = {}
    paper: list[dict[str, Any]] = []
    documents: dict[str, str] = {}
    templates: dict[str, str] = {}
    today: date = date(2026, 1, 15)
    year: int | None = None
    counts: dict[str, tuple[int, int]] = {}

    def short_rows(self, rows: list[dict[str, Any]]) -> list[ShortRow]:
        """The rows with the common values filled in."""
        return [msgspec.convert(one, ShortRow, strict=False) for row in rows for one in repeated({**self.common, **row})]


def repeated(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A row once for each of its `months` («1-12»), `copies` times on days that follow each other; the ids are numbered from 1.

    `entered: +2` is two days after the start.
    """
    row = dict(row)
    months, copies = numbers(row.pop("months", "")), int(row.pop("copies", 1))
    for number, (month, copy) in enumerate(product(months or [0], range(copies)), 1):
        one = dict(row)
        if months or copies > 1:
            start = datetime.fromisoformat(row["start"]) + timedelta(days=copy)
            one |= {"id": f"{row['id']}{number}", "start": start.replace(month=month or start.month).isoformat(" ", "minutes")}
        if row.get("entered", "").startswith("+"):
            one["entered"] = (datetime.fromisoformat(one["start"]) + timedelta(days=int(row["entered"]))).isoformat(" ", "minutes")
        yield one


def numbers(words: str) -> list[int]:
    """«1-3» or «1,4» as numbers."""
    ends = [part.split("-") for part in words.split(",") if part]
    return [number for one in ends for number in range(int(one[0]), int(one[-1]) + 1)]


def load(kind: str) -> list[LedgerCase]:
    """The cases of one check."""
    return [
        case
        for path in sorted((CASES / kind).glob("*.yaml"))
        for case in msgspec.convert(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), list[LedgerCase], strict=False)
    ]


def ledger_of(case: LedgerCase) -> Ledger:
    """The ledger of a case, through the digests of its rows."""
    names: dict[int, str] = {}

    def digests(rows: list[ShortRow]) -> list[Any]:
        made = []
        for number, row in enumerate(rows):
            report = report_of(row)
            names.update({person(name, row.branch): name for role in names_by_role(report).values() for name in role})
            one = digest(report, number)
            if row.needs:
                needs = tuple(Need(event, person(name, row.branch)) for event, name in row.needs.items())
                names.update({person(name, row.branch): name for name in row.needs.values()})
                one = msgspec.structs.replace(one, needs=needs)
            made.append(one)
        return made

    rows = digests(case.short_rows(case.rows))
    texts = {number: row.content for number, row in enumerate(case.short_rows(case.rows))}
    references = [reference(name, text, "document") for name, text in case.documents.items()]
    references += [reference(name, text, "template") for name, text in case.templates.items()]
    paper = digests(case.short_rows(case.paper))
    return gather(rows, today=case.today, year=case.year, names=names, texts=texts, paper=paper, references=references)


def report_of(row: ShortRow) -> Report:
    """The report that a row would have if its text were read as the row says."""
    talk = "talk" in row.type
    fields = {
        key: ReportField(str(value))
        for key in ("title", "planned", "entered", "place", "host", "recorder", "attendees", "observers", "absent", "talker", "talkee", "due", "present")
        if (value := getattr(row, key)) not in ("", None)
    }  # fmt: skip
    fields |= {key: ReportField(_moment(fields[key].value)) for key in ("planned", "entered") if key in fields}
    claims = [RecordClaim(duty, row.claims.get(duty, 1), row.hours.get(duty, 0.0), True) for duty in row.type]
    claims += [RecordClaim(duty, count, row.hours.get(duty, 0.0), False) for duty, count in row.claims.items() if duty not in row.type]
    segments: list[MeetingPart] = []
    size = len(row.content)
    if not talk and not row.not_judged:
        purposes = row.purposes or [Purpose("branch_affairs", 2)]
        total = sum(purpose.length for purpose in purposes)
        place = 0
        for number, purpose in enumerate(purposes):
            last = number == len(purposes) - 1
            end = max(size, total) if last else place + purpose.length
            segments.append(MeetingPart(place, end, place, end, purpose.activity, purpose.substance, purpose.lecturer, 1.0))
            place = end
    text = row.content + row.answer
    sentences = [TalkPart(0, size, 0, size, "thought", True, 1.0)] if talk and not row.not_judged else []
    if row.answer:
        sentences.append(TalkPart(size, len(text), size, len(text), "support", True, 1.0))
    return Report(
        schema="1",
        source=ReportSource("rows.jsonl", 0, "row", "0" * 64),
        record=ReportRecord(
            id=row.id,
            type="talk" if talk else "meeting",
            meeting_type=None,
            title=row.title or None,
            date=_moment(row.start)[:10] or None,
            start=_moment(row.start) or None,
            end=_moment(row.end) or None,
            branch=row.branch,
            fields=fields,
            claims=tuple(claims),
        ),
        text=text,
        segments=tuple(segments),
        sentences=tuple(sentences),
        talk=TalkSummary(row.depth, row.kind, row.depth <= 1, 1.0) if talk and not row.not_judged else None,
        meeting=None,
        dimensions={},
        score=None if row.not_judged else 90.0,
        band=None if row.not_judged else 4,
        confidence=None if row.not_judged else 0.9,
        review=(),
        findings=(),
        notices=(),
        not_judged=NotJudged("not_a_record", "", "") if row.not_judged else None,
        versions=Versions("0", "0", "0", "0"),
    )


def _moment(words: str) -> str:
    """«2025-03-06 14:30» in ISO 8601."""
    return words.replace(" ", "T")
