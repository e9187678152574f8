"""The Chinese words in which every format speaks of a report."""

from __future__ import annotations

from analyzer.types.labels import (
    Activity,
    Aspect,
    FindingKind,
    Label,
    Lecturer,
    MeetingDimension,
    MeetingType,
    RecordType,
    Severity,
    TalkDimension,
    TalkKind,
    band_name,
)
from analyzer.types.report import Report

__all__ = ["SUBSTANCE", "band_words", "heading", "headline", "points_words", "priorities", "verdict", "zh"]

SUBSTANCE = ("有名无实", "概括", "有实质")
_DEPTHS = ("未触及本人", "只有套话", "谈到本人一方面", "深入且有回应")
_NAMES: dict[type[Label], dict[str, str]] = {
    kind: {str(label): label.zh for label in kind}
    for kind in (RecordType, MeetingType, Activity, Lecturer, Aspect, TalkKind, MeetingDimension, TalkDimension, Severity, FindingKind)
}
_SHOWN_FIRST = 3


def zh(kind: type[Label], key: str | None) -> str:
    """The Chinese name of a key; the key itself where it is none."""
    return "" if key is None else _NAMES[kind].get(key, key)


def heading(report: Report) -> str:
    """What a report is of: its title, else its type, with the date."""
    record = report.record
    kind = (
        zh(MeetingType, record.meeting_type)
        if record.meeting_type and record.meeting_type != MeetingType.OTHER
        else zh(RecordType, record.type)
    )
    partner = record.fields.get("talkee")
    name = record.title or (f"{kind}（{partner.value}）" if partner else kind)
    return " · ".join(part for part in (name, record.date) if part)


def band_words(report: Report) -> str:
    """«较好（4档）», or «未评价»."""
    return "未评价" if report.band is None else f"{band_name(report.band)}（{report.band}档）"


def verdict(report: Report) -> str:
    """One sentence on the whole record."""
    if report.not_judged is not None:
        return f"未评价：{report.not_judged.reason}{report.not_judged.advice}"
    if report.talk is not None:
        if report.talk.generic:
            kind = "征求意见类谈话" if report.talk.kind == TalkKind.SOLICITATION else "泛泛谈话"
            return f"{kind}：{_DEPTHS[report.talk.depth]}。"
        return f"{zh(TalkKind, report.talk.kind)}谈话：{_DEPTHS[report.talk.depth]}。"
    if report.meeting is not None:
        return ("主题集中。", "承载偏多：内容多而多数有实质。", "一锅炖：多项任务装进一次会议，多数没有实质。")[report.meeting.one_pot]
    return ""


def headline(report: Report) -> str:
    """Band, score and verdict in one line."""
    score = "" if report.score is None else f"{report.score:g}分 · "
    return f"{band_words(report)} · {score}{verdict(report)}" if report.band is not None else verdict(report)


def points_words(points: float) -> str:
    """«扣12分», or nothing."""
    return f"扣{points:g}分" if points else "不扣分"


def priorities(report: Report) -> tuple[str, ...]:
    """The first three things to mend."""
    return tuple(dict.fromkeys(found.advice for found in report.findings))[:_SHOWN_FIRST]
