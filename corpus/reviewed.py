"""What people decided about reports: a record's text with the answers that somebody stands by, one JSON object a line.

Unlike the corpus (`corpus.records`), a line holds only what was looked at: absent means not looked at, never «as the model said».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec

from analyzer.types.labels import NEVER_SPECIFIC, Activity, Aspect, FindingKind, RecordType
from corpus.guideline.problem import Place, Problem

__all__ = ["REVIEWED_STYLE", "CheckedPart", "CheckedSegment", "CheckedSentence", "ReviewedRecord", "check_reviewed"]

REVIEWED_STYLE = "reviewed"
"""Reviewed records are held out together."""

_CAPPED_BAND = 2


class CheckedPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A stretch of `text` (code points, half-open); `checked` where a person stands by its labels."""

    start: Annotated[int, msgspec.Meta(ge=0)]
    end: int
    checked: bool = False


class CheckedSentence(CheckedPart, frozen=True):
    """A sentence or turn of a talk."""

    aspect: Aspect
    specific: bool


class CheckedSegment(CheckedPart, frozen=True):
    """A segment of a meeting."""

    activity: Activity
    substance: Annotated[int, msgspec.Meta(ge=0, le=2)]


class ReviewedRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A record that a person looked at: `depth` of a talk, `one_pot` of a meeting, `band`, findings `confirmed` and `struck`; `model` made the report.

    `sentences` or `segments` are all parts of the report, with the labels as they stand after the review.
    """

    id: str
    record_type: RecordType
    text: str
    model: str = ""
    depth: Annotated[int, msgspec.Meta(ge=0, le=3)] | None = None
    one_pot: Annotated[int, msgspec.Meta(ge=0, le=2)] | None = None
    band: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    sentences: tuple[CheckedSentence, ...] = ()
    segments: tuple[CheckedSegment, ...] = ()
    confirmed: tuple[FindingKind, ...] = ()
    struck: tuple[FindingKind, ...] = ()

    @property
    def style(self) -> str:
        """The style under which it is held out."""
        return REVIEWED_STYLE

    @property
    def parts(self) -> Sequence[CheckedPart]:
        """Sentences of a talk, segments of a meeting."""
        return self.sentences if self.record_type is RecordType.TALK else self.segments

    @property
    def generic(self) -> bool | None:
        """Whether the talk is generic (guideline, section 4); None where nobody said."""
        return None if self.depth is None else self.depth <= 1


def check_reviewed(place: Place, record: ReviewedRecord) -> Iterator[Problem]:
    """Where a reviewed record contradicts itself or the guideline, or says nothing."""
    talk = record.record_type is RecordType.TALK
    if (record.one_pot is not None or record.segments) if talk else (record.depth is not None or record.sentences):
        yield Problem(place, "keys", "用了另一类记录的字段。", "谈话用 depth、sentences，会议用 one_pot、segments。")
    last = 0
    for number, part in enumerate(record.parts, 1):
        field = f"{'sentences' if talk else 'segments'}[{number - 1}]"
        if not last <= part.start < part.end <= len(record.text) or not record.text[part.start : part.end].strip():
            yield Problem(place, "span", f"{field} 的 start、end 不对：应依次排列，落在 text 之内，并含文字。", "位置按字符计，从 0 起。")
        last = part.end
    for number, sentence in enumerate(record.sentences, 1):
        if sentence.checked and sentence.specific and sentence.aspect in NEVER_SPECIFIC:
            yield Problem(place, "never_specific", f"第{number}句是{sentence.aspect.zh}，又说是本人具体的事实。", "请改其中一项。")
    for number, segment in enumerate(record.segments, 1):
        if segment.checked and segment.activity is Activity.PROCEDURE and segment.substance > 1:
            yield Problem(place, "substance", f"第{number}个环节是会议程序，又说有实质。", "会议程序至多是概括，请改其中一项。")
    if (record.generic or record.one_pot == 2) and (record.band or 0) > _CAPPED_BAND:
        nature = "泛泛谈话（深度0、1）" if record.generic else "一锅炖（一会多用2）"
        yield Problem(place, "band_cap", f"判为{nature}，档次却是{record.band}。", f"这样的记录不能高于{_CAPPED_BAND}档，请改其中一项。")
    if both := set(record.confirmed) & set(record.struck):
        names = "、".join(kind.zh for kind in FindingKind if kind in both)
        yield Problem(place, "both", f"{names}既说成立，又说不成立。", "请改其中一项。")
    if not _says_anything(record):
        yield Problem(place, "nothing", "没有任何一项经人判断。", "请至少判断一项：谈到多深或一会多用、档次、一个问题、看过的句或环节。")


def _says_anything(record: ReviewedRecord) -> bool:
    grades = (record.depth, record.one_pot, record.band)
    return (
        any(grade is not None for grade in grades) or any(part.checked for part in record.parts) or bool(record.confirmed or record.struck)
    )
