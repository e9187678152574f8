"""The review queue as pages: what to look at next, one record with its questions, the decisions as a file to train from."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from analyzer.rendering.scales import DEPTH_CHOICES, POT_CHOICES
from analyzer.types.labels import DERIVED, Activity, Aspect, FindingKind
from analyzer.types.report import Report
from service.api.problems import faults
from service.decision import BANDS, CONFIRMED, STRUCK, answers_of
from service.origin import same_origin
from service.review import PartAnswer, ReviewIn, reviewed_record
from service.state import state_of
from service.store import Decision, ReportPlace
from service.web.assets import page

__all__ = ["router"]

router = APIRouter(prefix="/review", include_in_schema=False, default_response_class=HTMLResponse)

_SHOWN = 20
_FIELDS = 20_000
_DECIDED = 50
_NAMES = {name: str(field.description).partition("；")[0] for name, field in ReviewIn.model_fields.items()}
"""What the fields of an answer are called."""

_NO_STORE = {"Cache-Control": "no-store"}


@router.get("")
async def waiting(request: Request, saved: str = "") -> HTMLResponse:
    """What waits for a person, the most telling first."""
    state = state_of(request)
    items = await state.in_thread(state.queue.waiting, _SHOWN)
    done = await state.in_thread(state.store.reviews.decided, _DECIDED)
    return HTMLResponse(page("review.html", items=items, done=done, saved=bool(saved)), headers=_NO_STORE)


@router.get("/{analysis_id}/{position:int}")
async def ask(request: Request, analysis_id: str, position: int, saved: str = "") -> HTMLResponse:
    """One record with its questions, answered as somebody answered them last; `saved` says that the one before is kept."""
    report = await _report(request, analysis_id, position)
    state = state_of(request)
    known = (await state.in_thread(state.store.reviews.of_analysis, analysis_id)).get(position)
    chosen = {} if known is None else answers_of(known)
    return _form(analysis_id, position, report, chosen, (), known=known, saved=bool(saved))


@router.post("/{analysis_id}/{position:int}", dependencies=[Depends(same_origin)])
async def decide(request: Request, analysis_id: str, position: int) -> Response:
    """Keeps the answers and goes on to what waits next; answers that contradict each other are shown again with what is wrong."""
    state = state_of(request)
    report = await _report(request, analysis_id, position)
    async with request.form(max_files=0, max_fields=_FIELDS) as form:
        chosen = {name: value for name, value in form.items() if isinstance(value, str) and value}
        try:
            answers = _answers(form, report)
        except ValidationError as error:
            return _form(analysis_id, position, report, chosen, [faults(error.errors(), _NAMES)])
    record, problems = reviewed_record(ReportPlace(analysis_id, position).name, report, answers)
    if record is None:
        return _form(analysis_id, position, report, chosen, [f"{problem.what}{problem.remedy}" for problem in problems])
    await state.in_thread(state.store.reviews.keep, analysis_id, position, record, answers.reviewer, answers.note)
    following = await state.in_thread(state.queue.waiting, 1)
    place = "".join(f"/{item.place.analysis_id}/{item.place.position}" for item in following)
    return RedirectResponse(f"/review{place}?saved=1", 303)


async def _report(request: Request, analysis_id: str, position: int) -> Report:
    state = state_of(request)
    report = await state.in_thread(state.store.report, analysis_id, position)
    if report is None or report.not_judged is not None:
        raise HTTPException(404)
    return report


def _form(
    analysis_id: str,
    position: int,
    report: Report,
    chosen: dict[str, str],
    problems: Sequence[str],
    *,
    known: Decision | None = None,
    saved: bool = False,
) -> HTMLResponse:
    raised = {found.kind for found in report.findings}
    kinds = [kind for kind in FindingKind if kind not in DERIVED and (kind in raised or f"finding-{kind}" in chosen)]
    body = page(
        "decide.html",
        analysis_id=analysis_id,
        position=position,
        report=report,
        kinds=kinds,
        aspects=[(str(aspect), aspect.zh) for aspect in Aspect],
        activities=[(str(activity), activity.zh) for activity in Activity],
        grades={"depth": DEPTH_CHOICES, "one_pot": POT_CHOICES, "band": BANDS},
        chosen=chosen,
        known=known,
        saved=saved,
        problems=problems,
    )
    return HTMLResponse(body, 422 if problems else 200, headers=_NO_STORE)


def _answers(form: FormData, report: Report) -> ReviewIn:
    """The answers of the form; a part counts as looked at where its labels were changed. Raises ValidationError."""
    values: dict[str, object] = {name: form[name] for name in ("depth", "one_pot", "band", "reviewer", "note") if form.get(name)}
    kinds = {kind: form.get(f"finding-{kind}") for kind in FindingKind}
    parts = [
        {"number": number, "aspect": form.get(f"aspect-{number}"), "specific": f"specific-{number}" in form}
        for number, part in enumerate(report.sentences)
        if (form.get(f"aspect-{number}"), f"specific-{number}" in form) != (part.aspect, part.specific)
    ]
    parts += [
        {"number": number, "activity": form.get(f"activity-{number}"), "substance": form.get(f"substance-{number}")}
        for number, segment in enumerate(report.segments)
        if (form.get(f"activity-{number}"), form.get(f"substance-{number}")) != (segment.activity, str(segment.substance))
    ]
    return ReviewIn.model_validate(
        {
            **values,
            "confirmed": [kind for kind, said in kinds.items() if said == CONFIRMED],
            "struck": [kind for kind, said in kinds.items() if said == STRUCK],
            "parts": [PartAnswer.model_validate(part) for part in parts],
            "all_parts": "all_parts" in form,
        }
    )
