"""Countable purposes of a meeting, what legitimately belongs together, and the numbers that judge the whole."""

from __future__ import annotations

import numpy as np

from analyzer.classifying.features import Features
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.shapes import DENSE_NAMES
from analyzer.segmenting.decode import CutSegment
from analyzer.types.labels import COUNTABLE, Activity, MeetingType
from analyzer.types.reading import Purpose, Segment
from analyzer.types.record import Record

__all__ = ["FEWEST_CROWDED", "MEETING_EVIDENCE", "countable_purposes", "meeting_evidence"]

MEETING_EVIDENCE = {
    "purposes": -1, "crowded": -1, "hollow": -1, "hollow_share": -1, "best": 1, "mean": 1, "concrete_share": 1, "business": -1,
    "speakers": 1, "discussion": 1, "unanimous": -1, "decision": 1, "owner_date": 1, "stock_share": -1, "header": 1, "one_pot": -1,
}  # fmt: skip
"""The numbers that judge a whole meeting, each with the sign of its weight in dimensions and band (one-pot turns those of the first five)."""

FEWEST_CROWDED = 3
"""From this many countable purposes on a meeting may be one-pot (guideline, section 3)."""

_COLUMNS = {name: DENSE_NAMES.index(name) for name in ("speaker_says", "person_name", "turn", "digits", "date", "starts_meeting_says")}
_GROUPS = ("m_hollow", "m_decision", "m_discuss")
_COMPANIONS = {
    MeetingType.ORG_LIFE: (Activity.THEORY_STUDY, Activity.APPRAISAL),
    MeetingType.APPRAISAL: (Activity.THEORY_STUDY, Activity.CRITICISM),
}
_STUDY = (Activity.THEORY_STUDY, Activity.CAMPAIGN)


def countable_purposes(segments: tuple[Segment, ...], record: Record) -> tuple[Purpose, ...]:
    """The distinct countable purposes in the order in which they appear, each with its best substance.

    What legitimately belongs together counts once: 批评 with 民主评议, and the study before an 组织生活会. A committee that deliberates on
    思想动态 or 廉政风险 does its own job unless it claims it. (Guideline, section 3.)
    """
    found: dict[Activity, list[Segment]] = {}
    for segment in segments:
        if segment.activity in COUNTABLE:
            found.setdefault(segment.activity, []).append(segment)
    claimed = {claim.duty for claim in record.claims}
    if Activity.CRITICISM in found and Activity.APPRAISAL in found:
        found[Activity.CRITICISM] += found.pop(Activity.APPRAISAL)
    own = record.meeting_type
    if own in _COMPANIONS and Activity.CRITICISM in found and Activity.THEORY_STUDY not in claimed:
        found.pop(Activity.THEORY_STUDY, None)
    if own is MeetingType.COMMITTEE and Activity.THOUGHT_ANALYSIS in found and Activity.THOUGHT_ANALYSIS not in claimed:
        found.pop(Activity.THOUGHT_ANALYSIS)
    return tuple(
        Purpose(activity, max(segment.substance for segment in own_segments), tuple(segment.span for segment in own_segments))
        for activity, own_segments in found.items()
    )


def meeting_evidence(
    segments: tuple[Segment, ...], purposes: tuple[Purpose, ...], features: Features, cuts: list[CutSegment], record: Record, padding: int
) -> dict[str, float]:
    """The numbers of `MEETING_EVIDENCE`; `padding` is how many units were set aside before."""
    expected = {purpose.activity: 0.0 for purpose in purposes}
    for segment in segments:
        if segment.activity in expected:
            expected[segment.activity] = max(expected[segment.activity], segment.substance_expected)
    hollow = sum(max(0.0, min(1.0, 2.0 - value)) for value in expected.values())
    told = [segment for segment in segments if segment.activity is not Activity.PROCEDURE]
    lengths = np.array([sum(map(len, segment.sentences)) for segment in told] or [1], dtype=float)
    substances = np.array([segment.substance_expected for segment in told] or [0.0])
    business = np.array([segment.activity is Activity.BUSINESS for segment in told] or [False])
    group = {name: features.groups[:, lexicon().names.index(name)] for name in _GROUPS}
    shown = {name: features.dense[:, number] for name, number in _COLUMNS.items()}
    countable_units = np.zeros(len(features.dense), dtype=bool)
    for cut, segment in zip(cuts, segments, strict=True):
        countable_units[cut.start : cut.end] = segment.activity in expected
    says = shown["speaker_says"] * np.maximum(shown["person_name"], shown["turn"])
    units = np.maximum(features.offsets[1:] - features.offsets[:-1], 1)
    stock = (group["m_hollow"] > 0.4) * (1.0 - shown["digits"]) * (1.0 - shown["person_name"])
    owner = np.minimum(1.0, group["m_decision"]) * np.maximum(shown["date"], shown["person_name"])
    filled = padding * float(units.mean())
    count = len(expected)
    share = hollow / count if count else 0.0
    return {
        "purposes": min(count, 6) / 6,
        "crowded": float(count >= FEWEST_CROWDED),
        "hollow": min(hollow, 5.0) / 5,
        "hollow_share": share,
        "best": max(expected.values(), default=float(substances.max())) / 2,
        "mean": float((lengths * substances).sum() / lengths.sum()) / 2,
        "concrete_share": float(lengths[substances >= 1.5].sum() / lengths.sum()),
        "business": float(lengths[business].sum() / lengths.sum()),
        "speakers": float(np.log1p(says.sum())) / 2,
        "discussion": float(np.log1p((says * group["m_discuss"] * countable_units).sum())),
        "unanimous": float((group["m_hollow"] * (shown["starts_meeting_says"] > 0)).max()),
        "decision": float(np.log1p(group["m_decision"].sum())) / 2,
        "owner_date": float(np.log1p(owner.sum())),
        "stock_share": (float((stock * units).sum()) + filled) / (float(units.sum()) + filled),
        "header": min(len(record.fields), 9) / 9,
        "one_pot": float(count >= FEWEST_CROWDED) * share,
    }
