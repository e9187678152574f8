"""Everything that shapes the fine-tuning of an encoder; it is written into the card."""

from __future__ import annotations

import msgspec

__all__ = ["FineTuning"]

_RATE_OF_BASE, _WIDTH_OF_BASE = 3e-5, 768


class FineTuning(msgspec.Struct, frozen=True):
    """How long, how fast and on what is learned.

    `folds` groups of styles are each read by a network that has not seen them; of the other styles `watched` ones tell when to stop: after `patience`
    epochs without gain. `balance` 1 lets all classes of a head weigh the same together, 0 each sentence the same. `rate` is that of a network 768
    wide; a narrower one learns faster.
    """

    epochs: int = 8
    patience: int = 2
    folds: int = 4
    watched: int = 2
    windows: int = 16
    longest: int = 384
    rate: float = _RATE_OF_BASE
    warmup: float = 0.06
    decay: float = 0.01
    balance: float = 0.5
    seed: int = 0

    def rate_for(self, width: int) -> float:
        """The greatest learning rate of a network of this width: falls with its square, as small networks need more (Turc et al. 2019)."""
        return self.rate * (_WIDTH_OF_BASE / width) ** 2
