"""Errors as problem details (RFC 9457), with the same codes as exceptions and command line; in a browser as a page."""

from __future__ import annotations

import logging
import re
import traceback
import uuid
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analyzer.errors import AnalyzerError, InputError, TooLarge, UnsupportedFormat
from service.upload import UNSHOWN

__all__ = [
    "HTTP_CODES",
    "PROBLEMS",
    "InvalidRequest",
    "Problem",
    "TooLargeAsProblem",
    "UnforeseenAsProblem",
    "faults",
    "install",
    "known_query",
    "status_of",
]

log = logging.getLogger("mqa.service")

_API = "/api/"
_TOLD, _SHOWN = 5, 60


class Problem(BaseModel):
    """An error: `code` is stable, `title`, `detail` and `remedy` are Chinese, `where` names file, row or field, `instance` the request in the log."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    where: str
    instance: str


PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": words, "content": {"application/problem+json": {}}}
    for status, words in (
        (400, "请求格式有误"),
        (404, "没有这个编号"),
        (413, "过大"),
        (415, "不支持的类型"),
        (422, "材料有误"),
        (503, "暂时无法处理"),
    )
}
"""The answers other than success, for OpenAPI."""


class Said(NamedTuple):
    """What is said of an HTTP status: its code, its title, what to do for a program and on a page."""

    code: str
    title: str
    remedy: str
    advice: str


_HTTP = {
    400: Said("bad_request", "请求格式有误", "请对照接口文档检查请求。", "请回到上传页，一次选一个文件或粘贴一段文字，再试一次。"),
    403: Said("forbidden", "请求来自别的网站", "请从本服务的页面提交。", "请从上传页重新提交。"),
    404: Said("not_found", "没有找到", "请检查地址和编号。", "网址可能抄漏了字，或者链接已经失效。请回到上传页，从“最近的分析”里找。"),
    405: Said("method_not_allowed", "不支持的请求方法", "请对照接口文档。", "这个网址不能直接打开。请回到上传页，从页面上的按钮进入。"),
    413: Said(TooLarge.code, TooLarge.title, TooLarge.default_remedy, TooLarge.default_remedy),
    415: Said("unsupported_media_type", "不支持的内容类型", "请用 multipart/form-data 或 application/json。", "请从上传页提交。"),
    422: Said("invalid_request", "请求内容有误", "请对照接口文档检查字段。", "请回到上一页检查填写的内容，再试一次。"),
    500: Said(
        "internal_error", "程序出错", "请把 instance 告诉管理员，日志里有同一个编号。", "请再试一次；仍不行的，请把下面的编号告诉管理员。"
    ),
    503: Said("unavailable", "暂时无法处理", "请稍后重试。", "请过一会儿刷新本页；仍不行的，请联系管理员。"),
}
_OTHER = Said("http_error", "请求失败", "请检查请求。", "请回到上传页再试一次；仍不行的，请联系管理员。")

HTTP_CODES = tuple(said.code for said in (*_HTTP.values(), _OTHER))
"""The codes of answers that no exception of the family gives."""

_MULTIPART = {
    "Too many files": "一次只能传一个文件，这里收到的不止一个。",
    "Too many fields": "表单字段太多。",
    "Part exceeded maximum size": "表单里有一个字段过长。",
}
"""What is wrong with a form, by the beginning of the framework's words."""

_FAULTS = {
    "missing": "缺少",
    "extra_forbidden": "没有这个字段；台账字段请放在 fields 里",
    "string_type": "应为文字",
    "string_too_long": "过长",
}
"""What is wrong with a field, by pydantic's key of the error."""


def status_of(error: AnalyzerError) -> int:
    """The HTTP status of an error: the client's mistake, or ours."""
    if isinstance(error, TooLarge):
        return 413
    if isinstance(error, UnsupportedFormat):
        return 415
    return 422 if isinstance(error, InputError) else 500


def _problem(status: int, code: str, title: str, detail: str, remedy: str, where: str = "") -> Problem:
    instance = f"urn:uuid:{uuid.uuid4()}"
    kind = f"urn:mqa:error:{code}"
    return Problem(type=kind, title=title, status=status, detail=detail, code=code, remedy=remedy, where=where, instance=instance)


def _wants_page(scope: Scope) -> bool:
    """Whether a person with a browser asks, and not for the API."""
    return not scope["path"].startswith(_API) and "text/html" in Headers(scope=scope).get("accept", "")


def _of_status(scope: Scope, status: int, detail: str = "", where: str = "") -> Problem:
    """The problem of an HTTP status; a page says what a person can do instead of what a program sent wrongly."""
    said = _HTTP.get(status, _OTHER)
    return _problem(status, said.code, said.title, detail or said.title, said.advice if _wants_page(scope) else said.remedy, where)


