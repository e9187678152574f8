"""What the first words of a document look like: a talk, a meeting, or no record of organisational life at all."""

from __future__ import annotations

import msgspec

from analyzer.classifying.features import Features, character_features
from analyzer.classifying.models import Models
from analyzer.text.alignment import AlignedText

__all__ = ["KINDS", "UNREAD", "WIDTH", "Opening", "familiar_share", "opening_features", "read_opening"]

KINDS = ("talk", "meeting", "stranger")
"""The classes of the part `opening`."""
WIDTH = 400
"""How many characters of the cleaned text are looked at."""
_UNFAMILIAR = 10.0
"""What the whole share weighs in log odds."""


class Opening(msgspec.Struct, frozen=True):
    """Log odds from the first words: `talk` of a talk against a meeting, `stranger` of something else against
    everything that is a record, higher where many features are unfamiliar."""

    talk: float
    stranger: float


UNREAD = Opening(0.0, -1.0)
"""What is taken of an opening that no model has read: neither talk nor meeting, as near to records as most are."""


def opening_features(aligned: AlignedText) -> Features:
    """The first characters of a cleaned text as one unit, character n-grams and bias alone; the text has at least one character."""
    return character_features(aligned.hashed, min(WIDTH, len(aligned.text)))


def familiar_share(features: Features, known: Features) -> float:
    """The share of the features of an opening that a vocabulary knows (`known`): more in records, less in other texts."""
    return len(known.indices) / len(features.indices)


def read_opening(aligned: AlignedText, models: Models) -> Opening:
    """How a document begins, as the models see it; `UNREAD` where they have not learned to tell."""
    if models.opening is None or not aligned.text:
        return UNREAD
    features = opening_features(aligned)
    known = models.opening.vocabulary.known(features)
    talk, meeting, stranger = models.opening.linear["opening"].scores(known)[0]
    unfamiliar = models.familiar - familiar_share(features, known)
    return Opening(float(talk - meeting) / 2, float(stranger) + _UNFAMILIAR * unfamiliar)
