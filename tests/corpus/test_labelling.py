"""Label Studio: what goes out comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from analyzer.errors import BadRow
from analyzer.types.labels import RecordType
from corpus.labelling.pages import PAGES, page
from corpus.labelling.tasks import blind_task_of, record_of, task_of
from corpus.records import load_record, load_records
from tests.corpus.written import meeting, talk


def test_every_record_comes_back_as_it_went() -> None:
    """Through JSON, as Label Studio stores it."""
    for record in load_records():
        assert record_of(json.loads(json.dumps(task_of(record)))) == record


def test_offsets_count_as_browsers_do() -> None:
    """A character beyond the basic plane is two units; the text still comes back."""
    record = load_record(talk(header="𠮷林厂\n", sentences=[{"text": "𠮶姓老何垫了四十块。\n", "aspect": "work", "specific": True}]))
    task = task_of(record)
    (region, *_) = task["annotations"][0]["result"]
    assert (region["value"]["start"], region["value"]["end"]) == (5, 17)
    assert record_of(task) == record


def test_results_name_only_what_the_page_has() -> None:
    """Each result points at a control of the shipped page and uses one of its keys."""
    for record in (load_record(talk()), load_record(meeting())):
        view = ET.parse(PAGES / f"{record.record_type}.xml").getroot()
        keys = {control.get("name"): {choice.get("alias") for choice in control} for control in view if control.get("name")}
        for result in task_of(record)["annotations"][0]["result"]:
            chosen = result["value"].get(result["type"], [])
            assert result["type"] == "textarea" or set(chosen) <= keys[result["from_name"]]


@pytest.mark.parametrize("kind", list(RecordType))
def test_the_shipped_page_is_not_stale(kind: RecordType) -> None:
    """`python -m corpus.labelling.pages` would write the same."""
    assert (PAGES / f"{kind}.xml").read_text(encoding="utf-8") == page(kind)


def test_the_last_submitted_annotation_counts() -> None:
    """A cancelled one doesn't."""
    task = task_of(load_record(talk()))
    task["annotations"].append({"was_cancelled": True, "result": []})
    assert record_of(task).id == "mill-t01"


def test_a_blind_task_tells_nothing_of_the_labels() -> None:
    """Text and header only: no annotation, no trick, no word on what makes it hard."""
    task = blind_task_of(load_record(talk(trick="echo")))
    assert set(task) == {"data"}
    assert "echo" not in json.dumps(task)
    assert "短而真" not in json.dumps(task, ensure_ascii=False)


def without(name: str) -> dict[str, Any]:
    """A task whose annotation lacks one control."""
    task = task_of(load_record(meeting()))
    task["annotations"][0]["result"] = [result for result in task["annotations"][0]["result"] if result["from_name"] != name]
    return task


@pytest.mark.parametrize("task", [{"id": 7, "data": {"text": "x"}, "annotations": []}, without("band"), without("substance")])
def test_an_unfinished_task_is_named(task: dict[str, Any]) -> None:
    """The error says which task, and what to do."""
    with pytest.raises(BadRow, match=r"任务 (7|mill-m01)：.*重新导出"):
        record_of(task)


def test_export_and_import_on_the_command_line(tmp_path: Path) -> None:
    """One style out, its talks back in."""
    from click.testing import CliRunner

    from analyzer.cli import cli

    runner = CliRunner()
    assert runner.invoke(cli, ["corpus", "export", "foundry", "--label-studio", str(tmp_path)]).exit_code == 0
    result = runner.invoke(cli, ["corpus", "import", str(tmp_path / "talk.json")])
    talks = [record for record in load_records("foundry") if record.record_type is RecordType.TALK]
    assert [load_record(json.loads(line)) for line in result.stdout.splitlines()] == talks
