"""One fine-tuning: epochs over the lessons until the watched styles gain no more, from where the last checkpoint stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from sklearn.metrics import f1_score

from analyzer.classifying.encoder import head_slices, unit_means
from analyzer.classifying.windows import Window
from models.encoder.lessons import EXCLUSIVE, NONE, SINGLE, ClassWeights, Lesson, Targets, batches, class_weights
from models.encoder.network import Pretrained, Scorer, loss_of, new_scorer, padded, unit_scores
from models.encoder.settings import FineTuning
from models.precision import device_here, precision_on

__all__ = ["Course", "Patience", "finetune", "quality", "read_windows"]

Floats = npt.NDArray[np.float32]


class Course(msgspec.Struct, frozen=True):
    """What is learned, what tells when to stop (nothing: after `epochs`), and for how many epochs at most."""

    lessons: Sequence[Lesson]
    watched: Sequence[Lesson]
    epochs: int


class Patience(msgspec.Struct):
    """Early stopping: remembers the best quality and its epoch (from 1; 0 before the first)."""

    limit: int
    best: float = -1.0
    epoch: int = 0

    def better(self, epoch: int, quality: float) -> bool:
        """Whether this epoch is the best so far; it is remembered."""
        if quality <= self.best:
            return False
        self.best, self.epoch = quality, epoch
        return True

    def spent(self, epoch: int) -> bool:
        """Whether the best epoch lies too far back to go on."""
        return epoch - self.epoch >= self.limit


class _Run(msgspec.Struct):
    """What a checkpoint holds."""

    network: Scorer
    optimizer: torch.optim.Optimizer
    patience: Patience
    best: dict[str, Any]
    epoch: int = 0


def finetune(
    pretrained: Pretrained, course: Course, settings: FineTuning, checkpoint: Path, *, tell: Callable[[float], None] = lambda _: None
) -> tuple[Scorer, int]:
    """The network of the best epoch and that epoch's number; goes on from `checkpoint` if it is there, and tells the share of the epochs done."""
    device = device_here()
    network = new_scorer(pretrained, settings.seed).to(device)
    if device.type == "cpu":
        network.classifier.set_attn_implementation("eager")  # type: ignore[operator]  # a fifth faster there than the fused one
    run = _Run(network, torch.optim.AdamW(network.parameters(), weight_decay=settings.decay), Patience(settings.patience), {})
    if checkpoint.is_file():
        _restore(run, checkpoint)
    weights = class_weights([lesson.targets for lesson in course.lessons], settings.balance)
    precision = precision_on(device)
    while run.epoch < course.epochs and not (course.watched and run.patience.spent(run.epoch)):
        run.epoch += 1
        _learn(run, course, settings, weights, precision, tell)
        if not course.watched:
            run.patience.epoch = run.epoch
        elif run.patience.better(run.epoch, quality(network, course.watched, settings.windows)):
            run.best = {name: value.detach().cpu().clone() for name, value in network.state_dict().items()}
        _save(run, checkpoint)
    if run.best:
        network.load_state_dict(run.best)
    return network.eval(), run.patience.epoch


def read_windows(network: Scorer, windows: Sequence[Window], size: int) -> list[tuple[Window, Floats]]:
    """Each window with the network's scores (tokens × labels) in full precision."""
    network.eval()
    device = next(network.parameters()).device
    read: list[tuple[Window, Floats]] = []
    with torch.no_grad():
        for start in range(0, len(windows), size):
            part = windows[start : start + size]
            scores = network(*padded(part, device)).float().cpu().numpy()
            read += [(window, row[: len(window.tokens)]) for window, row in zip(part, scores, strict=True)]
    return read


def quality(network: Scorer, lessons: Sequence[Lesson], size: int) -> float:
    """The mean over the heads of F1: macro over classes, or over the labels that hold each for itself."""
    slices, found, wanted = head_slices(), [], []
    for lesson in lessons:
        found.append(unit_means(read_windows(network, lesson.windows, size), len(lesson.targets.single)))
        wanted.append(lesson.targets)
    scores = np.vstack(found)
    figures = []
    for head in EXCLUSIVE:
        numbers = np.concatenate([one.classes[head] for one in wanted])
        taught = numbers != NONE
        if taught.any():
            figures.append(f1_score(numbers[taught], scores[taught, slices[head]].argmax(axis=1), average="macro", zero_division=0.0))
    holds = np.vstack([one.single for one in wanted])
    single = np.hstack([scores[:, slices[head]] for head in SINGLE])
    for column in range(holds.shape[1]):
        taught = ~np.isnan(holds[:, column])
        if taught.any():
            figures.append(f1_score(holds[taught, column] > 0, single[taught, column] > 0, zero_division=0.0))
    return float(np.mean(figures))


def _learn(
    run: _Run, course: Course, settings: FineTuning, weights: ClassWeights, precision: torch.dtype, tell: Callable[[float], None]
) -> None:
    torch.manual_seed(settings.seed + run.epoch)
    run.network.train()
    order = list(batches(course.lessons, size=settings.windows, seed=(settings.seed, run.epoch)))
    highest = settings.rate_for(run.network.width)
    for number, batch in enumerate(order):
        share = (run.epoch - 1 + number / len(order)) / course.epochs
        for group in run.optimizer.param_groups:
            group["lr"] = highest * min((share + 1e-3) / settings.warmup, (1.0 - share) / (1.0 - settings.warmup), 1.0)
        _step(run.network, batch, weights, precision)
        torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
        run.optimizer.step()
        run.optimizer.zero_grad(set_to_none=True)
        tell(share)


def _step(network: Scorer, batch: Sequence[tuple[Window, Targets]], weights: ClassWeights, precision: torch.dtype) -> None:
    """Adds the gradient of one batch."""
    windows = [window for window, _ in batch]
    device = next(network.parameters()).device
    with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
        scores = network(*padded(windows, device))
    means, owned = unit_scores(scores, windows)
    loss_of(means, owned, [targets for _, targets in batch], weights).backward()  # type: ignore[no-untyped-call]


def _save(run: _Run, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    kept = {
        "network": run.network.state_dict(),
        "optimizer": run.optimizer.state_dict(),
        "patience": msgspec.to_builtins(run.patience),
        "best": run.best,
        "epoch": run.epoch,
    }
    torch.save(kept, aside)
    aside.replace(path)


def _restore(run: _Run, path: Path) -> None:
    kept = torch.load(path, map_location="cpu", weights_only=True)
    run.network.load_state_dict(kept["network"])
    run.optimizer.load_state_dict(kept["optimizer"])
    run.patience, run.best, run.epoch = msgspec.convert(kept["patience"], Patience), kept["best"], kept["epoch"]
