"""What encoders see in records of styles that they have not learned from: more columns for the linear models to learn from (Wolpert 1992)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.encoder import columns_of, unit_means
from analyzer.classifying.windows import windows
from models.encoder.finetune import Course, finetune, read_windows
from models.encoder.lessons import Lesson, targets_of
from models.encoder.network import Pretrained, Scorer
from models.encoder.settings import FineTuning
from models.training.examples import Example
from models.training.folds import style_groups

__all__ = ["Stack", "lesson_of", "stack"]

Floats = npt.NDArray[np.float32]

_EPOCHS = "epochs"
"""The name under which a group's file keeps the number of epochs beside the columns by id."""


class Stack(msgspec.Struct, frozen=True):
    """Columns by the id of the example from networks that have not seen its style, and how many epochs each of these networks took."""

    columns: Mapping[str, Floats]
    epochs: tuple[int, ...]

    @property
    def usual_epochs(self) -> int:
        """How many epochs a network that learns from all styles takes: as many as those took in the middle."""
        return max(1, round(median(self.epochs)))


def lesson_of(example: Example, pretrained: Pretrained) -> Lesson:
    """An example as the network sees it."""
    text, card = example.aligned.text, pretrained.card
    encoded = pretrained.tokenizer.encode_batch([text[start:end] for start, end in example.units], add_special_tokens=False)
    rows = [row.ids for row in encoded]
    return Lesson(tuple(windows(rows, longest=card.longest, opening=card.opening, closing=card.closing)), targets_of(example))


def stack(
    pretrained: Pretrained,
    examples: Sequence[Example],
    settings: FineTuning,
    work: Path,
    *,
    tell: Callable[[str, float], None] = lambda _, __: None,
) -> Stack:
    """A fine-tuning for each group of styles; a group whose columns lie in `work` already is not learned again."""
    lessons = {example.record.id: lesson_of(example, pretrained) for example in examples}
    columns: dict[str, Floats] = {}
    epochs: list[int] = []
    for number, group in enumerate(style_groups(examples, settings.folds)):
        done = work / f"fold-{number}.npz"
        if not done.is_file():
            network, took = finetune(
                pretrained,
                _course(examples, lessons, group, number, settings),
                settings,
                work / f"fold-{number}.pt",
                tell=lambda share, name=f"第{number + 1}组": tell(name, share),  # type: ignore[misc]
            )
            held = [example for example in examples if example.record.style in group]
            read = {example.record.id: _columns(network, lessons[example.record.id], example, settings) for example in held}
            np.savez(done, allow_pickle=False, **{_EPOCHS: np.array(took)}, **read)
            (work / f"fold-{number}.pt").unlink()
        with np.load(done, allow_pickle=False) as stored:
            found = {name: stored[name] for name in stored.files}
        epochs.append(int(found.pop(_EPOCHS)))
        columns |= found
    return Stack(columns, tuple(epochs))


def _course(examples: Sequence[Example], lessons: Mapping[str, Lesson], held: frozenset[str], number: int, settings: FineTuning) -> Course:
    """Everything but the held styles; of it, some styles to watch, others in each group."""
    others = sorted({example.record.style for example in examples} - held)
    count = min(settings.watched, len(others) - 1)
    watched = {others[(number * count + place) % len(others)] for place in range(count)}
    return Course(
        [lessons[one.record.id] for one in examples if one.record.style not in held | watched],
        [lessons[one.record.id] for one in examples if one.record.style in watched and one.whole],
        settings.epochs,
    )


def _columns(network: Scorer, lesson: Lesson, example: Example, settings: FineTuning) -> Floats:
    scores = unit_means(read_windows(network, lesson.windows, settings.windows), len(example.units))
    return columns_of(scores, example.record.record_type)
