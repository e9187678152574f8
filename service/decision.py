"""What somebody decided about a report, in the words of the page that asked, and as the answers of that page."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rendering.scales import DEPTH_CHOICES, POT_CHOICES
from analyzer.types.labels import Activity, Aspect, band_name
from analyzer.types.report import Report
from corpus.reviewed import CheckedSegment, CheckedSentence
from service.store import Decision

__all__ = ["BANDS", "CONFIRMED", "STRUCK", "answers_of", "decided", "remark", "signature"]

BANDS = tuple((band, f"{band} {band_name(band)}") for band in range(1, 6))
CONFIRMED, STRUCK = "yes", "no"


def decided(report: Report, decision: Decision) -> Iterator[str]:
    """Each judgement of a decision in one line, beside the program's where the two differ."""
    record = decision.record
    yield from _grade("档次", dict(BANDS), record.band, report.band)
    yield from _grade("谈到多深", dict(DEPTH_CHOICES), record.depth, report.talk.depth if report.talk else None)
    yield from _grade("一会多用", dict(POT_CHOICES), record.one_pot, report.meeting.one_pot if report.meeting else None)
    for said, kinds in (("成立的问题", record.confirmed), ("不成立的问题", record.struck)):
        if kinds:
            yield f"{said}：{'、'.join(kind.zh for kind in kinds)}"
    seen = sum(part.checked for part in record.parts)
    if seen:
        name, place = ("句", "第{}句") if record.sentences else ("个环节", "第{}个环节")
        changed = [place.format(number) for number, words in enumerate(_changes(report, decision), 1) if words]
        yield f"看过{seen}{name}，" + (f"改了{len(changed)}{name}：{'、'.join(changed)}" if changed else "都没有改")


def remark(report: Report, decision: Decision) -> str:
    """A decision in one line, for the files that people pass on."""
    note = [f"备注：{decision.note}"] if decision.note else []
    return f"已由人复核（{signature(decision)}）：{'；'.join([*decided(report, decision), *note])}。"


def signature(decision: Decision) -> str:
    """Who decided, and when."""
    return f"{decision.reviewer or '没有署名'} · {decision.created_at.astimezone():%Y-%m-%d %H:%M}"


def answers_of(decision: Decision) -> dict[str, str]:
    """A decision as the fields of the form."""
    record = decision.record
    found = {name: str(value) for name in ("depth", "one_pot", "band") if (value := getattr(record, name)) is not None}
    found |= {f"finding-{kind}": said for said, kinds in ((CONFIRMED, record.confirmed), (STRUCK, record.struck)) for kind in kinds}
    for number, part in enumerate(record.parts):
        match part:
            case CheckedSentence():
                found |= {f"aspect-{number}": str(part.aspect)} | ({f"specific-{number}": "1"} if part.specific else {})
            case CheckedSegment():
                found |= {f"activity-{number}": str(part.activity), f"substance-{number}": str(part.substance)}
    if record.parts and all(part.checked for part in record.parts):
        found["all_parts"] = "1"
    return {**found, "reviewer": decision.reviewer, "note": decision.note}


def _grade(name: str, options: dict[int, str], said: int | None, judged: int | None) -> Iterator[str]:
    if said is not None:
        beside = "与程序一致" if said == judged else f"程序判为{options[judged]}" if judged is not None else "程序没有判断"
        yield f"{name}：{options[said]}（{beside}）"


def _changes(report: Report, decision: Decision) -> Iterator[bool]:
    """For each part whether somebody gave it other labels than the program."""
    record = decision.record
    for sentence, judged in zip(record.sentences, report.sentences, strict=True):
        yield sentence.checked and (sentence.aspect, sentence.specific) != (Aspect(judged.aspect), judged.specific)
    for segment, found in zip(record.segments, report.segments, strict=True):
        yield segment.checked and (segment.activity, segment.substance) != (Activity(found.activity), found.substance)
