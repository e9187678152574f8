"""认定次数: what a branch claims, and what counts.

Rows that tell of one meeting count once; the own type counts; a further claimed duty counts if the text has that purpose with substance 2, at
most one further duty a meeting.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from analyzer.types.labels import Activity, Label, MeetingType
from analyzer.types.ledger import DutyCount, LedgerFinding, RecordDigest

__all__ = ["duty_counts", "multiple_claims"]

_PURPOSES: dict[str, tuple[str, ...]] = {
    MeetingType.LECTURE: (Activity.PARTY_LECTURE,),
    MeetingType.STUDY: (Activity.THEORY_STUDY, Activity.CAMPAIGN),
    MeetingType.ORG_LIFE: (Activity.CRITICISM,),
    MeetingType.APPRAISAL: (Activity.APPRAISAL, Activity.CRITICISM),
}
_HELD_TOGETHER = {MeetingType.ORG_LIFE: MeetingType.APPRAISAL, MeetingType.APPRAISAL: MeetingType.ORG_LIFE}
_CONVENED = (MeetingType.MEMBER_ASSEMBLY, MeetingType.PARTY_DAY)
_FURTHER_A_MEETING = 1
_RULE = "一会多报：同一次会议只认定一次（《中国共产党支部工作条例（试行）》第十一至十六条；标注规范第3节）"


def _zh(duty: str) -> str:
    if duty == "talk":
        return "谈心谈话"
    kinds: tuple[type[Label], ...] = (MeetingType, Activity)
    return next((label.zh for kind in kinds for label in kind if label == duty), duty)


def _meetings(records: Sequence[RecordDigest]) -> list[list[RecordDigest]]:
    """The meetings of a branch, each with its rows: rows of one start to the minute tell of one meeting."""
    found: dict[tuple[str, str], list[RecordDigest]] = defaultdict(list)
    for record in records:
        if record.type == "meeting":
            alone = record.id if "T" not in record.start else ""
            found[record.start, alone].append(record)
    return [sorted(rows, key=lambda row: (row.entered or "9", row.id)) for rows in found.values()]


def duty_counts(records: Sequence[RecordDigest]) -> tuple[DutyCount, ...]:
    """Claimed and effective counts of one branch, by duty."""
    claimed: Counter[str] = Counter()
    effective: Counter[str] = Counter()
    why: dict[str, list[str]] = defaultdict(list)
    for record in records:
        claimed.update(record.duties)
        if record.type == "talk":
            effective["talk"] += 1
    for rows in _meetings(records):
        own = next((row.own for row in rows if row.own in _CONVENED), rows[0].own)
        effective[own] += 1
        substances = {activity: substance for row in rows for activity, substance in row.purposes}
        further = 0
        for duty in dict.fromkeys(duty for row in rows for duty in row.duties if duty != own):
            day = rows[0].start or rows[0].id
            if _HELD_TOGETHER.get(MeetingType(own)) == duty:
                effective[duty] += 1
            elif max((substances.get(activity, 0) for activity in _PURPOSES.get(duty, (duty,))), default=0) < 2:
                why[duty].append(f"{day}：没有这一项的实质内容")
            elif further < _FURTHER_A_MEETING:
                effective[duty] += 1
                further += 1
            else:
                why[duty].append(f"{day}：一次会议至多再认定一项")
        if len(rows) > 1:
            why[own].append(f"{rows[0].start}：{len(rows)}条记录是同一次会议，认定一次")
    return tuple(DutyCount(duty, claimed[duty], effective[duty], tuple(why[duty])) for duty in sorted(claimed | effective))


def multiple_claims(branch: str, records: Sequence[RecordDigest]) -> Iterator[LedgerFinding]:
    """One finding for each meeting that is reported in several rows, or that claims several further duties."""
    for rows in _meetings(records):
        ids = tuple(row.id for row in rows)
        places = tuple(f"{row.source}（第{row.index + 1}条）" for row in rows)
        if len(rows) > 1:
            message = f"{rows[0].start}的一次会议报了{len(rows)}条记录：{'、'.join(_zh(row.own) for row in rows)}。"
            yield LedgerFinding("multiple_claim", "major", branch, ids, places, message, _RULE)
        elif len(rows[0].duties) > 2:
            message = f"一次{_zh(rows[0].own)}另外申报了{'、'.join(map(_zh, rows[0].duties[1:]))}。"
            yield LedgerFinding("multiple_claim", "major", branch, ids, places, message, _RULE)
