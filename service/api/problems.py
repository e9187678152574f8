"""Errors as problem details (RFC 9457), with the same codes as exceptions and command line."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analyzer.errors import AnalyzerError, InputError, TooLarge, UnsupportedFormat

__all__ = ["PROBLEMS", "Problem", "TooLargeAsProblem", "faults", "install", "problem", "status_of"]

log = logging.getLogger("mqa.service")


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
    for status, words in ((404, "没有这个编号"), (413, "过大"), (415, "不支持的类型"), (422, "材料有误"), (503, "暂时无法处理"))
}
"""The answers other than success, for OpenAPI."""

_HTTP = {
    400: ("bad_request", "请求格式有误", "请对照接口文档检查请求。"),
    404: ("not_found", "没有找到", "请检查地址和编号。"),
    405: ("method_not_allowed", "不支持的请求方法", "请对照接口文档。"),
    413: (TooLarge.code, TooLarge.title, TooLarge.default_remedy),
    415: ("unsupported_media_type", "不支持的内容类型", "请用 multipart/form-data 或 application/json。"),
    422: ("invalid_request", "请求内容有误", "请对照接口文档检查字段。"),
    503: ("unavailable", "暂时无法处理", "请稍后重试。"),
}

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


def problem(
    status: int, code: str, title: str, detail: str, remedy: str, *, where: str = "", headers: dict[str, str] | None = None
) -> JSONResponse:
    """One problem as an answer."""
    body = Problem(
        type=f"urn:mqa:error:{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        remedy=remedy,
        where=where,
        instance=f"urn:uuid:{uuid.uuid4()}",
    )
    return JSONResponse(body.model_dump(), status, headers=headers, media_type="application/problem+json")


def _plain(status: int, detail: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    code, title, remedy = _HTTP.get(status, ("http_error", "请求失败", "请检查请求。"))
    return problem(status, code, title, detail or title, remedy, headers=headers)


def faults(errors: Sequence[Mapping[str, Any]]) -> str:
    """Which fields are wrong and how; what was sent in them is not repeated."""
    told = (f"{'.'.join(map(str, one['loc']))}（{_FAULTS.get(one['type'], '值不合要求')}）" for one in errors[:5] if one["loc"])
    places = "、".join(told)
    return f"有误的字段：{places}。" if places else "请求内容不是合法的 JSON 对象。"


class TooLargeAsProblem:
    """Turns the framework's plain answer to a body beyond the limit into a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

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
                await _plain(413)(scope, receive, send)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)


def install(app: FastAPI) -> None:
    """Maps every error of the family, of the framework and of the database to a problem."""
    app.add_middleware(TooLargeAsProblem)

    @app.exception_handler(AnalyzerError)
    async def _known(_request: Request, error: AnalyzerError) -> JSONResponse:
        return problem(status_of(error), error.code, error.title, error.problem, error.remedy, where=error.where)

    @app.exception_handler(HTTPException)
    async def _http(_request: Request, error: HTTPException) -> JSONResponse:
        said = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
        return _plain(error.status_code, said, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return _plain(422, faults(error.errors()))

    @app.exception_handler(OperationalError)
    async def _database(_request: Request, error: OperationalError) -> JSONResponse:
        log.error("database unavailable: %s", type(error.orig).__name__)
        return _plain(503, "数据库暂时无法使用。", {"Retry-After": "5"})
