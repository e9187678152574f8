"""Errors as problem details (RFC 9457), with the same codes as exceptions and command line; in a browser as a page."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fastapi import Request
from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Scope

from analyzer.errors import AnalyzerError, InputError, SetupError, TooLarge, UnsupportedFormat
from service.upload import UNSHOWN

__all__ = [
    "ANYWHERE",
    "HTTP_CODES",
    "PROBLEMS",
    "InvalidRequest",
    "Problem",
    "faults",
    "known_query",
    "problem_of",
    "problem_of_status",
    "status_of",
    "wants_page",
]

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


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status, words in (
        (400, "请求格式有误"),
        (403, "请求来自别的网站"),
        (404, "没有这个编号"),
        (413, "过大"),
        (415, "不支持的类型"),
        (421, "请求里的主机名不是本服务的"),
        (422, "请求或材料有误"),
        (500, "程序或设置有误"),
        (503, "暂时无法处理"),
    )
}
"""The answers other than success, for OpenAPI."""

ANYWHERE: dict[int | str, dict[str, Any]] = {status: PROBLEMS[status] for status in (413, 421, 422, 500, 503)}
"""Those that every route may give."""


class Said(NamedTuple):
    """What is said of an HTTP status: its code, its title, what to do for a program and on a page."""

    code: str
    title: str
    remedy: str
    advice: str


_NAMED = "请管理员把访问用的主机名写进设置 server_names（或环境变量 MQA_SERVER_NAMES，几个用逗号隔开），再重新启动；用 IP 地址、localhost 访问的不必写。"
_HTTP = {
    400: Said("bad_request", "请求格式有误", "请对照接口文档检查请求。", "请回到上传页，一次选一个文件或粘贴一段文字，再试一次。"),
    403: Said(
        "forbidden",
        "请求来自别的网站",
        "请从本服务的页面提交；经反向代理的，请管理员让代理原样转交 Host。",
        "请从上传页重新提交；每次都这样的，请管理员让反向代理原样转交 Host。",
    ),
    404: Said("not_found", "没有找到", "请检查地址和编号。", "网址可能抄漏了字，或者链接已经失效。请回到上传页，从“最近的分析”里找。"),
    405: Said("method_not_allowed", "不支持的请求方法", "请对照接口文档。", "这个网址不能直接打开。请回到上传页，从页面上的按钮进入。"),
    413: Said(TooLarge.code, TooLarge.title, TooLarge.default_remedy, TooLarge.default_remedy),
    415: Said("unsupported_media_type", "不支持的内容类型", "请用 multipart/form-data 或 application/json。", "请从上传页提交。"),
    421: Said("unknown_host", "网址里的主机名不是本服务的", _NAMED, _NAMED),
    422: Said("invalid_request", "请求内容有误", "请对照接口文档检查字段。", "请回到上一页检查填写的内容，再试一次。"),
    500: Said(
        "internal_error", "程序出错", "请把 instance 告诉管理员，日志里有同一个编号。", "请再试一次；仍不行的，请把下面的编号告诉管理员。"
    ),
    503: Said("unavailable", "暂时无法处理", "请稍后重试。", "请过一会儿刷新本页；仍不行的，请联系管理员。"),
}
_OTHER = Said("http_error", "请求失败", "请检查请求。", "请回到上传页再试一次；仍不行的，请联系管理员。")

HTTP_CODES = tuple(said.code for said in (*_HTTP.values(), _OTHER))
"""The codes of answers that no exception of the family gives."""

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


def problem_of(error: AnalyzerError) -> Problem:
    """The problem of an error of the family; where on this machine a setting is wrong is for the log alone."""
    where = "" if isinstance(error, SetupError) else error.where
    return _problem(status_of(error), error.code, error.title, error.problem, error.remedy, where)


def _problem(status: int, code: str, title: str, detail: str, remedy: str, where: str = "") -> Problem:
    instance = f"urn:uuid:{uuid.uuid4()}"
    kind = f"urn:mqa:error:{code}"
    return Problem(type=kind, title=title, status=status, detail=detail, code=code, remedy=remedy, where=where, instance=instance)


def wants_page(scope: Scope) -> bool:
    """Whether a person with a browser asks, and not for the API."""
    return not scope["path"].startswith(_API) and "text/html" in Headers(scope=scope).get("accept", "")


def problem_of_status(scope: Scope, status: int, detail: str = "", where: str = "") -> Problem:
    """The problem of an HTTP status; a page says what a person can do instead of what a program sent wrongly."""
    said = _HTTP.get(status, _OTHER)
    return _problem(status, said.code, said.title, detail or said.title, said.advice if wants_page(scope) else said.remedy, where)


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
