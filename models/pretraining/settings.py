"""Everything that shapes a pretraining run; it is kept beside the checkpoint, and a run that goes on must have the same."""

from __future__ import annotations

import msgspec

__all__ = ["Pretraining"]


class Pretraining(msgspec.Struct, frozen=True):
    """The network's shape, the tokens, the pace of learning, and the minutes that it may take.

    A step sees `tokens` tokens in windows of `usual` ones, every fourth in windows of `length`, the longest that the network can read: short windows
    cost less, and what a masked token is stands mostly near it (Devlin et al. 2019). `matrix_rate` is the step of the matrices between the layers,
    which go by Muon, `rate` that of words, places and scales, which go by AdamW.
    """

    minutes: float = 45.0
    layers: int = 4
    width: int = 256
    heads: int = 4
    vocabulary: int = 12000
    vocabulary_characters: int = 4_000_000
    length: int = 256
    usual: int = 128
    tokens: int = 2048
    rate: float = 8e-4
    matrix_rate: float = 0.02
    warmup: float = 0.04
    decay: float = 0.01
    seed: int = 0
