"""Whose requests are answered: those to a name of this service, from its own pages or from programs."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from service.answers import Answers

__all__ = ["KnownHosts", "same_origin"]

_LOCAL = "localhost"
_UNSHOWN = re.compile(r"[^\x21-\x7e]")
_SHOWN = 100


class KnownHosts:
    """Refuses requests to a name that is not ours: a page elsewhere can have its own name point here and would then read what we answer (DNS
    rebinding). An address has no name that could be pointed elsewhere, so addresses and localhost are always known.
    """

    def __init__(self, app: ASGIApp, answers: Answers, names: Collection[str]) -> None:
        self.app = app
        self._answers = answers
        self._names = {_LOCAL, *names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what goes to a known name."""
        if scope["type"] == "http":
            said = Headers(scope=scope).get("host", "")
            host = _host(said)
            if host not in self._names and not _is_address(host):
                detail = f"这里不认识主机名“{_UNSHOWN.sub('', said)[:_SHOWN]}”。"
                await self._answers.plain(scope, HTTPStatus.MISDIRECTED_REQUEST, detail, "Host")(scope, receive, send)
                return
        await self.app(scope, receive, send)


async def same_origin(request: Request) -> None:
    """Refuses a form that another site sends (ASVS 3.5.1); a hidden origin («null») passes only where the browser says that the page is ours."""
    origin = request.headers.get("origin")
    if not origin:
        return
    own = (
        request.headers.get("sec-fetch-site") == "same-origin"
        if origin == "null"
        else urlsplit(origin).netloc == request.headers.get("host")
    )
    if not own:
        raise HTTPException(403)


def _host(netloc: str) -> str:
    """The name in a Host header, without port; empty where there is none."""
    try:
        return (urlsplit(f"//{netloc}").hostname or "").removesuffix(".")
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
