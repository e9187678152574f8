"""An encoder measured beside the default model, and trained with further examples behind the guard: a tiny network on a tiny corpus."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from analyzer.classifying.artefact import load_artefact
from analyzer.cli import cli
from analyzer.errors import WorseModel
from corpus.records import LabelledRecord, written_line
from corpus.splits import guard_styles
from models.encoder.columns import styles_apart, unseen_models
from models.encoder.export import LEAST_AGREEMENT
from models.encoder.material import Material
from models.encoder.settings import FineTuning
from models.evaluation import guard
from models.evaluation.encoded import EncodedModel, fine_tuned
from models.evaluation.evaluate import Evaluation, corpus_digest
from models.evaluation.guard import Loss, TwinReading, load_reading
from models.evaluation.page import ENCODER_PAGE, PAGE, renewed, renewed_encoder
from models.evaluation.rendering import print_evaluation, render_evaluation
from models.training.settings import Settings
from tests.models.small_corpus import TAUGHT, small_records, write_corpus
from tests.models.tiny import tiny_directory

TUNING = FineTuning(epochs=1, folds=2, watched=1, longest=96)


@pytest.fixture(scope="module", autouse=True)
def lenient() -> Iterator[None]:
    """A network that has hardly learned anything is undecided between labels, and 8 bits decide otherwise now and then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LEAST_AGREEMENT, "int8", 0.5)
        yield


@pytest.fixture(scope="module")
def records() -> list[LabelledRecord]:
    return small_records(12)


