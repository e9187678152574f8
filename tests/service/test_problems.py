"""Errors of our own making, as people, programs and the log meet them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from analyzer.errors import AnalyzerError, ModelError, UnreadableFile
from service.answers import Answers, install
from service.app import create_app
from service.settings import Settings
from service.web.assets import page
from tests.conftest import GOOD_TALK

PLACE = "/srv/mqa/models/linear"
BROKEN = ModelError("模型文件缺失。", where=PLACE)


def failing(error: Exception) -> TestClient:
    """A client of a service whose only route raises an error."""
    app = FastAPI()
    install(app, Answers(lambda found: page("problem.html", problem=found)))

    @app.get("/")
    def broken() -> None:
        raise error

    return TestClient(app)


def numbers(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The numbers of the errors in the log."""
    return [str(record.args[0]) for record in caplog.records if record.name == "mqa.service" and isinstance(record.args, tuple)]


def test_an_unforeseen_error_is_a_problem_with_a_number_that_the_log_has(caplog: pytest.LogCaptureFixture) -> None:
    """A page in a browser, JSON elsewhere; the place of the error is in the log, its words are nowhere: nothing is raised that the server would log."""
    words = "谈话时间：二〇二五年"
    client = failing(RuntimeError(words))
    with caplog.at_level(logging.ERROR, "mqa.service"):
        for_people, for_programs = (client.get("/", headers={"accept": accept}) for accept in ("text/html", "*/*"))
    assert (for_people.status_code, for_programs.status_code) == (500, 500)
    logged = numbers(caplog)
    assert logged[0] in for_people.text
    assert (for_programs.json()["instance"], for_programs.json()["code"]) == (logged[1], "internal_error")
    assert "in broken" in caplog.text
    assert not any(words in told for told in (for_people.text, for_programs.text, caplog.text))


@pytest.mark.parametrize(
    ("error", "status", "code", "cause"),
    [
        (BROKEN, 500, "model_error", PLACE),
        (AnalyzerError("谈话时间"), 500, "analyzer_error", "AnalyzerError"),
        (OperationalError("SELECT 谈话时间", {}, TimeoutError()), 503, "unavailable", "TimeoutError"),
    ],
)
def test_every_error_of_our_own_is_in_the_log(
    caplog: pytest.LogCaptureFixture, error: Exception, status: int, code: str, cause: str
) -> None:
    """Once, with the number that the answer has, its code and its cause; places on this machine are in the log alone, words in none."""
    client = failing(error)
    with caplog.at_level(logging.ERROR, "mqa.service"):
        for_people, for_programs = (client.get("/", headers={"accept": accept}) for accept in ("text/html", "*/*"))
    body = for_programs.json()
    assert (for_programs.status_code, body["code"], body["where"]) == (status, code, "")
    logged = numbers(caplog)
    assert logged == [logged[0], body["instance"]]
    assert logged[0] in for_people.text
    assert PLACE not in for_people.text + for_programs.text
    assert code in caplog.text
    assert cause in caplog.text
    assert "谈话时间" not in caplog.text


def test_a_mistake_of_the_client_is_not_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """It names its place to the client instead."""
    with caplog.at_level(logging.INFO, "mqa.service"):
        body = failing(UnreadableFile("文件损坏。", where="第3行")).get("/").json()
    assert (body["code"], body["where"], caplog.text) == ("unreadable_file", "第3行", "")


def test_a_wrong_setting_met_by_an_upload_on_the_page_has_its_number_too(caplog: pytest.LogCaptureFixture) -> None:
    """Not the upload form again, as for a mistake in the material, with a place on this machine in it."""

    class Broken:
        """A service without analyses whose model is missing."""

        def latest(self, count: int) -> tuple[()]:
            return ()

        async def analyze(self, upload: object) -> None:
            raise BROKEN

        async def in_thread(self, call: Callable[[int], object], count: int) -> object:
            return call(count)

    opened = Broken()
    app = create_app(Settings())
    app.state.mqa = SimpleNamespace(settings=Settings(), store=opened, pool=opened, in_thread=opened.in_thread)
    sent = {"data": {"text": GOOD_TALK}, "files": {"file": ("", b"")}, "headers": {"accept": "text/html"}}
    with caplog.at_level(logging.ERROR, "mqa.service"):
        answer = TestClient(app, base_url="http://127.0.0.1").post("/analyses", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 500
    assert numbers(caplog)[0] in answer.text
    assert PLACE not in answer.text
