"""Labels of a meeting must agree with each other (guideline, sections 2, 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.types.labels import COUNTABLE, Activity, FindingKind, MeetingDimension, MeetingType, carried_by
from corpus.guideline.problem import Place, Problem
from corpus.records import LabelledRecord

__all__ = ["MANY_SEGMENTS", "check_meeting", "countable_purposes"]

_CLAIMABLE = frozenset([*Activity, *MeetingType, "talk"])
MANY_SEGMENTS = frozenset(
    [
        Activity.BRANCH_AFFAIRS,
        Activity.BUSINESS,
        Activity.CRITICISM,
        Activity.MEMBER_DEVELOPMENT,
        Activity.ELECTION,
        Activity.PRACTICE,
        Activity.PROCEDURE,
    ]
)
"""Activities of which two items are two segments."""
_OWN_AGENDA = (Activity.THOUGHT_ANALYSIS, Activity.DISCIPLINE_EDUCATION)
"""What a 支委会 deliberates on as its own agenda, and does not count unless claimed."""


def _best(record: LabelledRecord) -> dict[Activity, int]:
    found: dict[Activity, int] = {}
    for segment in record.segments:
        found[segment.activity] = max(found.get(segment.activity, 0), segment.substance)
    return found


def countable_purposes(record: LabelledRecord) -> dict[Activity, int]:
    """The distinct countable purposes with their best substance; 批评 and 评议 held together are one."""
    best = {activity: substance for activity, substance in _best(record).items() if activity in COUNTABLE}
    if Activity.CRITICISM in best and Activity.APPRAISAL in best:
        best[Activity.CRITICISM] = max(best[Activity.CRITICISM], best.pop(Activity.APPRAISAL))
    return best


def _prescribed(record: LabelledRecord) -> Activity | None:
    """The study of an 组织生活会 or a 民主评议 that holds criticism: it belongs to it and is no purpose of its own."""
    holds = record.meeting_type in (MeetingType.ORG_LIFE, MeetingType.APPRAISAL)
    return Activity.THEORY_STUDY if holds and Activity.CRITICISM in _best(record) else None


def _readings(record: LabelledRecord) -> list[dict[Activity, int]]:
    """The ways to count that the guideline leaves open.

    A 支委会's own agenda doesn't count unless claimed, nor the study before criticism or appraisal; a campaign's study may count once.
    """
    readings = [countable_purposes(record)]
    if (prescribed := _prescribed(record)) is not None:
        readings.append({activity: substance for activity, substance in readings[0].items() if activity is not prescribed})
    if record.meeting_type is MeetingType.COMMITTEE:
        agenda = [activity for activity in _OWN_AGENDA if readings[0].get(activity) == 2 and activity not in (record.gold.claimed or ())]
        readings.append({activity: substance for activity, substance in readings[0].items() if activity not in agenda})
    for purposes in list(readings):
        if Activity.CAMPAIGN in purposes and Activity.THEORY_STUDY in purposes:
            best = max(purposes[Activity.CAMPAIGN], purposes[Activity.THEORY_STUDY])
            merged = purposes | {Activity.CAMPAIGN: best}
            del merged[Activity.THEORY_STUDY]
            readings.append(merged)
    return readings


def _grade(purposes: dict[Activity, int]) -> int:
    """The one-pot grade of purposes that have no common theme."""
    hollow = sum(substance <= 1 for substance in purposes.values())
    if len(purposes) < 3:
        return 0
    return 2 if hollow * 2 >= len(purposes) else 1


def check_meeting(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    """Where labels of one meeting contradict each other."""
    gold = record.gold
    if gold.one_pot is None or gold.claimed is None or record.meeting_type is None or not record.segments or record.sentences:
        yield Problem(place, "keys", "会议缺 one_pot、claimed、meeting_type 或 segments，或写了 sentences。", "请补齐。")
        return
    if gold.depth is not None or gold.generic is not None or gold.talk_kind is not None or FindingKind.GENERIC_TALK in gold.findings:
        yield Problem(place, "talk_labels", "会议用了谈话的标注。", "depth、talk_kind、generic、generic_talk 只用于谈话。")
    if set(gold.dims) != set(MeetingDimension):
        yield Problem(place, "dims", "dims 的键不是会议的五项。", f"请用 {'、'.join(MeetingDimension)}。")
    yield from _segments(place, record)
    yield from _one_pot(place, record)
    yield from _claims(place, record)
    no_outcome = FindingKind.NO_OUTCOME in gold.findings
    if no_outcome != (gold.dims.get("outcome", 0) <= 1):
        yield Problem(place, "no_outcome", f"outcome={gold.dims.get('outcome')} 与 no_outcome 不一致。", "outcome 为 0–1 才有 no_outcome。")
    if FindingKind.OFF_TOPIC in gold.findings and gold.band > 2:
        yield Problem(place, "band_cap", f"名实不符的会议 band={gold.band}。", "不能高于 2。")


def _segments(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    for number, segment in enumerate(record.segments, 1):
        if not segment.sentences:
            yield Problem(place, "empty_segment", f"第{number}段 {segment.activity} 没有句子。", "请删去，或写上它的句子。")
        if (segment.activity is Activity.PARTY_LECTURE) != (segment.lecturer is not None):
            yield Problem(place, "lecturer", f"第{number}段的 lecturer 不对。", "只有党课写讲课人，党课必须写。")
        if not 0 <= segment.substance <= (1 if segment.activity is Activity.PROCEDURE else 2):
            yield Problem(
                place, "substance", f"第{number}段 {segment.activity} 的 substance={segment.substance}。", "应为 0–2，会议程序为 0–1。"
            )
    for number, (one, other) in enumerate(zip(record.segments, record.segments[1:], strict=False), 1):
        if one.activity is other.activity and one.substance == other.substance and one.activity not in MANY_SEGMENTS:
            yield Problem(place, "adjoining", f"第{number}、{number + 1}段同为 {one.activity}、实质相同。", "一个目的是一段；请合并。")


def _one_pot(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    gold, purposes = record.gold, countable_purposes(record)
    grades = {_grade(reading) for reading in _readings(record)}
    shown = "、".join(f"{activity}={substance}" for activity, substance in purposes.items()) or "没有"
    if gold.one_pot not in (0, 1, 2):
        yield Problem(place, "range", f"one_pot={gold.one_pot} 不在 0–2。", "请改正。")
    elif gold.one_pot == 0 and 0 not in grades and record.meeting_type is not MeetingType.PARTY_DAY:
        yield Problem(
            place, "one_pot_theme", f"one_pot=0，却有多个计数目的（{shown}）。", "请确认有经得起删除检验的共同主题。", doubtful=True
        )
    elif gold.one_pot and grades == {0}:
        yield Problem(place, "one_pot_count", f"one_pot={gold.one_pot}，计数目的不足三个（{shown}）。", "至少三个；请改 one_pot 或环节。")
    elif gold.one_pot and gold.one_pot not in grades:
        yield Problem(place, "one_pot_half", f"one_pot={gold.one_pot}，计数目的是 {shown}。", "一半及以上空泛是 2，否则是 1。")
    if (gold.one_pot != 0) != (FindingKind.ONE_POT in gold.findings):
        yield Problem(
            place, "one_pot_finding", f"one_pot={gold.one_pot} 与 findings 不一致。", "one_pot 为 1、2 时有 one_pot，为 0 时没有。"
        )
    if gold.one_pot == 2 and gold.band > 2:
        yield Problem(place, "band_cap", f"一锅炖的 band={gold.band}。", "不能高于 2。")


def _claims(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    claimed = record.gold.claimed or ()
    best = _best(record)
    unknown = [duty for duty in claimed if duty not in _CLAIMABLE]
    if unknown:
        yield Problem(place, "claimed_key", f"claimed 里的 {'、'.join(unknown)} 不是活动或会议类型。", "请用标注规范的键。")
    if record.meeting_type in claimed:
        yield Problem(place, "claimed_own", f"claimed 里有自身类型 {record.meeting_type}。", "claimed 只写自身类型以外的。", doubtful=True)
    carriers = {duty: carried_by(duty) for duty in claimed if duty in _CLAIMABLE}
    empty = [duty for duty, by in carriers.items() if by and max((best.get(activity, 0) for activity in by), default=0) == 0]
    said = FindingKind.EMPTY_CLAIM in record.gold.findings
    if said and not claimed:
        yield Problem(place, "empty_claim", "有 empty_claim，却没有 claimed。", "请写明申报了什么，或改用 hollow_segment。")
    elif said and not empty and all(carriers.values()):
        yield Problem(place, "empty_claim", "有 empty_claim，申报的各项却都有内容。", "请核对 claimed 与 substance。")
    elif empty and not said:
        yield Problem(
            place, "empty_claim", f"申报的 {'、'.join(empty)} 没有内容，却没有 empty_claim。", "请补上 empty_claim，或改 substance。"
        )
    covered = {activity for by in carriers.values() for activity in by}
    excused = {*covered, _prescribed(record)}
    hollow = [activity for activity in COUNTABLE if best.get(activity) == 0 and activity not in excused]
    if bool(hollow) != (FindingKind.HOLLOW_SEGMENT in record.gold.findings):
        shown = "、".join(hollow) or "没有"
        yield Problem(place, "hollow_segment", f"未申报而实质为 0 的计数目的：{shown}；与 hollow_segment 不一致。", "请核对。")
