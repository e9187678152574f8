"""The review queue as a program uses it: what waits, what was decided, and that as examples to train from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx2 as httpx
import msgspec
import pytest

from analyzer.classifying.artefact import load_artefact, save_artefact
from analyzer.classifying.models import default_folder
from analyzer.types.labels import Activity, Aspect, RecordType
from corpus.added import read_added
from corpus.records import labelled_text, load_records
from corpus.reviewed import ReviewedRecord
from service.review import PartAnswer, ReviewIn
from tests.conftest import GENERIC_TALK, GOOD_TALK

REVIEWS = "/api/v1/reviews"


def analysed(client: httpx.Client, text: str) -> str:
    return str(client.post("/api/v1/analyses", json={"text": text}).json()["id"])


def doubtful(client: httpx.Client, kind: RecordType) -> dict[str, Any]:
    """The analysis of the first record of a style that somebody should look at, and that has a finding to strike."""
    texts = (labelled_text(record)[0] for record in load_records("hydrology") if record.record_type is kind)
    analyses = (client.post("/api/v1/analyses", json={"text": text}).json() for text in texts)
    return next(analysis for analysis in analyses if analysis["review"] and analysis["findings"])


def decided(client: httpx.Client, analysis: str, **answers: object) -> httpx.Response:
    return client.put(f"{REVIEWS}/{analysis}/0", json=answers)


def examples(client: httpx.Client) -> dict[str, ReviewedRecord]:
    answer = client.get(f"{REVIEWS}/examples")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    records = [msgspec.json.decode(line, type=ReviewedRecord) for line in answer.content.splitlines()]
    assert len({record.id for record in records}) == len(records)
    return {record.id: record for record in records}


def test_what_is_decided_leaves_the_queue_and_becomes_an_example(client: httpx.Client, tmp_path: Path) -> None:
    """Only what was said is checked; a second decision about the same report takes the place of the first; training reads the file as it is."""
    found = [doubtful(client, kind) for kind in RecordType]
    talk, meeting = (str(analysis["id"]) for analysis in found)
    kind = found[0]["findings"][0]["kind"]
    waiting = client.get(REVIEWS, params={"count": 200}).json()
    assert {talk, meeting} <= {item["analysis_id"] for item in waiting}
    assert all(item["reasons"] for item in waiting)
    assert decided(client, talk, depth=1, band=2).status_code == 200
    body = decided(client, talk, depth=3, parts=[{"number": 1, "aspect": "life", "specific": True}], struck=[kind]).json()
    assert [sentence["checked"] for sentence in body["sentences"] if sentence.get("checked")] == [True]
    assert decided(client, meeting, one_pot=2, band=1, all_parts=True, reviewer="卓然").status_code == 200
    assert not {talk, meeting} & {item["analysis_id"] for item in client.get(REVIEWS, params={"count": 200}).json()}
    kept = examples(client)
    assert (kept[f"{talk}-0"].depth, kept[f"{talk}-0"].band, kept[f"{talk}-0"].struck) == (3, None, (kind,))
    assert all(segment.checked for segment in kept[f"{meeting}-0"].segments)
    path = tmp_path / "reviewed.jsonl"
    path.write_bytes(client.get(f"{REVIEWS}/examples").content)
    assert read_added([path], known=(), closed=()).problems == ()


def test_the_examples_of_the_documentation_are_accepted(client: httpx.Client) -> None:
    """A text is posted, then a decision about its report put, as `docs/integrators.md` shows; every key and label stands there."""
    guide = (Path(__file__).parents[2] / "docs" / "integrators.md").read_text(encoding="utf-8")
    posted, put = map(json.loads, re.findall(r"-d '(\{.*\})'", guide))
    analysis = client.post("/api/v1/analyses", json=posted).json()
    assert analysis["band"] is not None
    answer = decided(client, analysis["id"], **put)
    assert answer.status_code == 200
    assert answer.json()["sentences"][0]["checked"]
    named = [*ReviewIn.model_fields, *PartAnswer.model_fields, *Aspect, *Activity]
    assert [name for name in named if f"`{name}`" not in guide] == []


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "没有任何一项"),
        ({"depth": 0, "band": 5}, "不能高于"),
        ({"one_pot": 1}, "这条记录是谈话，不能写 one_pot。谈话用 depth，parts 里用 aspect、specific；"),
        ({"parts": [{"number": 0, "activity": "business"}]}, "不能写 parts.activity。"),
        ({"struck": ["one_pot"]}, "报告里没有这样的问题：one_pot（一会多用）。struck 可用：generic_talk（泛泛谈话）"),
        ({"struck": ["nope"]}, "body.struck.0（值不合要求，可用：generic_talk、one_pot、"),
        ({"depth": 4}, "depth"),
        ({"depth": 1, "note": "\x00"}, "note"),
        ({"depth": 1, "parts": [{"number": 900}]}, "没有第901句"),
        ({"parts": [{"number": 0, "aspect": "formality", "specific": True}]}, "第1句是寒暄套话，又说是本人具体的事实"),
    ],
)
def test_answers_that_contradict_each_other_are_told(client: httpx.Client, answers: dict[str, object], said: str) -> None:
    """A 422 that says what and what to do; nothing is kept."""
    analysis = analysed(client, GENERIC_TALK + "第二份")
    answer = decided(client, analysis, **answers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert said in answer.json()["detail"]
    assert f"{analysis}-0" not in examples(client)


def test_a_decision_is_no_larger_than_json_may_be(client: httpx.Client) -> None:
    """The limit of JSON holds on this route as on the other."""
    for method, path in (("PUT", f"{REVIEWS}/{'0' * 32}/0"), ("POST", "/api/v1/analyses")):
        answer = client.request(method, path, content=b" " * 5_000_001, headers={"content-type": "application/json"})
        body = answer.json()
        assert (answer.status_code, body["code"], body["detail"]) == (413, "too_large", "JSON 请求超过5 MB；更大的请作为文件上传。")


def test_what_is_not_there_cannot_be_decided(client: httpx.Client) -> None:
    """No such analysis, no such record in it."""
    analysis = analysed(client, GOOD_TALK)
    for path in (f"{REVIEWS}/nope/0", f"{REVIEWS}/{analysis}/7"):
        assert client.put(path, json={"depth": 2}).status_code == 404
    for place in ("nope/0", f"{analysis}/7", f"{analysis}/{10**30}"):
        assert client.get(f"/review/{place}").status_code == 404


def test_a_report_is_made_again_with_the_model_that_made_it(client: httpx.Client, models: Path) -> None:
    """By the version that it carries; a version that is not there is said, and no path is opened for a client."""
    artefact = load_artefact(default_folder())
    card = {name: value for name, value in artefact.card.items() if name != "sha256"}
    card["calibrations"] = {**card["calibrations"], "report": {"slope": 0.5, "shift": 0.0}}
    older = save_artefact(models / "older", artefact.arrays, card).version
    now = client.post("/api/v1/analyses", json={"text": GOOD_TALK}).json()
    then = client.post("/api/v1/analyses", params={"model": older}, json={"text": GOOD_TALK}).json()
    again = client.post("/api/v1/analyses", params={"model": older}, json={"text": GOOD_TALK}).json()
    assert then["versions"]["model"] == older
    assert then["confidence"] != now["confidence"]
    assert json.dumps(again) == json.dumps(then)
    for name in ("linear-0+00000000", str(models / "older")):
        answer = client.post("/api/v1/analyses", params={"model": name}, json={"text": GOOD_TALK})
        assert (answer.status_code, answer.json()["code"]) == (422, "unknown_model")
