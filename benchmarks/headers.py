"""How well headers are read that were written without sight of the program (corpus/offices): each field, the bounds of the body, unjust findings.

    python -m benchmarks.headers            prints the table of docs/evaluation.md
    python -m benchmarks.headers --write    puts it there; some seconds

A name with its title or unit counts as the name. Findings of headers are unjust where every field that they ask for is marked.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analyzer import Analyzer
from analyzer.rendering.blocks import with_block
from analyzer.types.document import Document, Source
from analyzer.types.labels import FindingKind, RecordType, Severity
from analyzer.types.record import FIELD_NAMES, PEOPLE_FIELDS
from analyzer.types.report import Report
from corpus.offices import MarkedRecord, load_offices

PAGE = Path(__file__).parents[1] / "docs" / "evaluation.md"
FIELDS = {
    RecordType.MEETING: (
        "date", "start", "end", "place", "host", "recorder", "due", "present", "absent", "attendees", "observers", "title", "branch",
    ),
    RecordType.TALK: ("date", "start", "end", "place", "talker", "talkee", "recorder", "title", "branch"),
}  # fmt: skip
_CLOCKS, _COUNTS = ("start", "end"), ("due", "present")
_OF_HEADERS = (FindingKind.MISSING_ELEMENT, FindingKind.INCONSISTENT_HEADER)
_NOT_A_YEAR = "日期没有写年份。"


def bare(words: str) -> str:
    """Words without white space and punctuation, in one form."""
    return re.sub(r"[\s、,，。;；:：()（）\-—－/]", "", unicodedata.normalize("NFKC", words))


def is_right(key: str, wanted: Sequence[str], got: str) -> bool:
    """Whether a field says what is marked."""
    if key == "date":
        return got == wanted[0]
    if key in _CLOCKS:
        return got.endswith(wanted[0])
    if key in _COUNTS:
        return re.sub(r"\D", "", wanted[0]) == got
    said = bare(got)
    if said in {bare("".join(wanted)), *map(bare, wanted)}:
        return True
    return key in PEOPLE_FIELDS and all(bare(name) in said for name in wanted) and len(said) <= 2 * len(bare("".join(wanted))) + 12


def judged(report: Report, record: MarkedRecord, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each field that is marked, and whether it is right, missed or wrong."""
    for key in keys:
        if key in record.fields:
            field = report.record.fields.get(key)
            yield key, "missed" if field is None else "right" if is_right(key, record.fields[key], field.value) else "wrong"


def unjust(report: Report, record: MarkedRecord) -> bool:
    """Whether a finding that costs something says of the header what is not so."""
    costly = [one for one in report.findings if one.kind in _OF_HEADERS and one.severity != Severity.INFO and one.message != _NOT_A_YEAR]
    named = {FIELD_NAMES[key] for key in record.fields if key in FIELD_NAMES}
    return any(one.kind == FindingKind.INCONSISTENT_HEADER or any(name in one.message for name in named) for one in costly)


def body_of(report: Report) -> str:
    """What was read as body: from the first segment or sentence to the last, bare."""
    starts = [one.start for one in report.segments] + [one.start for one in report.sentences]
    ends = [one.end for one in report.segments] + [one.end for one in report.sentences]
    return bare((report.text or "")[min(starts) : max(ends)]) if starts else ""


def measure(analyzer: Analyzer) -> tuple[Mapping[RecordType, Counter[tuple[str, str]]], Counter[str]]:
    """By kind how often each field is right, missed or wrong; and how many records there are, with unjust findings, with bodies cut right."""
    fields = {kind: Counter[tuple[str, str]]() for kind in FIELDS}
    whole = Counter[str]()
    for file in load_offices():
        reports = analyzer.analyze(Document(file.text, Source(file.name, "text", "")))
        for number, record in enumerate(file.records):
            whole["records"] += 1
            if number >= len(reports):
                fields[file.kind].update((key, "missed") for key in FIELDS[file.kind] if key in record.fields)
                continue
            report = reports[number]
            whole["split"] += len(reports) == len(file.records)
            whole["kind"] += report.record.type == file.kind
            whole["body"] += body_of(report) == bare(record.body.of(file.text))
            whole["unjust"] += unjust(report, record)
            fields[file.kind].update(judged(report, record, FIELDS[file.kind]))
    return fields, whole


def summary(fields: Mapping[RecordType, Counter[tuple[str, str]]], whole: Counter[str]) -> str:
    """What was measured, in a sentence."""
    counts = [(how, count) for counted in fields.values() for (_, how), count in counted.items()]
    total, right = sum(count for _, count in counts), sum(count for how, count in counts if how == "right")
    return (
        f"{whole['records']}条记录，{total}个栏目，读对{right}个；类型对{whole['kind']}条，一个文件里有几条读对{whole['split']}条，"
        f"正文起止对{whole['body']}条，扣了分而不该扣的{whole['unjust']}条。"
    )


def main() -> None:
    """Measures, prints, and writes where asked."""
    fields, whole = measure(Analyzer())
    lines = ["| 栏目 | 会议：对 | 漏 | 错 | 谈话：对 | 漏 | 错 |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for key in dict.fromkeys(key for keys in FIELDS.values() for key in keys):
        cells = [
            str(fields[kind][key, how]) if key in keys else "–" for kind, keys in FIELDS.items() for how in ("right", "missed", "wrong")
        ]
        lines.append(f"| {FIELD_NAMES[key]} | {' | '.join(cells)} |")
    lines += ["", summary(fields, whole)]
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), "headers", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
