"""The Chinese words in which every format speaks of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from analyzer.errors import NotARecord
from analyzer.rendering.scales import DEPTHS, POTS
from analyzer.types.labels import (
    DERIVED,
    Activity,
    Aspect,
    Duty,
    FindingKind,
    Label,
    Lecturer,
    LedgerKind,
    MeetingDimension,
    MeetingType,
    RecordType,
    Severity,
    TalkDimension,
    TalkKind,
    band_name,
)
from analyzer.types.ledger import LeftOut
from analyzer.types.report import MeetingPart, Report, TalkPart

__all__ = [
    "REMINDER",
    "activity_words",
    "band_words",
    "caps_words",
    "clipped",
    "day_words",
    "facts",
    "heading",
    "headline",
    "kind_words",
    "left_out",
    "opening",
    "origin",
    "points_words",
    "priorities",
    "shares",
    "substance_words",
    "verdict",
    "with_file",
    "zh",
]

REMINDER = "程序提出建议，结论由人作出；扣分经考核人员确认后才生效，支部可以申诉。"
"""What every report, page and workbook says of itself."""
_SUBSTANCE = ("有名无实", "概括", "有实质")
_NAMES: dict[type[Label], dict[str, str]] = {
    kind: {str(label): label.zh for label in kind}
    for kind in (
        RecordType,
        MeetingType,
        Activity,
        Lecturer,
        Aspect,
        TalkKind,
        MeetingDimension,
        TalkDimension,
        Severity,
        FindingKind,
        Duty,
        LedgerKind,
    )
}
_DAY = re.compile("(?:(?P<year>[0-9]{4})|-)-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:T(?P<clock>[0-9:]+))?")
_SHOWN_FIRST = 3


def zh(kind: type[Label], key: str | None) -> str:
    """The Chinese name of a key; the key itself where it is none."""
    return "" if key is None else _NAMES[kind].get(key, key)


def clipped(words: str, width: int) -> str:
    """Words on one line, at most so many characters and an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= width else f"{line[:width]}…"


def kind_words(report: Report) -> str:
    """What kind of record a report is of: the meeting it declares itself to be, else talk or meeting; of what is no record, neither."""
    if report.not_judged is not None and report.not_judged.code == NotARecord.code:
        return "未识别的文字"
    meeting = report.record.meeting_type
    return zh(MeetingType, meeting) if meeting and meeting != MeetingType.OTHER else zh(RecordType, report.record.type)


def day_words(value: str) -> str:
    """A date or time as it is written in Chinese: «2025年6月12日 15:00», «7月8日» where the year is not known; other words as they are."""
    found = _DAY.fullmatch(value)
    if found is None:
        return value
    year = f"{found['year']}年" if found["year"] else ""
    return f"{year}{int(found['month'])}月{int(found['day'])}日{' ' if found['clock'] else ''}{found['clock'] or ''}"


def heading(report: Report) -> str:
    """What a report is of: its title, else its kind, with the partner of a talk and the date."""
    record = report.record
    name, partner = record.title or kind_words(report), record.fields.get("talkee")
    if partner is not None and partner.value not in name:
        name = f"{name}（{partner.value}）"
    return " · ".join((name, *([day_words(record.date)] if record.date else [])))


def facts(report: Report) -> str:
    """Kind and branch of a record in one line."""
    return " · ".join(part for part in (kind_words(report), report.record.branch) if part)


def origin(report: Report) -> str:
    """The file of a record, and which record of it this is."""
    return f"{report.source.name}（第{report.source.index + 1}条）" if report.source.index else report.source.name


def band_words(report: Report) -> str:
    """«较好（4档）», or «未评价»."""
    return "未评价" if report.band is None else f"{band_name(report.band)}（{report.band}档）"


def substance_words(segment: MeetingPart) -> str:
    """How much there is in a segment; opening and closing a meeting need no substance."""
    return "—" if segment.activity == Activity.PROCEDURE else _SUBSTANCE[segment.substance]


def verdict(report: Report) -> str:
    """One sentence on the whole record: what it is, and up to three troubles beside."""
    if report.not_judged is not None:
        return f"未评价：{report.not_judged.reason}{report.not_judged.advice}"
    kinds = dict.fromkeys(found.kind for found in report.findings if found.severity != Severity.INFO and found.kind not in DERIVED)
    troubles = [zh(FindingKind, kind) for kind in kinds][:_SHOWN_FIRST]
    return "；".join(part for part in (_nature(report), "、".join(troubles), report.band_note) if part) + "。"


def _nature(report: Report) -> str:
    if report.meeting is not None:
        return POTS[report.meeting.one_pot]
    if report.talk is None:
        return ""
    kind = f"{zh(TalkKind, report.talk.kind)}谈话"
    if report.talk.generic:
        kind = "征求意见类谈话" if report.talk.kind == TalkKind.SOLICITATION else "泛泛谈话"
    return f"{kind}，{DEPTHS[report.talk.depth]}"


def headline(report: Report) -> str:
    """Band, score and verdict in one line."""
    score = "" if report.score is None else f"{report.score:g}分 · "
    return f"{band_words(report)} · {score}{verdict(report)}" if report.band is not None else verdict(report)


def points_words(points: float) -> str:
    """«扣12分», or «不扣分»."""
    return f"扣{points:g}分" if points else "不扣分"


def caps_words(caps: Sequence[str]) -> str:
    """«封顶：整份记录至多2档、59分。», or nothing where no limit binds."""
    return f"封顶：{'；'.join(caps)}。" if caps else ""


def priorities(report: Report) -> tuple[str, ...]:
    """The first three things to mend."""
    return tuple(dict.fromkeys(found.advice for found in report.findings))[:_SHOWN_FIRST]


def activity_words(part: MeetingPart) -> str:
    """«党课（书记党课）»."""
    return zh(Activity, part.activity) + (f"（{zh(Lecturer, part.lecturer)}）" if part.lecturer else "")


def opening(report: Report, part: MeetingPart | TalkPart, width: int) -> str:
    """The first words of a segment or sentence; nothing where the report is without its text."""
    return clipped((report.text or "")[part.start : part.end], width)


def shares(report: Report) -> tuple[int, ...]:
    """How much of the body each segment takes, in percent of its characters."""
    lengths = [part.end - part.start for part in report.segments]
    return tuple(round(100 * length / max(sum(lengths), 1)) for length in lengths)


def with_file(record: str, files: Mapping[str, str]) -> str:
    """The id of a record, with its file where it has one («9f2c…-0（谈话.docx）»)."""
    return f"{record}（{files[record]}）" if record in files else record


def left_out(records: LeftOut) -> Iterator[str]:
    """What was analysed and yet is in no branch's year, and what to do about it."""
    if records.no_branch:
        yield f"{records.no_branch}条没有写明党支部，只作单条分析，没有互相比对，也不计入任何支部；是一个支部的，请用 mqa batch --branch 支部名 重做。"
    if records.other_year:
        yield f"{records.other_year}条属于别的年度，未计入；要看那一年，请用 --year。"
