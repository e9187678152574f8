"""What is learned from and what is tested on: leave one style out, one style alone, or the sealed styles for a release."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from corpus.pairs import ContrastPair, load_pairs
from corpus.records import LabelledRecord, load_records
from corpus.splits import RECORDS, sealed_styles, training_styles

__all__ = ["SEALED", "StyleFold", "grouped_folds", "style_folds"]

SEALED = "sealed"
"""The split that holds the sealed styles."""


class StyleFold(msgspec.Struct, frozen=True):
    """A style (or several, by their names together) with its contrast pairs, and the records and pairs of the other styles, from which a system may learn."""

    style: str
    learned: tuple[LabelledRecord, ...]
    learned_pairs: tuple[ContrastPair, ...]
    tested: tuple[LabelledRecord, ...]
    pairs: tuple[ContrastPair, ...]


def style_folds(split: str | None = None, folder: Path = RECORDS) -> list[StyleFold]:
    """Every style that is not sealed, one style, or the sealed ones (`sealed`); systems never learn from a sealed style.

    Raises PermissionError for a sealed style by its own name, KeyError for a style that there is not.
    """
    open_styles = training_styles(folder)
    if split == SEALED:
        names = tuple(sorted(sealed_styles()))
    elif split is None:
        names = open_styles
    elif split in sealed_styles():
        raise PermissionError(split)
    elif split not in open_styles:
        raise KeyError(split)
    else:
        names = (split,)
    known = tuple(load_records(*open_styles, folder=folder))
    known_pairs = tuple(load_pairs(*open_styles, folder=folder))
    release = split == SEALED
    return [
        StyleFold(
            style,
            tuple(record for record in known if record.style != style),
            tuple(pair for pair in known_pairs if pair.written.style != style),
            tuple(load_records(style, folder=folder, release=release)),
            tuple(load_pairs(style, folder=folder, release=release)),
        )
        for style in names
    ]


def grouped_folds(groups: Iterable[Collection[str]], records: Sequence[LabelledRecord], pairs: Sequence[ContrastPair]) -> list[StyleFold]:
    """Folds that leave out several styles at once, for systems that learn too long to do so for each."""
    return [
        StyleFold(
            "、".join(sorted(group)),
            tuple(record for record in records if record.style not in group),
            tuple(pair for pair in pairs if pair.written.style not in group),
            tuple(record for record in records if record.style in group),
            tuple(pair for pair in pairs if pair.written.style in group),
        )
        for group in groups
    ]
