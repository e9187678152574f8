"""How sure the models are of a whole record, before calibration."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from analyzer.classifying.models import Models
from analyzer.types.labels import RecordType

__all__ = ["FLAGS", "Verdict", "verdict"]

FLAGS = {RecordType.TALK: "generic", RecordType.MEETING: "one_pot"}
"""The flag of each type of record, by the name of its calibration; it is decided between the second and the third grade of `_DECIDES`."""

_DECIDES = {RecordType.TALK: ("depth", False), RecordType.MEETING: ("one_pot", True)}
_FLAGGED_BAND = 2
"""A flagged record is not above this band (guideline, section 5)."""


class Verdict(msgspec.Struct, frozen=True):
    """Whether the record is flagged, its band, the probability that the flag is right, and that the whole is: flag right, band at most one off.

    The two are taken for independent; calibration makes up for that.
    """

    flagged: bool
    band: int
    flag_confidence: float
    confidence: float


def verdict(kind: RecordType, models: Models, numbers: Mapping[str, float]) -> Verdict:
    """What the ordinal models say of a record with these numbers."""
    decides, up_above = _DECIDES[kind]
    above = models.ordinal[decides].above(numbers)[1]
    flagged = (above >= 0.5) == up_above
    highest = _FLAGGED_BAND if flagged else 5
    band = models.ordinal[f"{kind}.band"]
    sure = max(above, 1.0 - above)
    return Verdict(flagged, min(highest, band.grade(numbers)), sure, sure * band.within_one(numbers, highest=highest))
