"""What encoders see in records of styles that they have not learned from: more columns for the linear models to learn from (Wolpert 1992)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyzer.classifying.encoder import columns_of, unit_means
from analyzer.classifying.windows import windows
from models.encoder.columns import Stack, Styles, keep_columns, keep_network, kept_columns, network_folder
from models.encoder.export import export_encoder
from models.encoder.finetune import Course, finetune, read_windows
from models.encoder.lessons import Lesson, targets_of
from models.encoder.network import Pretrained, Scorer
from models.encoder.settings import FineTuning
from models.training.examples import Example

__all__ = ["lesson_of", "proof", "stack"]

Floats = npt.NDArray[np.float32]

_PROOF = 100
"""About how many records an exported network must read as the trained one does."""


def lesson_of(example: Example, pretrained: Pretrained) -> Lesson:
    """An example as the network sees it."""
    text, card = example.aligned.text, pretrained.card
    encoded = pretrained.tokenizer.encode_batch([text[start:end] for start, end in example.units], add_special_tokens=False)
    rows = [row.ids for row in encoded]
    return Lesson(tuple(windows(rows, longest=card.longest, opening=card.opening, closing=card.closing)), targets_of(example))


def proof(lessons: Sequence[Lesson]) -> Sequence[Lesson]:
    """Some of the lessons, evenly, for an exported network to be tried on."""
    return lessons[:: max(1, len(lessons) // _PROOF)]


def stack(
    pretrained: Pretrained,
    examples: Sequence[Example],
    styles: Styles,
    settings: FineTuning,
    work: Path,
    *,
    networks: bool = False,
    tell: Callable[[str, float], None] = lambda _, __: None,
) -> Stack:
    """A fine-tuning for each group of styles; a group whose columns lie in `work` already is not learned again.

    With `networks` each network is exported beside its columns, so that `unseen_models` can read with it. Raises ModelError as `export_encoder` does.
    """
    work.mkdir(parents=True, exist_ok=True)
    lessons = {example.record.id: lesson_of(example, pretrained) for example in examples}
    for number, group in enumerate(styles):
        if kept_columns(work, number + 1) is not None:
            continue
        checkpoint = work / f"group-{number}.pt"
        network, took = finetune(
            pretrained,
            _course(examples, lessons, group, number, settings),
            settings,
            checkpoint,
            tell=lambda share, name=f"第{number + 1}组": tell(name, share),  # type: ignore[misc]
        )
        held = [example for example in examples if example.record.style in group]
        columns = {example.record.id: _columns(network, lessons[example.record.id], example, settings) for example in held}
        if networks:
            card = export_encoder(network, pretrained, proof([lessons[one.record.id] for one in held]), network_folder(work, number))
            keep_network(work, number, card)
        keep_columns(work, number, columns, took)
        checkpoint.unlink()
    found = kept_columns(work, len(styles))
    if found is None:
        raise RuntimeError("columns that were just written are missing")
    return found


def _course(examples: Sequence[Example], lessons: Mapping[str, Lesson], held: frozenset[str], number: int, settings: FineTuning) -> Course:
    """Everything but the held styles; of it, some styles to watch, others in each group."""
    others = sorted({example.record.style for example in examples if example.whole} - held)
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
