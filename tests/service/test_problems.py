"""Errors that nobody foresaw, as people and programs meet them."""

from __future__ import annotations

import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.api import problems
from service.web.assets import page


def test_an_unforeseen_error_is_a_problem_with_a_number_that_the_log_has(caplog: pytest.LogCaptureFixture) -> None:
    """A page in a browser, JSON elsewhere; the place of the error is in the log, its words are nowhere: nothing is raised that the server would log."""
    app, words = FastAPI(), "谈话时间：二〇二五年"
    problems.install(app, lambda found: page("problem.html", problem=found), 1_000)

    @app.get("/")
    def broken() -> None:
        raise RuntimeError(words)

    client = TestClient(app)
    with caplog.at_level(logging.ERROR, "mqa.service"):
        for_people, for_programs = (client.get("/", headers={"accept": accept}) for accept in ("text/html", "*/*"))
    assert (for_people.status_code, for_programs.status_code) == (500, 500)
    numbers = [record.args[0] for record in caplog.records if record.name == "mqa.service" and isinstance(record.args, tuple)]
    assert numbers[0] in for_people.text
    assert (for_programs.json()["instance"], for_programs.json()["code"]) == (numbers[1], "internal_error")
    assert "in broken" in caplog.text
    assert not any(words in told for told in (for_people.text, for_programs.text, caplog.text))
