"""A reviewer's answers as a reviewed record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict, Field

from analyzer.types.labels import Activity, Aspect, FindingKind, RecordType
from analyzer.types.report import MeetingPart, Report, TalkPart
from corpus.guideline.problem import Place, Problem
from corpus.reviewed import CheckedSegment, CheckedSentence, ReviewedRecord, check_reviewed

__all__ = ["PartAnswer", "ReviewIn", "reviewed_record"]

_NO_NUL = r"^[^\x00]*$"
"""PostgreSQL keeps no NUL in text."""


class PartAnswer(BaseModel):
    """What a reviewer says of one part, counted from 0: aspect and specific of a sentence, activity and substance of a segment."""

    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=0, le=100_000)
    aspect: Aspect | None = None
    specific: bool | None = None
    activity: Activity | None = None
    substance: int | None = Field(default=None, ge=0, le=2)


class ReviewIn(BaseModel):
    """A reviewer's answers; what is left out was not looked at. `all_parts`: every part was looked at, those not in `parts` are right."""

    model_config = ConfigDict(extra="forbid")

    depth: int | None = Field(default=None, ge=0, le=3, description="谈话深度；0、1 即泛泛谈话")
    one_pot: int | None = Field(default=None, ge=0, le=2, description="一会多用；2 即一锅炖")
    band: int | None = Field(default=None, ge=1, le=5, description="档次")
    confirmed: list[FindingKind] = Field(default=[], max_length=20, description="成立的问题")
    struck: list[FindingKind] = Field(default=[], max_length=20, description="不成立的问题")
    parts: list[PartAnswer] = Field(default=[], max_length=5_000, description="看过的句或环节")
    all_parts: bool = Field(default=False, description="逐句（逐个环节）都看过")
    reviewer: str = Field(default="", max_length=50, pattern=_NO_NUL, description="复核人")
    note: str = Field(default="", max_length=1_000, pattern=_NO_NUL, description="备注")


def reviewed_record(name: str, report: Report, answers: ReviewIn) -> tuple[ReviewedRecord | None, tuple[Problem, ...]]:
    """The reviewed record of a judged report, or the problems of the answers."""
    place = Place(name, 0, "")
    if other := next(_foreign(place, report, answers), None):
        return None, (other,)
    parts: Sequence[TalkPart | MeetingPart] = report.sentences or report.segments
    given = {part.number: part for part in answers.parts}
    if unknown := [number for number in given if number >= len(parts)]:
        return None, (Problem(place, "parts", f"没有第{unknown[0] + 1}句（环节）。", "请对照报告里的顺序，从 0 起数。"),)
    record = ReviewedRecord(
        id=name,
        record_type=RecordType(report.record.type or RecordType.MEETING),
        text=report.text or "",
        model=report.versions.model,
        depth=answers.depth,
        one_pot=answers.one_pot,
        band=answers.band,
        sentences=tuple(_sentence(part, given.get(number), answers.all_parts) for number, part in enumerate(report.sentences)),
        segments=tuple(_segment(part, given.get(number), answers.all_parts) for number, part in enumerate(report.segments)),
        confirmed=tuple(dict.fromkeys(answers.confirmed)),
        struck=tuple(dict.fromkeys(answers.struck)),
    )
    problems = tuple(check_reviewed(place, record))
    return (None, problems) if problems else (record, ())


def _foreign(place: Place, report: Report, answers: ReviewIn) -> Iterator[Problem]:
    """Answers about what this report does not have: keys of the other type of record, findings that it does not raise."""
    talk = report.record.type == RecordType.TALK
    grades, labels = (("one_pot",), ("activity", "substance")) if talk else (("depth",), ("aspect", "specific"))
    keys = [name for name in grades if getattr(answers, name) is not None]
    keys += [f"parts.{name}" for name in labels if any(getattr(part, name) is not None for part in answers.parts)]
    if keys:
        remedy = "谈话用 depth，parts 里用 aspect、specific；会议用 one_pot，parts 里用 activity、substance。"
        yield Problem(place, "keys", f"这条记录是{'谈话' if talk else '会议'}，不能写 {'、'.join(keys)}。", remedy)
    raised = dict.fromkeys(FindingKind(found.kind) for found in report.findings)
    if strange := [kind for kind in dict.fromkeys(answers.struck) if kind not in raised]:
        known = "、".join(f"{kind}（{kind.zh}）" for kind in raised)
        remedy = f"struck 可用：{known}。" if known else "这份报告没有问题，请不写 struck。"
        yield Problem(place, "struck", f"报告里没有这样的问题：{'、'.join(f'{kind}（{kind.zh}）' for kind in strange)}。", remedy)


def _sentence(part: TalkPart, answer: PartAnswer | None, seen: bool) -> CheckedSentence:
    aspect = answer.aspect if answer and answer.aspect else Aspect(part.aspect)
    specific = answer.specific if answer and answer.specific is not None else part.specific
    return CheckedSentence(start=part.start, end=part.end, aspect=aspect, specific=specific, checked=seen or answer is not None)


def _segment(part: MeetingPart, answer: PartAnswer | None, seen: bool) -> CheckedSegment:
    activity = answer.activity if answer and answer.activity else Activity(part.activity)
    substance = answer.substance if answer and answer.substance is not None else part.substance
    return CheckedSegment(start=part.start, end=part.end, activity=activity, substance=substance, checked=seen or answer is not None)
