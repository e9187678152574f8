"""Everything that shapes a training run; it is written into the card."""

from __future__ import annotations

import msgspec

__all__ = ["Settings"]


class Settings(msgspec.Struct, frozen=True):
    """Regularisation (sklearn's C) by part, what features are kept, how folds are made, how many trees grow at what rate, and the decoder's weights."""

    aspect: float = 8.0
    specific: float = 8.0
    kind: float = 4.0
    activity: float = 8.0
    stretch: float = 8.0
    boundary: float = 2.0
    substance: float = 4.0
    opening: float = 8.0
    frame: float = 4.0
    readable: float = 0.25
    least_styles: int = 9
    folds: int = 4
    trees: int = 200
    tree_rate: float = 0.08
    decode_unit: float = 0.15
    decode_stretch: float = 0.2
    decode_boundary: float = 1.0
    decode_transition: float = 0.1
    decode_opening: float = -0.3

    @property
    def decoding(self) -> dict[str, float]:
        """The weights of the decoder by name."""
        return {name: getattr(self, f"decode_{name}") for name in ("unit", "stretch", "boundary", "transition", "opening")}
