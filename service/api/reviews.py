"""`/api/v1/reviews`: what people should look at next, what they decided, and that as examples to train from."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel

from analyzer.types.labels import RecordType
from service.api.problems import PROBLEMS
from service.review import ReviewIn, reviewed_record
from service.state import state_of
from service.store import ReportPlace

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/reviews", tags=["reviews"])

_Position = Annotated[int, Path(ge=0, le=100_000, description="第几条记录，从 0 起")]


class Waiting(BaseModel):
    """A report that waits for a person: where it is, what is judged now, and why it should be looked at."""

    analysis_id: str
    position: int
    record_id: str
    record_type: RecordType
    band: int | None
    confidence: float | None
    reasons: list[str]


@router.get("")
async def waiting(request: Request, count: Annotated[int, Query(ge=1, le=200)] = 20) -> list[Waiting]:
    """The reports whose answer teaches most, that first; picked from the 2000 newest of them."""
    state = state_of(request)
    return [
        Waiting(
            analysis_id=item.place.analysis_id,
            position=item.place.position,
            record_id=item.report.record.id,
            record_type=RecordType(item.report.record.type or RecordType.MEETING),
            band=item.report.band,
            confidence=item.report.confidence,
            reasons=list(item.reasons),
        )
        for item in await state.in_thread(state.queue.waiting, count)
    ]


_LINES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "每行一条复核过的记录（JSON），可直接给 mqa train --add",
        "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
    }
}


@router.get("/examples", responses=_LINES, response_class=Response)
async def examples(request: Request) -> Response:
    """The latest decision about each report as JSON Lines for `mqa train --add`; the lines hold the records' texts."""
    state = state_of(request)
    lines = await state.in_thread(lambda: "".join(f"{line}\n" for line in state.store.reviews.examples()))
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="reviewed.jsonl"'}
    return Response(lines.encode(), media_type="application/x-ndjson", headers=headers)


_DECIDED: dict[int | str, dict[str, Any]] = {
    200: {"description": "保存下来的复核结果", "content": {"application/json": {"schema": {"type": "object"}}}}
}


@router.put("/{analysis_id}/{position}", responses={**_DECIDED, 404: PROBLEMS[404]}, response_class=Response)
async def decide(request: Request, analysis_id: str, position: _Position, answers: ReviewIn) -> Response:
    """Keeps a reviewer's answers about one report; sent again they replace the earlier ones, which stay on record."""
    state = state_of(request)
    report = await state.in_thread(state.store.report, analysis_id, position)
    if report is None or report.not_judged is not None:
        raise HTTPException(404)
    record, problems = reviewed_record(ReportPlace(analysis_id, position).name, report, answers)
    if record is None:
        raise HTTPException(422, "".join(f"{problem.what}{problem.remedy}" for problem in problems))
    await state.in_thread(state.store.reviews.keep, analysis_id, position, record, answers.reviewer, answers.note)
    return Response(msgspec.json.encode(record), media_type="application/json", headers={"Cache-Control": "no-store"})
