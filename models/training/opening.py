"""Learning to tell from the first words what a document is."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analyzer.classifying.models import Reader
from analyzer.classifying.opening import KINDS, opening_features
from analyzer.text.alignment import clean
from corpus.records import LabelledRecord, labelled_text
from corpus.strangers import Stranger
from models.training.examples import stacked
from models.training.linear import fit_linear, one_of, vocabulary_of
from models.training.settings import Settings

__all__ = ["learn_opening"]


def learn_opening(records: Iterable[LabelledRecord], strangers: Iterable[Stranger], settings: Settings) -> Reader:
    """A reader with the part `opening`: talk, meeting or stranger."""
    known = [(record.style, str(record.record_type), labelled_text(record)[0]) for record in records]
    known += [(stranger.kind, "stranger", stranger.text) for stranger in strangers]
    styles = [style for style, _, _ in known]
    parts = [opening_features(clean(text)) for _, _, text in known]
    vocabulary = vocabulary_of(parts, styles, least_styles=settings.least_styles)
    model = fit_linear(
        stacked(vocabulary.known(part) for part in parts),
        one_of(np.array([KINDS.index(kind) for _, kind, _ in known]), len(KINDS)),
        KINDS,
        vocabulary,
        strength=settings.opening,
        readable=1,
        readable_scale=settings.readable,
        balance=1.0,
    )
    return Reader(vocabulary, {"opening": model})
