"""What a running service holds: settings, store, review queue, pool."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import msgspec
from fastapi import Request
from starlette.concurrency import run_in_threadpool

from service.pool import AnalysisPool
from service.queue import ReviewQueue
from service.settings import Settings
from service.store import Store

__all__ = ["State", "state_of"]

P = ParamSpec("P")
T = TypeVar("T")


class State(msgspec.Struct, frozen=True):
    """Opened once at start, closed in reverse at the end."""

    settings: Settings
    store: Store
    queue: ReviewQueue
    pool: AnalysisPool

    async def in_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a blocking call (the database) beside the event loop."""
        return await run_in_threadpool(call, *args, **kwargs)


def state_of(request: Request) -> State:
    """The state of the service that answers a request."""
    state: State = request.app.state.mqa
    return state
