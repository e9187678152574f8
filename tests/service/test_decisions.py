"""What people decided, as the pages tell it: next to the program's judgement, the latest first, nothing lost."""

from __future__ import annotations

import io
import json
import re

import docx
import httpx2 as httpx

from analyzer.types.labels import FindingKind
from corpus.records import labelled_text, load_records
from tests.conftest import GENERIC_TALK, ONE_POT

REVIEWS = "/api/v1/reviews"


def test_a_decision_is_told_beside_the_judgement(client: httpx.Client) -> None:
    """Who, when, which grade the program gave, what holds and what not, how many parts were seen; the latest decision counts."""
    body = client.post("/api/v1/analyses", json={"text": ONE_POT}).json()
    struck, confirmed, *_ = sorted({one["kind"] for one in body["findings"]})
    page = f"/analyses/{body['id']}"
    assert "已由人复核" not in client.get(page).text
    other = 1 if body["band"] > 1 else 2
    parts = [{"number": 0, "substance": 0 if body["segments"][0]["substance"] else 1}]
    for answers in (
        {"band": body["band"], "reviewer": "先看的人"},
        {"band": other, "struck": [struck], "confirmed": [confirmed], "parts": parts, "reviewer": "<复核人>", "note": "见附件"},
    ):
        assert client.put(f"{REVIEWS}/{body['id']}/0", json=answers).status_code == 200
    for shown in (client.get(page).text, client.get("/review").text):
        told = shown[shown.index("&lt;复核人&gt;") - 600 : shown.index("&lt;复核人&gt;") + 600]
        assert re.search(rf"档次：{other} ..（程序判为{body['band']} ..）", told)
        assert re.search(f"(?<!不)成立的问题：{FindingKind(confirmed).zh}", told)
        assert f"不成立的问题：{FindingKind(struck).zh}" in told
        assert "看过1个环节，改了1个环节：第1个环节" in told
        assert "备注：见附件" in told
        assert "先看的人" not in told


def test_what_is_passed_on_says_that_it_was_reviewed(client: httpx.Client) -> None:
    """The page in one file and the Word file name the reviewer and the decision; before that they say nothing of the kind."""
    body = client.post("/api/v1/analyses", json={"text": GENERIC_TALK + "另一份"}).json()

    def passed_on() -> tuple[str, str]:
        word = docx.Document(io.BytesIO(client.get(f"/analyses/{body['id']}/annotated.docx").content))
        return client.get(f"/analyses/{body['id']}/report.html").text, next(iter(word.comments)).text

    assert not any("已由人复核" in one for one in passed_on())
    client.put(f"{REVIEWS}/{body['id']}/0", json={"depth": 1, "reviewer": "卓然", "note": "核过"})
    for told in passed_on():
        assert re.search("已由人复核（卓然 · [-0-9]+ [:0-9]+）：谈到多深：1 只有套话（泛泛）.*；备注：核过。", told)


def test_the_form_opens_with_the_decision_and_keeps_it(client: httpx.Client) -> None:
    """Saved again as it opens, the decision says the same."""
    talk = next(record for record in load_records("township") if record.record_type == "talk")
    body = client.post("/api/v1/analyses", json={"text": labelled_text(talk)[0]}).json()
    struck = [next(one["kind"] for one in body["findings"] if one["kind"] != "generic_talk")]
    answers = {"depth": 2, "band": 3, "struck": struck, "all_parts": True, "reviewer": "卓然", "note": "核过"}
    first = client.put(f"{REVIEWS}/{body['id']}/0", json=answers).json()
    form = client.get(f"/review/{body['id']}/0").text
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"[^>]* checked', form))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        fields[name] = re.findall(r'value="([^"]+)" selected', options)[0]
    fields |= {"reviewer": "卓然", "note": "核过"}
    assert client.post(f"/review/{body['id']}/0", data=fields).status_code == 303
    lines = client.get(f"{REVIEWS}/examples").text.splitlines()
    again = next(json.loads(line) for line in lines if body["id"] in line)
    assert (again["depth"], again["band"], again["struck"], again["sentences"]) == (2, 3, struck, first["sentences"])
    assert again == first