def faults(errors: Sequence[Mapping[str, Any]], names: Mapping[str, str] | None = None) -> str:
    """Which fields are wrong and how; what was sent in them is not repeated. With `names` a field is called as a page calls it."""
    told = dict.fromkeys(f"{_field(one['loc'], names)}（{_fault(one)}）" for one in errors[:_TOLD] if one["loc"])
    places = "、".join(told)
    return f"有误的字段：{places}。" if places else "请求内容不是合法的 JSON 对象。"


def _fault(error: Mapping[str, Any]) -> str:
    """What is wrong with one field; of a word that is none of the known ones, which are."""
    if error["type"] == "enum":
        known = re.findall("'([^']*)'", error["ctx"]["expected"])
        return f"值不合要求，可用：{'、'.join(known)}"
    return _FAULTS.get(error["type"], "值不合要求")


def _field(place: Sequence[str | int], names: Mapping[str, str] | None) -> str:
    return ".".join(map(str, place)) if names is None else names.get(str(place[0]), str(place[0]))


class InvalidRequest(HTTPException):
    """A request that is wrong in the fields that `where` names."""

    def __init__(self, detail: str, where: str = "") -> None:
        super().__init__(422, detail)
        self.where = where

    @classmethod
    def of(cls, errors: Sequence[Mapping[str, Any]]) -> InvalidRequest:
        """The fields that pydantic finds wrong, and how."""
        return cls(faults(errors), "、".join(dict.fromkeys(_field(one["loc"], None) for one in errors[:_TOLD] if one["loc"])))


async def known_query(request: Request) -> None:
    """Raises InvalidRequest that names the query parameters which the route does not have."""
    known = {parameter.alias for parameter in request.scope["route"].dependant.query_params}
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        named = "、".join(UNSHOWN.sub("", name)[:_SHOWN] for name in unknown[:_TOLD])
        raise InvalidRequest(f"没有这样的查询参数：{named}。", named)


class Answers:
    """Problems as answers: JSON for programs, a page for browsers, which `page` draws."""

    def __init__(self, page: Callable[[Problem], str]) -> None:
        self._page = page

    def answer(self, scope: Scope, problem: Problem, headers: dict[str, str] | None = None) -> Response:
        """One problem as an answer to a request."""
        if _wants_page(scope):
            return HTMLResponse(self._page(problem), problem.status, headers)
        return JSONResponse(problem.model_dump(), problem.status, headers, media_type="application/problem+json")

    def plain(self, scope: Scope, status: int, detail: str = "", headers: dict[str, str] | None = None, where: str = "") -> Response:
        """A problem of HTTP as an answer."""
        return self.answer(scope, _of_status(scope, status, detail, where), headers)


class TooLargeAsProblem:
    """Turns the framework's plain answer to a body beyond `limit` bytes into a problem."""

    def __init__(self, app: ASGIApp, answers: Answers, limit: int) -> None:
        self.app = app
        self._answers = answers
        self._detail = f"一次提交的内容超过{limit / 1_000_000:g} MB。"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; a 413 in plain text is answered anew."""
        refused = False

        async def answer(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                refused = dict(message["headers"]).get(b"content-type", b"").startswith(b"text/plain")
            if not refused:
                await send(message)
            elif message["type"] == "http.response.start":
                await self._answers.plain(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._detail)(scope, receive, send)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)


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
            found = _of_status(scope, HTTPStatus.INTERNAL_SERVER_ERROR)
            place = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s: %s\n%s", found.instance, type(error).__name__, place)  # noqa: TRY400 that would log its words
            if not begun:
                await self._answers.answer(scope, found)(scope, receive, send)


def install(app: FastAPI, page: Callable[[Problem], str], limit: int) -> None:
    """Maps every error of the family, of the framework and of the database to a problem; `limit` are the bytes that a request may have."""
    answers = Answers(page)
    app.add_middleware(TooLargeAsProblem, answers=answers, limit=limit)
    app.add_middleware(UnforeseenAsProblem, answers=answers)

    @app.exception_handler(AnalyzerError)
    async def _known(request: Request, error: AnalyzerError) -> Response:
        return answers.answer(request.scope, _problem(status_of(error), error.code, error.title, error.problem, error.remedy, error.where))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        framework = error.detail.isascii()
        known = next((chinese for english, chinese in _MULTIPART.items() if error.detail.startswith(english)), "")
        where = error.where if isinstance(error, InvalidRequest) else ""
        return answers.plain(request.scope, error.status_code, known if framework else error.detail, dict(error.headers or {}), where)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        found = InvalidRequest.of(error.errors())
        return answers.plain(request.scope, found.status_code, found.detail, where=found.where)

    @app.exception_handler(OperationalError)
    async def _database(request: Request, error: OperationalError) -> Response:
        log.error("database unavailable: %s", type(error.orig).__name__)
        return answers.plain(request.scope, 503, "数据库暂时无法使用。", {"Retry-After": "5"})
