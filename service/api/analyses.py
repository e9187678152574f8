"""`/api/v1/analyses`: a file or a text in, a report out."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile

from analyzer.classifying.registry import find_version
from analyzer.errors import EmptyRecord
from analyzer.readers import Limits
from service.api.problems import PROBLEMS, InvalidRequest
from service.origin import same_origin
from service.state import state_of
from service.store import Analysis
from service.upload import Upload, clean_name, ledger_fields

__all__ = ["AnalysisIn", "analysis_body", "router"]

router = APIRouter(prefix="/api/v1/analyses", tags=["analyses"])


class AnalysisIn(BaseModel):
    """A record's text with the fields of its ledger row; a field wins over what the text says."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(description="记录全文", max_length=Limits().text_characters)]
    name: Annotated[str, Field(description="名称，用于显示", max_length=200)] = "文本"
    fields: Annotated[dict[str, str], Field(description="台账字段，键为字段键或中文名", max_length=64)] = {}


_ModelVersion = Annotated[str | None, Query(description="模型版本，用于凭原模型重做；不给则用现行模型", max_length=100)]
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary", "description": "记录文件"}},
                }
            },
            "application/json": {"schema": AnalysisIn.model_json_schema()},
        },
    }
}
_REPORT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "报告：第一条记录的报告，外加 id、created_at；文件中其余记录的报告在 others",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Analysis"}}},
    }
}


@router.post(
    "",
    responses={**_REPORT, **{status: PROBLEMS[status] for status in (400, 403, 415)}},
    dependencies=[Depends(same_origin)],
    openapi_extra=_BODY,
    response_class=Response,
)
async def create(request: Request, model: _ModelVersion = None) -> Response:
    """Analyses a file (multipart, field `file`) or a text (JSON); the same upload gives the same analysis.

    `model` is the version of a model as reports carry it, to make a report again with the model that made it.
    """
    state = state_of(request)
    folder = None if model is None else await state.in_thread(find_version, model, state.settings.models)
    upload = await _upload(request)
    reports = await state.pool.analyze(upload, folder)
    kept = await state.in_thread(state.store.keep, upload.name, upload.data, upload.fields, reports)
    return _answer(kept)


@router.get("/{analysis_id}", responses={**_REPORT, 404: PROBLEMS[404]}, response_class=Response)
async def fetch(request: Request, analysis_id: str) -> Response:
    """The analysis of that id, as it was made."""
    state = state_of(request)
    kept = await state.in_thread(state.store.find, analysis_id)
    if kept is None:
        raise HTTPException(404)
    return _answer(kept)


def analysis_body(kept: Analysis) -> dict[str, Any]:
    """The published form of an analysis: the first record's report with `id` and `created_at`, further reports in `others`."""
    reports = [json.loads(report.to_json()) for report in kept.reports]
    return {"id": kept.id, "created_at": kept.created_at.isoformat(), **(reports[0] if reports else {}), "others": reports[1:]}


def _answer(kept: Analysis) -> Response:
    body = json.dumps(analysis_body(kept), ensure_ascii=False).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store", "Location": f"/api/v1/analyses/{kept.id}"})


async def _upload(request: Request) -> Upload:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return await _text_upload(request)
    if kind != "multipart/form-data":
        raise HTTPException(415)
    async with request.form(max_files=1, max_fields=80) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InvalidRequest("缺少文件：表单字段 file。", "file")
        fields = ledger_fields((key, value) for key, value in form.multi_items() if isinstance(value, str))
        return Upload(clean_name(file.filename), await file.read(), fields=fields)


async def _text_upload(request: Request) -> Upload:
    try:
        given = AnalysisIn.model_validate_json(await request.body())
    except ValidationError as error:
        raise InvalidRequest.of(error.errors()) from error
    if not given.text.strip():
        raise EmptyRecord("text 里没有文字。")
    return Upload(clean_name(given.name), given.text.encode("utf-8", "surrogatepass"), given.text, ledger_fields(given.fields.items()))
