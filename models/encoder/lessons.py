"""What the network learns from one record: its windows, and the labels of its units for every head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.encoder import HEADS
from analyzer.classifying.windows import Window
from analyzer.types.labels import Activity, Aspect, RecordType
from models.training.examples import Example

__all__ = ["EXCLUSIVE", "NONE", "SINGLE", "ClassWeights", "Lesson", "Targets", "batches", "class_weights", "targets_of"]

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

NONE = -100
"""The number of the class where a head is not taught."""
EXCLUSIVE = ("aspect", "activity")
"""The heads of which one label holds."""
SINGLE = ("specific", "boundary", "substance")
"""The heads whose labels hold each for itself."""
_ASPECTS, _ACTIVITIES = tuple(Aspect), tuple(Activity)


class Targets(msgspec.Struct, frozen=True):
    """For each unit the class of each exclusive head (`NONE` where not taught), and of the labels of `SINGLE` whether they hold (NaN where not)."""

    classes: dict[str, Numbers]
    single: Floats


class Lesson(msgspec.Struct, frozen=True):
    """A record as the network sees it."""

    windows: tuple[Window, ...]
    targets: Targets


class ClassWeights(msgspec.Struct, frozen=True):
    """For each exclusive head the weight of each class, and for each label of `SINGLE` how much more it weighs where it holds."""

    classes: dict[str, Floats]
    single: Floats


def targets_of(example: Example) -> Targets:
    """The labels of the units that the example teaches."""
    record, count = example.record, len(example.units)
    classes = {head: np.full(count, NONE, dtype=np.int64) for head in EXCLUSIVE}
    single = {head: np.full((count, len(HEADS[head])), np.nan, dtype=np.float32) for head in SINGLE}
    if record.record_type is RecordType.TALK:
        classes["aspect"][:] = [_ASPECTS.index(sentence.aspect) for sentence in record.sentences]
        single["specific"][:, 0] = [sentence.specific for sentence in record.sentences]
    else:
        segments = [record.segments[number] for number in example.segment_of]
        classes["activity"][:] = [_ACTIVITIES.index(segment.activity) for segment in segments]
        single["boundary"][1:, 0] = example.segment_of[1:] != example.segment_of[:-1]
        single["substance"][:] = np.array([segment.substance for segment in segments])[:, None] >= np.array([1, 2])
    for numbers in classes.values():
        numbers[~example.taught] = NONE
    marks = np.hstack([single[head] for head in SINGLE])
    marks[~example.taught] = np.nan
    return Targets(classes, marks)


def class_weights(targets: Sequence[Targets], balance: float) -> ClassWeights:
    """Weights that even out rare and common classes, (even share / share) ** `balance`; a class that does not occur weighs nothing."""
    weights = {}
    for head in EXCLUSIVE:
        known = np.concatenate([one.classes[head] for one in targets])
        counts = np.bincount(known[known != NONE], minlength=len(HEADS[head])).astype(np.float32)
        even = counts.sum() / len(counts)
        weights[head] = np.where(counts > 0, (even / np.maximum(counts, 1)) ** balance, 0.0).astype(np.float32)
    rows = np.vstack([one.single for one in targets])
    held, taught = np.nansum(rows, axis=0), np.maximum((~np.isnan(rows)).sum(axis=0), 1)
    share = np.clip(held / taught, 0.01, 0.99)
    return ClassWeights(weights, (((1 - share) / share) ** balance).astype(np.float32))


def batches(lessons: Iterable[Lesson], *, size: int, seed: tuple[int, int]) -> Iterator[list[tuple[Window, Targets]]]:
    """All windows that teach something, `size` at a time, those of like length together, in an order of chance."""
    chance = np.random.default_rng(seed)
    pairs = [(window, lesson.targets) for lesson in lessons for window in lesson.windows if _teaches(window, lesson.targets)]
    order = sorted(range(len(pairs)), key=lambda number: len(pairs[number][0].tokens) + float(chance.uniform(0, 16)))
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    for place in chance.permutation(len(groups)):
        yield [pairs[number] for number in groups[place]]


def _teaches(window: Window, targets: Targets) -> bool:
    owned = np.unique(window.owners[window.owners >= 0])
    return any((numbers[owned] != NONE).any() for numbers in targets.classes.values())