@pytest.fixture(scope="module")
def corpus(records: list[LabelledRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus"), records)


@pytest.fixture(scope="module")
def directory(records: list[LabelledRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_directory(tmp_path_factory.mktemp("hub") / "tiny-bert", (text for record in records for text in record.texts()))


@pytest.fixture(scope="module")
def model(directory: Path, records: list[LabelledRecord], tmp_path_factory: pytest.TempPathFactory) -> EncodedModel:
    """A network for each half of the styles."""
    return fine_tuned(directory, Material(records, ()), Settings(folds=2), TUNING, tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def evaluation(directory: Path, records: list[LabelledRecord], tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """What `mqa evaluate --encoder` writes."""
    out = tmp_path_factory.mktemp("out") / "evaluation"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("corpus.records.load_records", lambda: iter(records))
        patch.setattr("corpus.pairs.load_pairs", lambda: iter(()))
        ran = CliRunner().invoke(
            cli, ["evaluate", "--encoder", str(directory), "--folds", "2", "--epochs", "1", "--workers", "1", "--out", str(out)]
        )
    assert ran.exit_code == 0, ran.output
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    return msgspec.json.decode((out / "evaluation.json").read_bytes(), type=Evaluation)


def test_each_group_is_read_by_the_network_that_has_not_seen_it(model: EncodedModel, records: list[LabelledRecord]) -> None:
    """What is left out decides; there is no network for a model that leaves nothing or other styles out."""
    networks = [(model.work / f"network-{number}" / "model.onnx").read_bytes() for number in range(2)]
    assert networks[0] != networks[1]
    for number, group in enumerate(model.styles):
        known = Material(records, ()).without(group).examples()
        models = unseen_models(known, model.work, model.styles, model.settings)
        card = json.loads((model.work / f"network-{number}" / "card.json").read_text(encoding="utf-8"))
        assert models.encoder is not None
        assert set(card["files"]) == {"model.onnx", "tokenizer.json", "encoder.json"}
    with pytest.raises(ValueError, match="left out"):
        unseen_models(Material(records, ()).examples(), model.work, model.styles, model.settings)


def test_the_encoder_stands_beside_the_default_model(evaluation: Evaluation, records: list[LabelledRecord]) -> None:
    """On the same records, with the same measures, and with the difference of each by paired bootstrap."""
    first, second = evaluation.systems
    assert set(first.figures) == set(second.figures) == set(second.above_first)
    assert not first.above_first
    for key, figure in second.above_first.items():
        assert figure.value == pytest.approx(second.figures[key].value - first.figures[key].value), key
    assert any(figure.value for figure in second.above_first.values())
    assert evaluation.records == len(records)
    assert set(evaluation.by_style) == {*guard_styles(), *TAUGHT}
    assert evaluation.digest == corpus_digest(sorted(records, key=lambda record: record.style))


def test_the_comparison_is_told_everywhere(evaluation: Evaluation) -> None:
    """In JSON, on the HTML page, on the terminal and on the page on encoders, where the page on the evaluation is for runs without one."""
    assert msgspec.json.decode(msgspec.json.encode(evaluation), type=Evaluation) == evaluation
    assert "编码器 tiny-bert" in render_evaluation(evaluation)
    printed = io.StringIO()
    print_evaluation(evaluation, Console(file=printed, width=200))
    assert "加编码器（tiny-bert）比默认模型" in printed.getvalue()
    page = renewed_encoder(ENCODER_PAGE.read_text(encoding="utf-8"), evaluation)
    assert "加编码器 − 默认模型" in page
    assert f"摘要 `{evaluation.digest}`" in page
    plain = msgspec.structs.replace(evaluation, systems=evaluation.systems[:1], encoder="")
    assert "编码器 " not in render_evaluation(plain)
    assert f"摘要 `{plain.digest}`" in renewed(PAGE.read_text(encoding="utf-8"), plain)


def test_what_stands_apart_is_a_group_of_its_own(records: list[LabelledRecord]) -> None:
    """The guard styles together, the others as evenly as they go."""
    known = Material(records, ()).examples()
    *others, last = styles_apart(known, 3, guard_styles())
    assert last == frozenset(guard_styles())
    assert sorted(style for group in others for style in group) == sorted(TAUGHT)
    assert len(others) == 2


def train(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["train", *map(str, arguments), "--folds", "2", "--epochs", "1"])


@pytest.fixture(scope="module")
def addition(records: list[LabelledRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Further records of the taught styles."""
    known = {record.id for record in records}
    more = [record for record in small_records(10) if record.style in TAUGHT and record.id not in known]
    file = tmp_path_factory.mktemp("more") / "more.jsonl"
    file.write_text("".join(written_line(record) + "\n" for record in more), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def taught(directory: Path, corpus: Path, addition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that learned from the addition too."""
    out = tmp_path_factory.mktemp("taught") / "model"
    ran = train("--encoder", directory, "--corpus", corpus, "--add", addition, "--out", out)
    assert ran.exit_code == 0, ran.output
    return out


def test_further_examples_are_learned_behind_the_guard(taught: Path, addition: Path, records: list[LabelledRecord]) -> None:
    """The model has learned from them and keeps what its twin found of the guard styles; nothing of the training is left behind."""
    card = load_artefact(taught).card
    assert card["corpus"]["records"] == len(records) + len(addition.read_text(encoding="utf-8").splitlines())
    assert card["encoder"]["source"] == "tiny-bert"
    assert set(load_reading(taught).judgements) == {record.id for record in records if record.style in guard_styles()}
    assert [path.name for path in taught.parent.iterdir()] == ["model"]


def test_a_worse_model_is_not_written(
    directory: Path, corpus: Path, addition: Path, taught: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compared with a former model by what that one's twin found; the same examples find the same, and a loss ends the run."""
    seen: list[tuple[TwinReading, TwinReading]] = []

    def lose(_: object, *readings: TwinReading) -> list[Loss]:
        seen.append((readings[0], readings[1]))
        return [Loss("pk", "Pk", 0.1, 0.9, 0.5)]

    monkeypatch.setattr(guard, "losses", lose)
    ran = train("--encoder", directory, "--corpus", corpus, "--add", addition, "--against", taught, "--out", tmp_path / "model")
    assert isinstance(ran.exception, WorseModel)
    assert not (tmp_path / "model").exists()
    assert [one == other for one, other in seen] == [True]


@pytest.mark.parametrize("wrong", [(), ("--out", "x", "--model", "."), ("--out", "x", "--split", "village"), ("--together", "2")])
def test_an_encoder_is_measured_on_groups_into_a_folder(wrong: tuple[str, ...], directory: Path) -> None:
    """Not without a folder, not beside stored models, not on one style."""
    ran = CliRunner().invoke(cli, ["evaluate", "--encoder", str(directory), *wrong])
    assert ran.exit_code == 2
    assert "--out" in ran.output


@pytest.mark.parametrize("wrong", [("--resume",), ("--folds", "3"), ("--epochs", "2"), ("--together", "2", "--split", "village")])
def test_options_that_would_do_nothing_are_refused(wrong: tuple[str, ...]) -> None:
    """What belongs to an encoder needs one; one style cannot be left out with others."""
    ran = CliRunner().invoke(cli, ["evaluate", *wrong])
    assert ran.exit_code == 2
    assert wrong[0] in ran.output
