"""From a report to the few hundred bytes that the ledger needs."""

from __future__ import annotations

import re
from itertools import groupby

from analyzer.ledger.body import masked_body
from analyzer.ledger.mentions import mentions
from analyzer.ledger.needs import difficulties, needs
from analyzer.ledger.people import names_by_role, person
from analyzer.ledger.sketch import shingles, sketch
from analyzer.ledger.skins import integrated
from analyzer.types.labels import Duty
from analyzer.types.ledger import DutyClaim, People, PurposeDigest, RecordDigest
from analyzer.types.report import Report

__all__ = ["digest"]

_SAYS = (
    "(?:同志)?(?:说(?!明书)|发言(?!稿|材料)|表示|认为|谈到|谈了|讲到|讲了|提出|汇报(?!材料)|指出|建议(?!书)|补充|带头|介绍(?!信)|反映|检讨(?!书)|回应|插话|"
    "问(?!题)|答(?!辩)|讲(?!稿|课)|[:：])"
)
_FOR_SOMEBODY = "(?<!代)(?<!替)(?<!代表)"


def digest(report: Report, line: int) -> RecordDigest:
    """The digest of a report that stands on a line of `reports.jsonl`; of one that was not judged, what its header says."""
    record = report.record
    value = {key: field.value for key, field in record.fields.items()}
    branch = record.branch or ""
    claims = _claims(report)
    judged = report.not_judged is None
    body = masked_body(report) if judged else ""
    return RecordDigest(
        id=record.id,
        line=line,
        branch=branch,
        own=claims[0].duty,
        ticked=tuple(claim.duty for claim in claims if claim.ticked),
        title=record.title or "",
        start=record.start or record.date or "",
        end=record.end or "",
        entered=value.get("entered", ""),
        place=value.get("place", ""),
        people=_people(report, branch),
        due=_number(value.get("due")),
        present=_number(value.get("present")),
        claims=claims,
        purposes=_purposes(report),
        integrated=integrated(report),
        generic=report.talk.generic if report.talk else None,
        kind=report.talk.kind if report.talk else "",
        needs=needs(report),
        difficulties=difficulties(report),
        mentions=mentions(report.text or ""),
        score=report.score,
        findings=tuple((found.kind, found.points) for found in report.findings if found.points),
        sketch=sketch(body),
        shingles=len(shingles(body)),
        not_judged=report.not_judged.code if report.not_judged else "",
    )


def _claims(report: Report) -> tuple[DutyClaim, ...]:
    """The own type first, then every further duty once, as the record claims it."""
    record = report.record
    claims = [DutyClaim(claim.duty, claim.count, claim.hours, claim.ticked) for claim in record.claims]
    ticked = next((claim.duty for claim in claims if claim.ticked), None)
    own = ticked or (Duty.TALK.value if record.type == "talk" else record.meeting_type or Duty.OTHER.value)
    first = next((claim for claim in claims if claim.duty == own), DutyClaim(own))
    return (first, *(claim for claim in claims if claim.duty != own))


def _people(report: Report, branch: str) -> People:
    names = names_by_role(report)
    text = report.text or ""
    places = report.segments or report.sentences
    body = text[places[0].start : places[-1].end] if places else ""
    speakers = {name for role in names.values() for name in role if re.search(_FOR_SOMEBODY + re.escape(name) + _SAYS, body)}
    numbers = {role: tuple(person(name, branch) for name in found) for role, found in names.items()}
    return People(**numbers, speakers=tuple(sorted(person(name, branch) for name in speakers)))


def _purposes(report: Report) -> tuple[PurposeDigest, ...]:
    parts = sorted(report.segments, key=lambda part: part.activity)
    found = []
    for activity, some in groupby(parts, key=lambda part: part.activity):
        own = list(some)
        lecturer = next((part.lecturer for part in own if part.lecturer), "")
        found.append(PurposeDigest(activity, max(part.substance for part in own), sum(part.end - part.start for part in own), lecturer))
    return tuple(found)


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() else None
