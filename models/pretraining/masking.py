"""What a masked-language model is asked: windows of a row of tokens with spans hidden."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from models.pretraining.vocabulary import MARKS

__all__ = ["Question", "questions"]

_HIDDEN_SHARE = 0.15
_SPAN_CHANCES = (0.6, 0.3, 0.1)
"""How often one, two or three tokens in a row are hidden (span masking, Joshi et al. 2020, with short spans as tokens are words)."""
_SHOWN, _CHANGED = 0.1, 0.1
_CLS, _SEP, _MASK = (MARKS.index(mark) for mark in ("[CLS]", "[SEP]", "[MASK]"))


class Question(msgspec.Struct, frozen=True):
    """`tokens` (windows × length) as the model sees them, `asked` where it must say what stood there, `answers` for each asked place."""

    tokens: npt.NDArray[np.int64]
    asked: npt.NDArray[np.bool_]
    answers: npt.NDArray[np.int64]


def questions(row: npt.NDArray[np.uint16], *, windows: int, length: int, vocabulary: int, seed: tuple[int, int]) -> Question:
    """Windows from random places of `row`; the same seed gives the same question, so a run that goes on needs no state of chance."""
    chance = np.random.default_rng(seed)
    inner = length - 2
    starts = chance.integers(0, max(1, len(row) - inner), size=windows)
    places = np.minimum(starts[:, None] + np.arange(inner)[None, :], len(row) - 1)
    whole = np.hstack([np.full((windows, 1), _CLS), row[places].astype(np.int64), np.full((windows, 1), _SEP)])
    begins = chance.random(whole.shape) < _HIDDEN_SHARE / (np.arange(1, len(_SPAN_CHANCES) + 1) @ np.array(_SPAN_CHANCES))
    lengths = chance.choice(np.arange(1, len(_SPAN_CHANCES) + 1), size=whole.shape, p=_SPAN_CHANCES)
    asked = begins.copy()
    for distance in range(1, len(_SPAN_CHANCES)):
        asked[:, distance:] |= (begins & (lengths > distance))[:, :-distance]
    asked &= whole >= len(MARKS)
    asked[0, 1] |= not asked.any()
    how = chance.random(whole.shape)
    seen = np.where(asked & (how >= _SHOWN + _CHANGED), _MASK, whole)
    others = chance.integers(len(MARKS), vocabulary, size=whole.shape)
    seen = np.where(asked & (how >= _SHOWN) & (how < _SHOWN + _CHANGED), others, seen)
    return Question(seen, asked, whole[asked])
