"""Learning to tell the header, the body and the signatures of a record by their lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features
from analyzer.classifying.frame import LINES, frame_features, outer_lines
from analyzer.classifying.models import Reader
from analyzer.text.alignment import clean
from analyzer.types.span import Span
from corpus.records import LabelledRecord, labelled_text
from models.training.examples import picked, stacked
from models.training.linear import fit_linear, one_of, vocabulary_of
from models.training.settings import Settings

__all__ = ["learn_frame"]

_HEADER, _BODY, _FOOTER = range(len(LINES))
_MIXED = -1
"""A line on which the body begins behind fields."""


def learn_frame(records: Sequence[LabelledRecord], settings: Settings) -> Reader:
    """A reader with the part `frame`; it learns from whole records, and from their bodies alone, as rows of a ledger have them."""
    known = [(record.style, *lines) for record in records for lines in (_lines(record), _body(record))]
    styles, parts, labels = [style for style, _, _ in known], [part for _, part, _ in known], [label for _, _, label in known]
    vocabulary = vocabulary_of(parts, styles, least_styles=settings.least_styles)
    rows = stacked(picked(vocabulary.known(part), label != _MIXED) for part, label in zip(parts, labels, strict=True))
    every = np.concatenate(labels)
    model = fit_linear(
        rows,
        one_of(every[every != _MIXED], len(LINES)),
        LINES,
        vocabulary,
        strength=settings.frame,
        readable=rows.dense.shape[1],
        readable_scale=1.0,
        balance=0.5,
    )
    return Reader(vocabulary, {"frame": model})


def _lines(record: LabelledRecord) -> tuple[Features, npt.NDArray[np.int64]]:
    text, units = labelled_text(record)
    aligned = clean(text)
    begin, end = aligned.forth(Span(units[0].span.start, units[-1].span.end))
    lines, numbers = outer_lines(aligned.text)
    labels = [_HEADER if stop <= begin else _FOOTER if start >= end else _BODY if start >= begin else _MIXED for start, stop in lines]
    return frame_features(aligned, lines, numbers), np.array(labels)


def _body(record: LabelledRecord) -> tuple[Features, npt.NDArray[np.int64]]:
    aligned = clean("".join(record.texts()))
    lines, numbers = outer_lines(aligned.text)
    return frame_features(aligned, lines, numbers), np.full(len(lines), _BODY)
