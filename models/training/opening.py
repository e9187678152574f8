"""Learning to tell from the first words what a document is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from analyzer.classifying.features import Features
from analyzer.classifying.models import Reader
from analyzer.classifying.opening import KINDS, familiar_share, opening_features
from analyzer.text.alignment import clean
from corpus.records import LabelledRecord, labelled_text
from corpus.strangers import Stranger
from models.training.examples import stacked
from models.training.linear import fit_linear, one_of, vocabulary_of
from models.training.settings import Settings

__all__ = ["learn_opening"]


_GROUPS = 4
"""Groups of styles, each looked at with the vocabulary of the others."""
_USUAL = 0.25
"""Three records in four are more familiar than what counts as usual."""


def learn_opening(records: Iterable[LabelledRecord], strangers: Iterable[Stranger], settings: Settings) -> tuple[Reader, float]:
    """A reader with the part `opening` (talk, meeting or stranger), and the share of features that is familiar in records of styles not learned from."""
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
    of_records = [(style, part) for (style, kind, _), part in zip(known, parts, strict=True) if kind != "stranger"]
    return Reader(vocabulary, {"opening": model}), _usual(of_records, settings)


def _usual(parts: Sequence[tuple[str, Features]], settings: Settings) -> float:
    names, shares = sorted({style for style, _ in parts}), []
    for group in (names[number::_GROUPS] for number in range(min(_GROUPS, len(names)))):
        others = [(style, part) for style, part in parts if style not in group] or parts
        vocabulary = vocabulary_of([part for _, part in others], [style for style, _ in others], least_styles=settings.least_styles)
        shares += [familiar_share(part, vocabulary.known(part)) for style, part in parts if style in group]
    return float(np.quantile(shares, _USUAL))
