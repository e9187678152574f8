"""Fine-tuning step by step: targets, class weights, when to stop, and how a stopped run goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from analyzer.classifying.encoder import HEADS, head_slices
from analyzer.types.labels import Activity, Aspect, RecordType
from models.encoder.columns import styles_apart
from models.encoder.finetune import Course, Patience, finetune
from models.encoder.lessons import NONE, Lesson, Targets, batches, class_weights, targets_of
from models.encoder.network import Pretrained, load_pretrained, loss_of
from models.encoder.settings import FineTuning
from models.encoder.stacking import lesson_of, stack
from models.training.examples import Example, examples
from tests.models.tiny import some_records, tiny_directory

STYLES = ("retired", "school", "village")
QUICK = FineTuning(epochs=3, folds=2, watched=1, longest=96, rate=1e-6)


@pytest.fixture(scope="module")
def known() -> list[Example]:
    """A few records of three styles."""
    return examples(some_records(*STYLES, every=12))


@pytest.fixture(scope="module")
def pretrained(known: list[Example], tmp_path_factory: pytest.TempPathFactory) -> Pretrained:
    """A tiny network that has seen nothing."""
    texts = (text for example in known for text in example.record.texts())
    return load_pretrained(tiny_directory(tmp_path_factory.mktemp("tiny"), texts), QUICK.longest)


def test_targets_are_the_labels(known: list[Example]) -> None:
    """A talk teaches aspect and specific, a meeting activity, boundary (but for its first sentence) and substance."""
    for example in known:
        targets, record = targets_of(example), example.record
        taught = ~np.isnan(targets.single)
        if record.record_type is RecordType.TALK:
            assert [tuple(Aspect)[number] for number in targets.classes["aspect"]] == [sentence.aspect for sentence in record.sentences]
            assert (targets.classes["activity"] == NONE).all()
            assert (targets.single[:, 0] == [sentence.specific for sentence in record.sentences]).all()
            assert not taught[:, 1:].any()
        else:
            segments = [record.segments[number] for number in example.segment_of]
            assert [tuple(Activity)[number] for number in targets.classes["activity"]] == [segment.activity for segment in segments]
            assert (targets.single[:, 2:].sum(axis=1) == [segment.substance for segment in segments]).all()
            assert np.nansum(targets.single[:, 1]) == len(record.segments) - 1
            assert not taught[0, 1]


def test_rare_classes_weigh_more() -> None:
    """At balance 1 all classes weigh the same together, at 0 each sentence the same; what does not occur weighs nothing."""
    classes = {"aspect": np.array([0] * 8 + [1] * 2 + [NONE]), "activity": np.full(11, NONE)}
    single = np.full((11, 4), np.nan, dtype=np.float32)
    single[:8, 0] = [1, 0, 0, 0, 0, 0, 0, 0]
    targets = [Targets(classes, single)]
    even = class_weights(targets, 1.0)
    assert even.classes["aspect"][0] * 8 == pytest.approx(even.classes["aspect"][1] * 2)
    assert not even.classes["aspect"][2:].any()
    assert even.single[0] == pytest.approx(7.0)
    plain = class_weights(targets, 0.0)
    assert plain.classes["aspect"][:2].tolist() == [1.0, 1.0]
    assert plain.single[0] == 1.0


def test_what_is_not_taught_costs_nothing() -> None:
    """The loss looks at taught heads alone, and falls as the right label's score rises."""
    labels = sum(map(len, HEADS.values()))
    classes = {"aspect": np.array([2, NONE]), "activity": np.array([NONE, NONE])}
    targets = Targets(classes, np.full((2, 4), np.nan, dtype=np.float32))
    weights = class_weights([targets], 0.5)
    scores = torch.zeros((2, labels))
    before = loss_of(scores, [np.array([0, 1])], [targets], weights)
    scores[1], scores[:, head_slices()["activity"]] = 5.0, -3.0
    assert loss_of(scores, [np.array([0, 1])], [targets], weights) == pytest.approx(float(before))
    scores[0, head_slices()["aspect"].start + 2] = 4.0
    assert loss_of(scores, [np.array([0, 1])], [targets], weights) < before


def test_patience_remembers_the_best_epoch() -> None:
    """Two epochs without gain end it; an equal one is no gain."""
    patience = Patience(limit=2)
    seen = [(patience.better(epoch, quality), patience.spent(epoch)) for epoch, quality in enumerate((0.3, 0.5, 0.5, 0.4), start=1)]
    assert seen == [(True, False), (True, False), (False, False), (False, True)]
    assert (patience.epoch, patience.best) == (2, 0.5)


def test_batches_hold_every_window_once(known: list[Example], pretrained: Pretrained) -> None:
    """In an order that the seed alone decides."""
    lessons = [lesson_of(example, pretrained) for example in known]
    one, same, other = (
        [[len(window.tokens) for window, _ in batch] for batch in batches(lessons, size=8, seed=seed)] for seed in ((0, 1), (0, 1), (0, 2))
    )
    assert one == same != other
    assert sum(map(len, one)) == sum(len(lesson.windows) for lesson in lessons)


def test_no_more_epochs_than_help(known: list[Example], pretrained: Pretrained, tmp_path: Path) -> None:
    """A network that learns nothing (a rate of almost 0) stops after its patience, and the best epoch is kept."""
    lessons = [lesson_of(example, pretrained) for example in known]
    settings = FineTuning(epochs=9, patience=1, longest=96, rate=1e-12)
    _, epoch = finetune(pretrained, Course(lessons, lessons[:6], 9), settings, tmp_path / "checkpoint.pt")
    assert epoch == 1


def test_a_stopped_run_goes_on_as_if_it_had_not(known: list[Example], pretrained: Pretrained, tmp_path: Path) -> None:
    """Stopped in its second epoch and begun again, a run ends with the same weights as one that was left alone."""
    lessons: list[Lesson] = [lesson_of(example, pretrained) for example in known]
    course = Course(lessons, (), 2)
    whole, _ = finetune(pretrained, course, QUICK, tmp_path / "whole.pt")

    def stop(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finetune(pretrained, course, QUICK, tmp_path / "stopped.pt", tell=stop)
    again, epoch = finetune(pretrained, course, QUICK, tmp_path / "stopped.pt")
    assert epoch == 2
    for name, value in whole.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def test_a_group_that_is_done_is_not_learned_again(known: list[Example], pretrained: Pretrained, tmp_path: Path) -> None:
    """Every record gets columns, each of its sentences a row; a second call reads what the first one left."""
    told: list[str] = []
    first = stack(pretrained, known, styles_apart(known, QUICK.folds), QUICK, tmp_path, tell=lambda name, _: told.append(name))
    assert {example.record.id: len(example.units) for example in known} == {name: len(rows) for name, rows in first.columns.items()}
    assert all(1 <= took <= QUICK.epochs for took in first.epochs)
    told.clear()
    again = stack(pretrained, known, styles_apart(known, QUICK.folds), QUICK, tmp_path, tell=lambda name, _: told.append(name))
    assert not told
    assert again.epochs == first.epochs
    assert all((again.columns[name] == rows).all() for name, rows in first.columns.items())
