"""The API as a ledger system calls it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import httpx2 as httpx
import jsonschema
import pytest

from analyzer import Analyzer
from analyzer.readers import Limits
from analyzer.readers.dispatch import read_here
from analyzer.samples import sample, samples
from analyzer.types.report import report_schema
from tests.conftest import GENERIC_TALK, GOOD_TALK, RECIPE

ANALYSES = "/api/v1/analyses"


def upload(client: httpx.Client, name: str, data: bytes) -> httpx.Response:
    return client.post(ANALYSES, files={"file": (name, data)})


@pytest.mark.parametrize("name", samples())
def test_web_and_library_give_the_same_report(client: httpx.Client, analyzer: Analyzer, name: str) -> None:
    """Law 6: the same bytes, policy and model, the same report, in the schema; it can be fetched again by its id."""
    answer = upload(client, name, sample(name))
    assert answer.status_code == 200
    body = answer.json()
    expected = [json.loads(report.to_json()) for report in analyzer.analyze(read_here(sample(name), name, Limits()))]
    got = [{key: value for key, value in body.items() if key not in ("id", "created_at", "others")}, *body["others"]]
    assert got == expected
    jsonschema.validate(got[0], report_schema())
    assert client.get(answer.headers["location"]).json() == body


def test_an_unknown_ledger_field_is_named(client: httpx.Client) -> None:
    """422 with the key and what is allowed; nothing is dropped in silence."""
    answer = client.post(ANALYSES, json={"text": GOOD_TALK, "fields": {"branch": "北塘支部", "支书": "莫家驹"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_field")
    assert "支书" in answer.json()["detail"]
    assert "branch（党支部）" in answer.json()["remedy"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("start", "2024-13-45", "开始时间（start）：日期“2024-13-45”不存在。"),
        ("录入时间", "明天", "录入时间（entered）：看不懂的日期“明天”。"),
        ("type", "谈心谈话、茶话会", "类型（type）：不认识的类型“茶话会”。"),
        ("应到", "若干", "应到（due）：“若干”不是人数。"),
        ("应到", "十几个", "应到（due）：“十几个”不是人数。"),
        ("实到", "9-12人", "实到（present）：“9-12人”不是人数。"),
    ],
)
def test_an_impossible_ledger_field_is_named(client: httpx.Client, field: str, value: str, said: str) -> None:
    """422 with the field, what is wrong and what to do, whether the record comes as text or as a file."""
    for sent in (
        {"json": {"text": GOOD_TALK, "fields": {field: value}}},
        {"files": {"file": ("a.txt", GOOD_TALK.encode())}, "data": {field: value}},
    ):
        answer = client.post(ANALYSES, **sent)  # type: ignore[arg-type]
        body = answer.json()
        assert (answer.status_code, body["code"], body["detail"]) == (422, "bad_field", said)
        assert body["where"] == f"fields.{said.partition('（')[2].partition('）')[0]}"
        assert body["remedy"]


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"text": GOOD_TALK, "fields": {"branch": "甲支部", "党支部": "乙支部"}}},
        {"files": {"file": ("a.txt", GOOD_TALK.encode())}, "data": {"branch": "甲支部", "党支部": "乙支部"}},
        {"files": {"file": ("a.txt", GOOD_TALK.encode())}, "data": {"党支部": ["甲支部", "乙支部"]}},
    ],
)
def test_two_values_of_one_field_are_refused(client: httpx.Client, sent: dict[str, object]) -> None:
    """Neither is dropped in silence, whether the key comes under both its names or twice."""
    answer = client.post(ANALYSES, **sent)  # type: ignore[arg-type]
    body = answer.json()
    assert (answer.status_code, body["code"], body["where"]) == (422, "bad_field", "fields.branch")
    assert body["detail"] == "党支部（branch）：给了不止一个值。"
    assert "只留一个" in body["remedy"]


def test_the_same_value_twice_and_an_empty_one_are_no_contradiction(client: httpx.Client) -> None:
    """A form whose field is empty says nothing of it."""
    sent = {"text": GOOD_TALK, "fields": {"branch": "甲支部", "党支部": "甲支部", "place": "", "地点": "会议室"}}
    record = client.post(ANALYSES, json=sent).json()["record"]
    assert (record["branch"], record["fields"]["place"]["value"]) == ("甲支部", "会议室")


def test_a_field_may_say_meeting_without_its_kind(client: httpx.Client) -> None:
    """«会议» is accepted as «谈话» is."""
    text = "讨论党费收缴。孟某说还有3人没交，何某定了由孟某3月18日前收齐。"
    body = client.post(ANALYSES, json={"text": text, "fields": {"类型": "会议", "主题": "三月支委会"}}).json()
    assert (body["record"]["type"], body["record"]["meeting_type"]) == ("meeting", "committee")


def test_fields_beside_a_ledger_are_of_every_row(client: httpx.Client) -> None:
    """They win over the row, as over a text; a bad row is a report that says so, the answer 200."""
    talk = GOOD_TALK.partition("谈话内容：")[2].strip()
    rows = [["党支部", "谈话时间", "谈话内容"], ["甲支部", "2025-03-06", talk], ["甲支部", "2025-13-06", talk]]
    data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
    body = client.post(ANALYSES, files={"file": ("台账.csv", data)}, data={"党支部": "北塘支部"}).json()
    assert (body["record"]["branch"], body["score"] is None) == ("北塘支部", False)
    assert body["others"][0]["not_judged"]["code"] == "bad_row"
    assert "第3行“谈话时间”列" in body["others"][0]["not_judged"]["reason"]


def test_text_with_ledger_fields(client: httpx.Client) -> None:
    """A field beside the text wins over the text; Chinese names and keys are both known."""
    body = client.post(ANALYSES, json={"text": GOOD_TALK, "fields": {"记录编号": "T-1", "branch": "北塘支部", "地点": "别处"}}).json()
    assert (body["record"]["id"], body["record"]["branch"]) == ("T-1", "北塘支部")
    assert body["record"]["fields"]["place"] == {"value": "别处", "evidence": None}
    assert body["text"] == GOOD_TALK


def test_the_same_upload_gives_the_same_analysis(client: httpx.Client) -> None:
    """A retry makes no double, also when fifty come at once."""
    with ThreadPoolExecutor(8) as pool:
        ids = {answer.json()["id"] for answer in pool.map(lambda _: upload(client, "同一份.txt", GENERIC_TALK.encode()), range(24))}
    assert len(ids) == 1
    assert upload(client, "另一份.txt", GENERIC_TALK.encode()).json()["id"] not in ids


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("empty.docx", b"", 422, "empty_record"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), 422, "no_text_layer"),
        ("a.bin", bytes(range(256)) * 9, 415, "unsupported_format"),
        ("a.docx", b"PK\x03\x04 broken", 422, "unreadable_file"),
        ("a.pdf", b"%PDF-1.7 broken", 422, "unreadable_file"),
        ("secret.txt", "机密★\n会议记录".encode(), 422, "classified_material"),
        ("bare.csv", "甲支部,谈心谈话,2024-03-05,问：孩子上学怎么样？".encode(), 422, "no_headings"),
        ("long.txt", ("会" * 500_001).encode(), 413, "too_large"),
        ("big.txt", b"a" * 20_000_001, 413, "too_large"),
    ],
)
def test_rubbish_is_a_problem_with_a_code(client: httpx.Client, name: str, data: bytes, status: int, code: str) -> None:
    """Problem details (RFC 9457): what is wrong and what to do, never a 500."""
    answer = upload(client, name, data)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["detail"]
    assert body["remedy"]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        (ANALYSES, {"json": {"name": "涉密一.txt", "text": "机密★1年\n" + GOOD_TALK}}),
        (ANALYSES, {"json": {"name": "涉密一.txt", "text": GOOD_TALK, "fields": {"主题": "机密★1年"}}}),
        (ANALYSES, {"files": {"file": ("涉密一.txt", GOOD_TALK.encode())}, "data": {"主题": "机密★1年"}}),
        (ANALYSES, {"files": {"file": ("涉密一.txt", ("机密★1年\n" + GOOD_TALK).encode())}}),
        ("/analyses", {"data": {"text": "密级：秘密\n" + GOOD_TALK}, "files": {"file": ("", b"")}}),
    ],
)
def test_marked_material_is_refused_and_not_kept_by_any_way(client: httpx.Client, path: str, sent: dict[str, object]) -> None:
    """File, text, fields and paste alike: 422 with the same words, and the list of analyses is as it was."""
    before = client.get("/").text
    answer = client.post(path, **sent)  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert "有密级标志" in answer.text
    assert client.get("/").text == before


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "said"),
    [
        ("GET", "/nothing", {}, 404, "没有找到"),
        ("GET", "/analyses/nope", {}, 404, "回到上传页"),
        ("GET", "/review/nope/first", {}, 404, "没有找到"),
        ("DELETE", "/help", {}, 405, "不能直接打开"),
        ("POST", "/analyses", {"files": [("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))]}, 400, "一次只能传一个文件"),
        ("POST", "/analyses", {"files": {"file": ("a.txt", b"a" * 61_000_000)}}, 413, "超过60 MB"),
        ("POST", "/analyses", {"files": {"file": ("a.txt", b"a")}, "headers": {"origin": "http://elsewhere.example"}}, 403, "别的网站"),
    ],
)
def test_a_browser_gets_a_page_and_a_program_json(
    client: httpx.Client, method: str, path: str, sent: dict[str, object], status: int, said: str
) -> None:
    """The same problem: in Chinese with the way back for people, with a code for programs, never in English."""
    request = {"headers": {}, **sent}
    own = dict(request.pop("headers"))  # type: ignore[call-overload]
    for_people = client.request(method, path, headers={"accept": "text/html,*/*;q=0.8", **own}, **request)  # type: ignore[arg-type]
    assert (for_people.status_code, for_people.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert said in for_people.text
    assert 'href="/"' in for_people.text
    for_programs = client.request(method, path, headers=own, **request)  # type: ignore[arg-type]
    assert (for_programs.status_code, for_programs.headers["content-type"]) == (status, "application/problem+json")
    assert not for_programs.json()["detail"].isascii()
    assert client.get("/api/v1/nothing", headers={"accept": "text/html"}).json()["code"] == "not_found"


def test_half_a_million_characters_can_be_pasted_and_no_more(client: httpx.Client) -> None:
    """What the form promises: line ends count once and rare characters are four bytes; beyond that the page says how many there are."""
    most = "谈话时间：2024年5月6日\n" + "𠮷\n" * 20
    allowed = most + "会" * (500_000 - len(most))
    taken = client.post("/analyses", data={"text": allowed.replace("\n", "\r\n")}, files={"file": ("", b"")})
    assert taken.status_code == 303
    refused = client.post("/analyses", data={"text": allowed + "会" * 100_000}, files={"file": ("", b"")})
    assert refused.status_code == 413
    assert "粘贴的文字有600000字，超过50万字" in refused.text
    assert "不超过50万字" in client.get("/").text


def test_a_recipe_is_not_judged(client: httpx.Client) -> None:
    """A text of another kind is answered, without a score, with the code."""
    body = client.post(ANALYSES, json={"text": RECIPE}).json()
    assert (body["score"], body["band"], body["not_judged"]["code"]) == (None, None, "not_a_record")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"json": {"text": ""}}, 422, "empty_record"),
        ({"json": {"words": "x"}}, 422, "invalid_request"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 422, "invalid_request"),
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, 415, "unsupported_media_type"),
        ({"files": {"other": ("a.txt", b"x")}}, 422, "invalid_request"),
        ({"content": b"a" * 61_000_000, "headers": {"content-type": "application/json"}}, 413, "too_large"),
    ],
)
def test_a_wrong_request_is_a_problem(client: httpx.Client, sent: dict[str, object], status: int, code: str) -> None:
    """Each with its status and code."""
    answer = client.post(ANALYSES, **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"json": {"text": "x", "branch": "北塘支部"}}, "branch（没有这个字段；台账字段请放在 fields 里）"),
        ({"json": {"text": "x", "fields": {"应到": 21}}}, "fields.应到（应为文字）"),
        ({"json": {}}, "text（缺少）"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, "不是合法的 JSON"),
        ({"files": {"other": ("a.txt", b"x")}}, "file"),
    ],
)
def test_a_wrong_request_is_told_which_field(client: httpx.Client, sent: dict[str, object], named: str) -> None:
    """The field and what is wrong with it, never what was sent."""
    body = client.post(ANALYSES, **sent).json()  # type: ignore[arg-type]
    assert named in body["detail"]
    assert body["where"] == ("" if "JSON" in named else named.partition("（")[0])


def test_an_unknown_query_parameter_is_named(client: httpx.Client) -> None:
    """A slip of the pen is not judged by another model in silence; those that there are pass."""
    for answer in (client.post(f"{ANALYSES}?modle=x", json={"text": GOOD_TALK}), client.get("/api/v1/reviews?modle=x")):
        body = answer.json()
        assert (answer.status_code, body["code"], body["where"]) == (422, "invalid_request", "modle")
    assert client.get("/api/v1/reviews?count=2").status_code == 200


def test_a_file_and_a_pasted_text_at_once_are_refused(client: httpx.Client) -> None:
    """Neither is dropped in silence; the page says what to do and keeps what was pasted."""
    answer = client.post("/analyses", data={"text": GENERIC_TALK}, files={"file": ("甲.txt", GOOD_TALK.encode())})
    assert answer.status_code == 422
    assert "既选了文件，又粘贴了文字" in answer.text
    assert GENERIC_TALK.splitlines()[-1] in answer.text


def test_unknown_ids_and_routes_are_not_found(client: httpx.Client) -> None:
    """404 with a code, whatever stands in the path."""
    for path in (f"{ANALYSES}/nope", f"{ANALYSES}/%00", "/api/v1/nothing"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_health_and_openapi(client: httpx.Client) -> None:
    """The service says what it is; OpenAPI holds the report's schema."""
    assert client.get("/api/v1/health").json()["status"] == "ok"
    schema = client.get("/openapi.json").json()
    assert {"Report", "Analysis", "Problem"} <= set(schema["components"]["schemas"])
    assert set(schema["paths"]) == {
        "/api/v1/analyses",
        "/api/v1/analyses/{analysis_id}",
        "/api/v1/health",
        "/api/v1/reviews",
        "/api/v1/reviews/examples",
        "/api/v1/reviews/{analysis_id}/{position}",
    }


def test_rare_and_broken_characters_survive(client: httpx.Client) -> None:
    """NUL and rare surnames in text and names are no error on any database."""
    answer = client.post(ANALYSES, json={"text": GOOD_TALK.replace("莫家驹", "𠮷家驹") + "\x00", "name": "记录\x00.txt"})
    assert answer.status_code == 200
    assert client.get(answer.headers["location"]).json()["text"].endswith("\x00")
