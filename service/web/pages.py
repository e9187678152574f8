"""Upload, report, downloads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from analyzer import clock
from analyzer.detectors import detectors
from analyzer.errors import AmbiguousYear, EmptyRecord, InputError, TooLarge
from analyzer.readers import Limits
from analyzer.readers.suffixes import OFFERED
from analyzer.rendering.docx import annotated_docx
from analyzer.rendering.html import render_html
from analyzer.rendering.ledger_book import write_ledger_book
from analyzer.rendering.xlsx import write_workbook
from analyzer.samples import sample, samples
from analyzer.types.ledger import LedgerReport
from service.api.analyses import analysis_body
from service.api.problems import status_of
from service.decision import remark
from service.origin import same_origin
from service.state import State, state_of
from service.store import Analysis
from service.upload import Upload, clean_name
from service.web.assets import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_LATEST = 10
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/")
async def home(request: Request) -> HTMLResponse:
    """The form, the samples, the latest analyses."""
    return await _home(state_of(request))


async def _home(state: State, error: InputError | None = None, text: str = "") -> HTMLResponse:
    latest = await state.in_thread(state.store.latest, _LATEST)
    body = page("home.html", samples=samples(), latest=latest, error=error, text=text, limits=Limits(), suffixes=OFFERED)
    return HTMLResponse(body, status_of(error) if error else 200)


@router.post("/analyses", dependencies=[Depends(same_origin)])
async def analyze(request: Request) -> Response:
    """Takes a file, a pasted text or the name of a sample, and shows the report."""
    state = state_of(request)
    text = ""
    try:
        async with request.form(max_files=1, max_fields=10, max_part_size=state.settings.max_body_bytes) as form:
            file, chosen = form.get("file"), form.get("sample")
            text = str(form.get("text") or "")
            upload = await _chosen(file if isinstance(file, UploadFile) else None, text, str(chosen or ""))
        reports = await state.pool.analyze(upload)
    except InputError as error:
        return await _home(state, error, text)
    kept = await state.in_thread(state.store.keep, upload.name, upload.data, upload.fields, reports)
    return RedirectResponse(f"/analyses/{kept.id}", 303)


async def _chosen(file: UploadFile | None, text: str, name: str) -> Upload:
    if name:
        if name not in samples():
            raise HTTPException(404)
        return Upload(name, sample(name))
    if file is not None and file.filename:
        if text.strip():
            raise InputError(
                "既选了文件，又粘贴了文字，不知道要分析哪一个。",
                remedy="请只留一样：清空文本框，或粘贴后不选文件；两样都要的，分两次提交。",
            )
        return Upload(clean_name(file.filename), await file.read())
    if text.strip():
        return _pasted(text.replace("\r\n", "\n"))
    raise EmptyRecord("没有选择文件，也没有粘贴文字。", remedy="请选择一个文件，或把记录粘贴到文本框里。")


def _pasted(text: str) -> Upload:
    """A pasted text, which browsers send with other line ends than it had; raises TooLarge."""
    limit = Limits().text_characters
    if len(text) > limit:
        raise TooLarge(f"粘贴的文字有{len(text)}字，超过{limit // 10_000}万字。", remedy="请分几次粘贴，或把记录分成几个文件上传。")
    return Upload("粘贴的文字.txt", text.encode("utf-8", "surrogatepass"), text)


@router.get("/analyses/{analysis_id}")
async def show(request: Request, analysis_id: str) -> HTMLResponse:
    """The reports of an analysis, with what people decided about them."""
    kept = await _found(request, analysis_id)
    state = state_of(request)
    decisions = await state.in_thread(state.store.reviews.of_analysis, kept.id)
    ledger, unclear = None, None
    if len(kept.reports) > 1:
        try:
            ledger = await _ledger(state, kept)
        except AmbiguousYear as error:
            unclear = error
    places = {report.record.id: number for number, report in reversed(tuple(enumerate(kept.reports, 1)))}
    body = page("analysis.html", analysis=kept, decisions_of=decisions, ledger=ledger, unclear=unclear, places=places)
    return HTMLResponse(body, headers={"Cache-Control": "no-store"})


@router.get("/analyses/{analysis_id}/annotated.docx")
async def word(request: Request, analysis_id: str) -> Response:
    """The uploaded Word file with comments, or a new one of the text."""
    kept = await _found(request, analysis_id)
    state = state_of(request)
    original = await state.in_thread(state.store.original, kept.sha256)
    data = await state.in_thread(annotated_docx, kept.reports, original, await _remarks(state, kept))
    return _download(data, _WORD, f"{Path(kept.name).stem}-批注.docx")


@router.get("/analyses/{analysis_id}/report.html")
async def single_page(request: Request, analysis_id: str) -> Response:
    """The reports as one file."""
    kept = await _found(request, analysis_id)
    made = render_html(kept.reports, await _remarks(state_of(request), kept))
    return _download(made.encode("utf-8", "replace"), "text/html; charset=utf-8", f"{Path(kept.name).stem}-报告.html")


@router.get("/analyses/{analysis_id}/workbook.xlsx")
async def workbook(request: Request, analysis_id: str) -> Response:
    """The reports as an assessment workbook."""
    kept = await _found(request, analysis_id)
    data = await state_of(request).in_thread(_written, write_workbook, kept.reports)
    return _download(data, _EXCEL, f"{Path(kept.name).stem}-考核.xlsx")


@router.get("/analyses/{analysis_id}/report.json")
async def data(request: Request, analysis_id: str) -> Response:
    """The analysis as the API gives it."""
    kept = await _found(request, analysis_id)
    body = json.dumps(analysis_body(kept), ensure_ascii=False, indent=2).encode("utf-8", "replace")
    return _download(body, "application/json", f"{Path(kept.name).stem}-报告.json")


@router.get("/analyses/{analysis_id}/ledger.xlsx")
async def ledger_book(request: Request, analysis_id: str) -> Response:
    """What the records show together as a workbook of the year."""
    kept = await _found(request, analysis_id)
    state = state_of(request)
    data = await state.in_thread(_written, write_ledger_book, await _ledger(state, kept))
    return _download(data, _EXCEL, f"{Path(kept.name).stem}-年度考核.xlsx")


async def _remarks(state: State, kept: Analysis) -> dict[int, str]:
    """What people decided about the reports, by position."""
    decisions = await state.in_thread(state.store.reviews.of_analysis, kept.id)
    return {position: remark(kept.reports[position], decision) for position, decision in decisions.items()}


async def _ledger(state: State, kept: Analysis) -> LedgerReport:
    """What the reports show together; raises AmbiguousYear with what can be done here, where no year can be given."""
    try:
        return await state.pool.ledger(kept.reports, clock.today())
    except AmbiguousYear as error:
        raise AmbiguousYear(error.problem, where=kept.name, remedy="请按年度分开上传。") from error


def _written(write: Callable[[Path, Any], int], what: object) -> bytes:
    """The bytes of a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write(path, what)
        return path.read_bytes()


def _download(data: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
    return Response(data, media_type=kind, headers=headers)


async def _found(request: Request, analysis_id: str) -> Analysis:
    state = state_of(request)
    kept = await state.in_thread(state.store.find, analysis_id)
    if kept is None:
        raise HTTPException(404)
    return kept


@router.get("/help")
async def guide() -> HTMLResponse:
    """How to read a report."""
    return HTMLResponse(page("help.html", detectors=detectors()))
