"""Whose requests are answered: those to a name of this service, from its own pages."""

from __future__ import annotations

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.conftest import GOOD_TALK

FORMS = ("/analyses", "/api/v1/analyses")
FILE = {"file": ("a.txt", GOOD_TALK.encode())}
PAGE = {"accept": "text/html,*/*;q=0.8"}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    """On the page and on the API alike; a sandboxed frame, whose origin is null, is another site."""
    answer = client.post(path, files=FILE, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("site", [{}, {"origin": "{address}"}, {"origin": "null", "sec-fetch-site": "same-origin"}])
def test_forms_of_our_own_pages_and_of_programs_are_taken(client: httpx.Client, address: str, path: str, site: dict[str, str]) -> None:
    """A program names no origin; a browser that hides it says that the page is ours."""
    headers = {name: value.format(address=address) for name, value in site.items()}
    assert client.post(path, files=FILE, headers=headers).status_code in (200, 303)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "[::1", ""])
@pytest.mark.parametrize("path", ["/", "/help", "/static/site.css", "/api/v1/reviews", "/api/v1/reviews/examples", "/openapi.json"])
def test_a_strange_name_is_not_answered(client: httpx.Client, path: str, host: str) -> None:
    """A page elsewhere whose name was made to point here reads nothing."""
    answer = client.get(path, headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "unknown_host")
    assert "MQA_SERVER_NAMES" in answer.json()["remedy"]


def test_the_page_about_a_strange_name_says_which_and_what_to_do(client: httpx.Client) -> None:
    """The name without what could be markup, and the setting."""
    told = client.get("/", headers={"host": "<b>mqa.example.com", **PAGE}).text
    assert "&lt;b&gt;mqa.example.com" in told
    assert "MQA_SERVER_NAMES" in told


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("10.1.2.3:8000", True),
        ("mqa.example.com", True),
        ("MQA.example.com.:8443", True),
        ("a.mqa.example.com", False),
        ("other.example.com", False),
    ],
)
def test_loopback_addresses_and_the_names_that_are_set_are_answered(host: str, known: bool) -> None:
    """Out of the box and behind a proxy; an address as such cannot be another's name."""
    app = TestClient(create_app(Settings(server_names=("mqa.example.com", "mqa"))))
    answer = app.get("/help", headers={"host": host})
    assert answer.status_code == (200 if known else 421)


def test_the_name_that_it_listens_on_is_known() -> None:
    """Whoever sets it sets it once."""
    app = TestClient(create_app(Settings(host="mqa-host")))
    assert [app.get("/help", headers={"host": host}).status_code for host in ("mqa-host:8000", "mqa-other")] == [200, 421]
