"""What is learned from and what is tested on: leave one style out, one style alone, the sealed styles for a release, or records that nothing learns from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from corpus.offices import OFFICES, office_records
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


def style_folds(split: str | None = None, folder: Path = RECORDS, *, together: int = 1) -> list[StyleFold]:
    """Every style that is not sealed, one style, the sealed ones (`sealed`) or the short records of offices (`offices`); systems never learn from the last two.

    Of all styles, `together` are left out at once: far-off ones in the order of their names, so that it takes as many times fewer trainings.
    Raises PermissionError for a sealed style by its own name, KeyError for a style that there is not.
    """
    open_styles = training_styles(folder)
    known, pairs = list(load_records(*open_styles, folder=folder)), list(load_pairs(*open_styles, folder=folder))
    if split == OFFICES:
        return [StyleFold(OFFICES, tuple(known), tuple(pairs), tuple(office_records()), ())]
    if split == SEALED:
        groups = [[style] for style in sorted(sealed_styles())]
        known += load_records(*sealed_styles(), folder=folder, release=True)
        pairs += load_pairs(*sealed_styles(), folder=folder, release=True)
    elif split is None:
        count = -(-len(open_styles) // together)
        groups = [list(open_styles[number::count]) for number in range(count)]
    elif split in sealed_styles():
        raise PermissionError(split)
    elif split not in open_styles:
        raise KeyError(split)
    else:
        groups = [[split]]
    return grouped_folds(groups, known, pairs, never=sealed_styles())


def grouped_folds(
    groups: Iterable[Collection[str]],
    records: Sequence[LabelledRecord],
    pairs: Sequence[ContrastPair],
    *,
    never: Collection[str] = (),
) -> list[StyleFold]:
    """Folds that leave out several styles at once; no system learns from the styles `never`."""
    return [
        StyleFold(
            "、".join(sorted(group)),
            tuple(record for record in records if record.style not in group and record.style not in never),
            tuple(pair for pair in pairs if pair.written.style not in group and pair.written.style not in never),
            tuple(record for record in records if record.style in group),
            tuple(pair for pair in pairs if pair.written.style in group),
        )
        for group in groups
    ]
