"""A first idea of what stands near what, before any network learns: waves of many lengths (Vaswani et al. 2017).

From random places a small network does not find out in its first hours which tokens are neighbours; from waves it does within minutes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["place_vectors"]

_LONGEST_WAVE = 10_000.0


def place_vectors(places: int, width: int, spread: float) -> npt.NDArray[np.float32]:
    """One vector for each place (places × width, which is even), near places alike, with the standard deviation `spread`."""
    turns = np.arange(places)[:, None] / _LONGEST_WAVE ** (np.arange(0, width, 2) / width)
    found: npt.NDArray[np.float32] = (spread * np.sqrt(2) * np.hstack([np.sin(turns), np.cos(turns)])).astype(np.float32)
    return found
