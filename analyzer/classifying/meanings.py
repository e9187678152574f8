"""What words mean by the company they keep: vectors learned from general text, so that a word which no style has used says something.

The words of a unit, weighed down where they are frequent (Arora, Liang & Ma 2017), give it a direction; units of one direction speak of like things.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.artefact import load_artefact
from analyzer.errors import ModelError

__all__ = ["Meanings", "load_meanings"]

Floats = npt.NDArray[np.float32]

_LENGTH = 0.25
"""How long a direction is beside the hashed features of a unit, which have length one together; found by trial on styles left out."""


class Meanings(msgspec.Struct, frozen=True):
    """Words by the hashes that `HashedText` gives them, rising; the vector of each (words × width) as small numbers, and what these are multiplied with."""

    words: npt.NDArray[np.uint64]
    vectors: npt.NDArray[np.int8]
    weights: Floats
    version: str

    def directions(self, words: npt.NDArray[np.uint64], owners: npt.NDArray[np.int64], units: int) -> Floats:
        """The direction of each unit (units × width) from its words; `owners` are the rising numbers of the words' units. Zeros where no word is known."""
        place = np.minimum(self.words.searchsorted(words), len(self.words) - 1)
        known = (self.words.take(place) == words).nonzero()[0]
        found = np.zeros((units, self.vectors.shape[1]), dtype=np.float32)
        if not len(known):
            return found
        place, owners = place.take(known), owners.take(known)
        starts = np.concatenate([[0], (owners[1:] != owners[:-1]).nonzero()[0] + 1])
        sums = np.add.reduceat(self.vectors.take(place, axis=0) * self.weights.take(place)[:, None], starts, axis=0)
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))[:, None]
        found[owners.take(starts)] = sums * (_LENGTH / np.maximum(lengths, 1e-12))
        return found


@cache
def load_meanings() -> Meanings:
    """The meanings that ship; raises ModelError where their file is missing or damaged."""
    folder = Path(str(resources.files("models") / "artefacts" / "meanings"))
    artefact = load_artefact(folder)
    try:
        return Meanings(**artefact.arrays, version=artefact.version)
    except TypeError as error:
        raise ModelError("词义文件的内容不全。", where=str(folder)) from error
