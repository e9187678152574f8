"""What the networks of a run say of styles that they have not seen, as it lies in the run's folder; read without torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.encoder import load_encoder, widened
from analyzer.classifying.models import Models
from models.training.examples import Example
from models.training.folds import style_groups
from models.training.settings import Settings
from models.training.train import fit_examples

__all__ = [
    "Stack",
    "Styles",
    "keep_columns",
    "keep_network",
    "kept_columns",
    "network_folder",
    "styles_apart",
    "unseen_models",
    "with_columns",
]

Floats = npt.NDArray[np.float32]
Styles = tuple[frozenset[str], ...]
"""The styles in groups; the network of a group has learned from all but it."""

_EPOCHS = "epochs"
"""The name under which a group's file keeps the number of epochs beside the columns by id."""
_CARD = "card.json"


class Stack(msgspec.Struct, frozen=True):
    """Columns by the id of the example from networks that have not seen its style, and how many epochs each of these networks took."""

    columns: Mapping[str, Floats]
    epochs: tuple[int, ...]

    @property
    def usual_epochs(self) -> int:
        """How many epochs a network that learns from all styles takes: as many as those took in the middle."""
        return max(1, round(median(self.epochs)))


def styles_apart(examples: Sequence[Example], folds: int, apart: Sequence[str] = ()) -> Styles:
    """`folds` groups of styles, of which `apart` are the last, if there are any: one network then has seen all the others and none of these."""
    if not apart:
        return tuple(style_groups(examples, folds))
    others = [example for example in examples if example.record.style not in apart]
    return (*style_groups(others, folds - 1), frozenset(apart))


def keep_columns(work: Path, number: int, columns: Mapping[str, Floats], epochs: int) -> None:
    """Writes what the network of a group says of it; a file that is there is whole."""
    aside = _file(work, number).with_suffix(".new.npz")
    np.savez(aside, allow_pickle=False, **{_EPOCHS: np.array(epochs)}, **columns)
    aside.replace(_file(work, number))


def kept_columns(work: Path, groups: int) -> Stack | None:
    """The columns of the first `groups` groups, None while one of them is missing."""
    columns: dict[str, Floats] = {}
    epochs = []
    for number in range(groups):
        if not _file(work, number).is_file():
            return None
        with np.load(_file(work, number), allow_pickle=False) as stored:
            found = {name: stored[name] for name in stored.files}
        epochs.append(int(found.pop(_EPOCHS)))
        columns |= found
    return Stack(columns, tuple(epochs))


def network_folder(work: Path, number: int) -> Path:
    """Where the network of a group lies, if it is kept."""
    return work / f"network-{number}"


def keep_network(work: Path, number: int, card: Mapping[str, Any]) -> None:
    """Writes what is said of the network of a group, its digests among it, beside it."""
    (network_folder(work, number) / _CARD).write_bytes(msgspec.json.encode(card))


def with_columns(known: Sequence[Example], columns: Mapping[str, Floats]) -> list[Example]:
    """Examples whose features have the encoder's columns by id."""
    return [msgspec.structs.replace(example, features=widened(example.features, columns[example.record.id])) for example in known]


def unseen_models(known: Sequence[Example], work: Path, styles: Styles, settings: Settings) -> Models:
    """Linear models of examples that leave one of the groups out, with the network of that group, which has not seen it either.

    Raises ValueError where no group is left out or the columns of a run lie not all there.
    """
    seen = {example.record.style for example in known}
    left = [number for number, group in enumerate(styles) if not group & seen]
    stack = kept_columns(work, len(styles))
    if len(left) != 1 or stack is None:
        raise ValueError("one group must be left out, and the columns of all be there")
    folder = network_folder(work, left[0])
    card = msgspec.json.decode((folder / _CARD).read_bytes())
    models = fit_examples(with_columns(known, stack.columns), settings)
    return msgspec.structs.replace(models, encoder=load_encoder(folder, card["files"]))


def _file(work: Path, number: int) -> Path:
    return work / f"group-{number}.npz"
