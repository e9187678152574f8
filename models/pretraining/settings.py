"""Everything that shapes a pretraining run; it is kept beside the checkpoint, and a run that goes on must have the same."""

from __future__ import annotations

import msgspec

__all__ = ["Pretraining"]


class Pretraining(msgspec.Struct, frozen=True):
    """The network's shape, the tokens, the pace of learning, and the minutes that it may take."""

    minutes: float = 45.0
    layers: int = 4
    width: int = 256
    heads: int = 4
    vocabulary: int = 16000
    vocabulary_characters: int = 4_000_000
    length: int = 256
    windows: int = 8
    rate: float = 8e-4
    warmup: float = 0.04
    decay: float = 0.01
    seed: int = 0
