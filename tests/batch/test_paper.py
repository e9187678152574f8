"""A paper list and reference texts reach the checks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from analyzer.batch import run_batch
from analyzer.batch.ledger import finished_ledger
from analyzer.batch.paper import paper_list
from analyzer.errors import BadRow, UnreadableFile
from analyzer.ledger import add_reference, reference
from tests.conftest import GOOD_TALK

ROW = {"id": "R1", "党支部": "甲支部", "类型": "谈心谈话", "开始时间": "2025-09-03 16:10", "谈话人": "莫家驹", "谈话对象": "单晓东"}


def written(path: Path, *rows: dict[str, str]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_a_paper_list_is_read_by_its_headings(tmp_path: Path) -> None:
    """Chinese headings, no content; the names become known."""
    names: dict[int, str] = {}
    (record,) = paper_list(written(tmp_path / "纸质.jsonl", ROW), names)
    assert (record.id, record.branch, record.own, record.day) == ("R1", "甲支部", "talk", "2025-09-03")
    assert set(names.values()) == {"莫家驹", "单晓东"}


def test_a_list_that_is_none_is_an_error_of_the_family(tmp_path: Path) -> None:
    """An empty file, and a line that is no row."""
    (tmp_path / "空.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        paper_list(tmp_path / "空.jsonl", {})
    (tmp_path / "坏.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(BadRow, match="第1行"):
        paper_list(tmp_path / "坏.jsonl", {})


def test_paper_and_templates_are_compared_with_a_finished_batch(tmp_path: Path) -> None:
    """A record only on paper, and one whose text is a template."""
    out = tmp_path / "out"
    run_batch([str(written(tmp_path / "rows.jsonl", {**ROW, "内容": GOOD_TALK}))], out, workers=1)
    paper = written(tmp_path / "纸质.jsonl", ROW, {**ROW, "id": "R2", "开始时间": "2025-10-03 16:10"})
    references = tmp_path / "references"
    add_reference(references, reference("范文.docx", GOOD_TALK, "template"))
    report = finished_ledger(out, policy="default", year=None, today=date(2026, 1, 15), paper=paper, references=references)
    found = [(one.kind, one.records) for one in report.findings if one.kind in ("ledger_mismatch", "copied_template")]
    assert found == [("copied_template", ("R1",)), ("ledger_mismatch", ())]
