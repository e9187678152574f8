"""The headers of corpus/offices: their marks are what the loader says, and they are read as docs/evaluation.md says."""

from __future__ import annotations

from analyzer import Analyzer
from analyzer.types.labels import RecordType
from benchmarks.headers import FIELDS, PAGE, measure, summary
from corpus.offices import load_offices


def test_the_marks_are_not_in_the_text() -> None:
    files = list(load_offices())
    records = [record for file in files for record in file.records]
    assert [file.kind for file in files].count(RecordType.MEETING) == 119
    assert len(records) == 240
    assert not [file.name for file in files if set("{}|<>#%") & set(file.text)]
    for file in files:
        assert [record.body.of(file.text) for record in file.records if not record.body.of(file.text).strip()] == []
        assert {key for record in file.records for key in record.fields} <= {*FIELDS[RecordType.MEETING], *FIELDS[RecordType.TALK]}


def test_a_mark_gives_the_words_or_the_standard_form() -> None:
    first, *_ = load_offices()
    assert first.name == "m01"
    assert first.text.startswith("党支部党员大会会议记录\n时间：2024年3月15日14:30-16:00\n")
    (record,) = first.records
    assert record.fields["date"] == ("2024-03-15",)
    assert record.fields["host"] == ("周建平",)
    assert record.body.of(first.text).startswith("周建平组织学习了")
    assert record.body.of(first.text).endswith("由郭敏排班。")


def test_they_are_read(analyzer: Analyzer) -> None:
    fields, whole = measure(analyzer)
    right, total = (
        sum(counts[key] for counts in fields.values() for key in counts if key[1] in what)
        for what in (("right",), ("right", "missed", "wrong"))
    )
    assert total == 1425
    assert right >= 1408
    assert whole["records"] == whole["kind"] == whole["split"] == 240
    assert whole["body"] >= 235
    assert whole["unjust"] <= 2
    assert f"\n{summary(fields, whole)}\n" in PAGE.read_text(encoding="utf-8")
