"""How sure the models are of a whole record, before calibration."""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.classifying.models import Models

__all__ = ["FLAGS", "confidences"]

FLAGS = {"generic": ("depth", "talk.band", False), "one_pot": ("one_pot", "meeting.band", True)}
"""By flag: the ordinal model that decides it between its second and third grade, the band's model, whether the flag is up above."""

_FLAGGED_BAND = 2
"""A flagged record is not above this band (guideline, section 5)."""


def confidences(flag: str, models: Models, numbers: Mapping[str, float]) -> tuple[float, float]:
    """That the flag is right; and that the report is: flag right and band at most one off, as if the two were independent."""
    decides, band, up_above = FLAGS[flag]
    above = float(models.ordinal[decides].above(numbers)[1])
    flagged = (above >= 0.5) == up_above
    sure = max(above, 1.0 - above)
    return sure, sure * models.ordinal[band].within_one(numbers, highest=_FLAGGED_BAND if flagged else 5)
