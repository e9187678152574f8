"""Folds over styles: what is learned on top of a first model sees what such a model makes of styles that it was not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from analyzer.classifying.candidates import Candidates
from analyzer.classifying.features import Features, dense_names
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.models import Reader
from models.training.examples import Example, picked, stacked
from models.training.linear import fit_linear, vocabulary_of
from models.training.settings import Settings
from models.training.trees import grow_trees

__all__ = ["Fold", "folds_over", "held_out", "held_out_of", "style_groups"]

Floats = npt.NDArray[np.float32]


class Fold:
    """A reader in the making: `training` is what it learns from, `held` the other styles, which it reads for other parts to learn from.

    Both hold whole records and edited ones; `records` are the whole ones of the training.
    """

    __slots__ = ("features", "held", "reader", "records", "settings", "training")

    def __init__(self, examples: Sequence[Example], held_styles: frozenset[str], settings: Settings) -> None:
        self.settings = settings
        self.training = [example for example in examples if example.record.style not in held_styles]
        self.held = [example for example in examples if example.record.style in held_styles]
        self.records = [example for example in self.training if example.whole]
        parts, styles = [example.features for example in self.records], [example.record.style for example in self.records]
        vocabulary = vocabulary_of(parts, styles, least_styles=settings.least_styles)
        self.reader = Reader(vocabulary, {}, {})
        self.features = {example.record.id: vocabulary.known(example.features) for example in examples}

    def units(self, row: Callable[[Example, Features], Features]) -> Features:
        """The rows that `row` makes of the taught units of each training example, one below the other."""
        return stacked(picked(row(example, self.features[example.record.id]), example.taught) for example in self.training)

    def whole(self, row: Callable[[Example, Features], Features]) -> Features:
        """The rows that `row` makes of each whole record of the training, one below the other."""
        return stacked(row(example, self.features[example.record.id]) for example in self.records)

    def learn(
        self,
        part: str,
        features: Features,
        targets: npt.NDArray[np.bool_],
        classes: tuple[str, ...],
        *,
        strength: float,
        balance: float = 1.0,
        weights: npt.NDArray[np.float64] | None = None,
    ) -> None:
        """Adds a linear model to the reader."""
        self.reader.linear[part] = fit_linear(
            features,
            targets,
            classes,
            self.reader.vocabulary,
            strength=strength,
            readable=len(dense_names(lexicon())),
            readable_scale=self.settings.readable,
            balance=balance,
            weights=weights,
        )

    def grow(self, part: str, rows: Sequence[Floats], targets: npt.NDArray[np.bool_]) -> None:
        """Adds trees to the reader, grown on the rows of all parts of the training, one below the other; of each column of targets a group."""
        self.reader.trees[part] = grow_trees(np.vstack(rows), targets, trees=self.settings.trees, rate=self.settings.tree_rate)

    def weigh(self, part: str, found: Sequence[Candidates], masks: Sequence[npt.NDArray[np.bool_]], labels: npt.NDArray[np.int64]) -> None:
        """Adds trees that weigh candidates, from those of the masked units of each text; `labels` are the classes of these units, one after the other."""
        classes = np.vstack([one.classes[mask] for one, mask in zip(found, masks, strict=True)])
        rows = np.concatenate([one.rows[mask] for one, mask in zip(found, masks, strict=True)])
        self.grow(part, [rows.reshape(-1, rows.shape[2])], (classes == labels[:, None]).ravel())


def folds_over(examples: Sequence[Example], settings: Settings) -> list[Fold]:
    """Folds that hold out each style once, and last the one that learns from all and holds out none."""
    return [Fold(examples, group, settings) for group in (*style_groups(examples, settings.folds), frozenset[str]())]


def style_groups(examples: Sequence[Example], folds: int) -> list[frozenset[str]]:
    """The styles of the examples in as many groups as there are folds, or styles if they are fewer.

    What has no whole record, as reviews have none, goes with the first group, so that the groups of the corpus stay as they are.
    """
    styles = sorted({example.record.style for example in examples if example.whole})
    others = frozenset(example.record.style for example in examples) - frozenset(styles)
    first, *groups = (frozenset(styles[number::folds]) for number in range(min(folds, len(styles))))
    return [first | others, *groups]


def held_out(folds: Sequence[Fold], look: Callable[[Features, Reader], Floats]) -> dict[str, Floats]:
    """By the id of the example, what `look` sees in it with the reader that has not learned from its style."""
    return held_out_of(folds, lambda _, features, reader: look(features, reader))


def held_out_of(folds: Sequence[Fold], look: Callable[[Example, Features, Reader], Floats]) -> dict[str, Floats]:
    """The same for a look that needs more of the example than its features."""
    return {example.record.id: look(example, fold.features[example.record.id], fold.reader) for fold in folds for example in fold.held}
