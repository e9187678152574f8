"""Errors as answers: JSON for programs, a page for browsers; those of our own making have their number in the log."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analyzer.errors import AnalyzerError, SetupError
from service.api.problems import InvalidRequest, Problem, problem_of, problem_of_status, wants_page

__all__ = ["Answers", "install"]

log = logging.getLogger("mqa.service")

_MULTIPART = {
    "Too many files": "一次只能传一个文件，这里收到的不止一个。",
    "Too many fields": "表单字段太多。",
    "Part exceeded maximum size": "表单里有一个字段过长。",
}
"""What is wrong with a form, by the beginning of the framework's words."""


class Answers:
    """Problems as answers; `page` draws those for browsers."""

    def __init__(self, page: Callable[[Problem], str]) -> None:
        self._page = page

    def answer(self, scope: Scope, problem: Problem, headers: dict[str, str] | None = None, cause: str = "") -> Response:
        """One problem as an answer to a request; of one of our own making the log has number, code and `cause`."""
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("%s: %s %s", problem.instance, problem.code, cause)
        if wants_page(scope):
            return HTMLResponse(self._page(problem), problem.status, headers)
        return JSONResponse(problem.model_dump(), problem.status, headers, media_type="application/problem+json")

    def plain(self, scope: Scope, status: int, detail: str = "", where: str = "") -> Response:
        """A problem of HTTP as an answer."""
        return self.answer(scope, problem_of_status(scope, status, detail, where))


class UnforeseenAsProblem:
    """Answers an error that nobody foresaw. The log has its number, kind and place, not its words, which may be those of a record; further out the
    framework would log them.
    """

    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self.app = app
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; where an answer has begun already, it is left unfinished."""
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, answer)
        except Exception as error:  # noqa: BLE001 whatever it is, it has a number and an answer
            place = "".join(traceback.format_tb(error.__traceback__))
            found = problem_of_status(scope, HTTPStatus.INTERNAL_SERVER_ERROR)
            told = self._answers.answer(scope, found, cause=f"{type(error).__name__}\n{place}")
            if not begun:
                await told(scope, receive, send)


def install(app: FastAPI, answers: Answers) -> None:
    """Maps every error of the family, of the framework and of the database to a problem."""
    app.add_middleware(UnforeseenAsProblem, answers=answers)

    @app.exception_handler(AnalyzerError)
    async def _known(request: Request, error: AnalyzerError) -> Response:
        cause = str(error) if isinstance(error, SetupError) else type(error).__name__
        return answers.answer(request.scope, problem_of(error), cause=cause)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        framework = error.detail.isascii()
        known = next((chinese for english, chinese in _MULTIPART.items() if error.detail.startswith(english)), "")
        where = error.where if isinstance(error, InvalidRequest) else ""
        found = problem_of_status(request.scope, error.status_code, known if framework else error.detail, where)
        return answers.answer(request.scope, found, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        found = InvalidRequest.of(error.errors())
        return answers.plain(request.scope, found.status_code, found.detail, found.where)

    @app.exception_handler(OperationalError)
    async def _database(request: Request, error: OperationalError) -> Response:
        found = problem_of_status(request.scope, HTTPStatus.SERVICE_UNAVAILABLE, "数据库暂时无法使用。")
        return answers.answer(request.scope, found, {"Retry-After": "5"}, cause=type(error.orig).__name__)
