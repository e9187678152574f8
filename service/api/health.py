"""`/api/v1/health`: whether the service can do its work."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel

from analyzer.pipeline import code_version
from service.state import state_of

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/health", tags=["health"])


class Health(BaseModel):
    """`status` is "ok" when database and analysis answer."""

    status: str
    version: str
    database: str


@router.get("")
async def health(request: Request) -> Health:
    """Asks the database for a sign of life."""
    state = state_of(request)
    await state.in_thread(state.store.ping)
    return Health(status="ok", version=code_version(), database=state.settings.database.partition(":")[0])
