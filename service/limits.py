"""How many bytes a request may have: forms carry files, anything else a text."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.answers import Answers

__all__ = ["BodyLimits"]

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class BodyLimits:
    """Answers a form beyond `form` bytes, and any other request beyond `json` bytes, with a problem instead of the framework's plain words."""

    def __init__(self, app: ASGIApp, answers: Answers, form: int, json: int) -> None:
        json = min(form, json)
        self._answers = answers
        self._form = RequestBodyLimitMiddleware(app, form), f"一次提交的内容超过{form / 1_000_000:g} MB。"
        self._json = RequestBodyLimitMiddleware(app, json), f"JSON 请求超过{json / 1_000_000:g} MB；更大的请作为文件上传。"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on under its limit; a 413 in plain text is answered anew."""
        if scope["type"] != "http":
            await self._form[0](scope, receive, send)
            return
        kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
        app, detail = self._form if kind in _FORMS else self._json
        refused = False

        async def answer(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                refused = dict(message["headers"]).get(b"content-type", b"").startswith(b"text/plain")
            if not refused:
                await send(message)
            elif message["type"] == "http.response.start":
                await self._answers.plain(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)(scope, receive, send)

        await app(scope, receive, answer)
