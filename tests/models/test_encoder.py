"""An encoder from a local directory to a report: fine-tuned, exported, read with, and refused where something is wrong with it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer import Analyzer
from analyzer.classifying.artefact import load_artefact
from analyzer.classifying.encoder import ENCODER_FILES
from analyzer.classifying.models import load_models
from analyzer.cli import cli
from analyzer.errors import MissingExtra, ModelError, SettingsError
from corpus.splits import RECORDS
from models.encoder import export
from models.encoder.export import LEAST_AGREEMENT, export_encoder
from models.encoder.network import load_pretrained, new_scorer
from models.encoder.settings import FineTuning
from models.encoder.stacking import lesson_of
from models.training.examples import examples
from tests.conftest import GENERIC_TALK, GOOD_TALK, ONE_POT, document
from tests.models.tiny import some_records, tiny_directory

STYLES = ("retired", "school", "village")
FEW = {"talks.jsonl": 5, "meetings.jsonl": 4, "pairs.jsonl": 0}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny pretrained model as it lies on a user's disk."""
    return tiny_directory(
        tmp_path_factory.mktemp("hub") / "tiny-bert", (text for record in some_records(*STYLES, every=1) for text in record.texts())
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first records of three styles."""
    folder = tmp_path_factory.mktemp("corpus")
    for style in STYLES:
        (folder / style).mkdir()
        for name, count in FEW.items():
            with (RECORDS / style / name).open(encoding="utf-8") as lines:
                (folder / style / name).write_text("".join(islice(lines, count)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def model(directory: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `mqa train --encoder` writes."""
    out = tmp_path_factory.mktemp("out") / "model"
    ran = CliRunner().invoke(
        cli, ["train", "--encoder", str(directory), "--corpus", str(corpus), "--out", str(out), "--folds", "2", "--epochs", "1"]
    )
    assert ran.exit_code == 0, ran.output
    assert "stacked-" in ran.output
    return out


def test_a_trained_encoder_reads_through_the_pipeline(model: Path) -> None:
    """The artefact is the usual folder with an encoder beside the arrays; nothing of the training is left behind; reports name the model."""
    assert sorted(path.name for path in model.parent.iterdir()) == ["model"]
    assert sorted(path.name for path in (model / "encoder").iterdir()) == sorted(ENCODER_FILES)
    analyzer = Analyzer(model=model)
    for text in (GENERIC_TALK, GOOD_TALK, ONE_POT):
        (report,) = analyzer.analyze(document(text))
        assert report.versions.model.startswith("stacked-")
        assert report.band in range(1, 6)
        assert report == analyzer.analyze(document(text))[0]


def test_the_card_states_how_far_the_small_network_agrees(model: Path) -> None:
    """Agreement of both forms, epochs of each fold, and where the weights come from, by the name of the directory alone."""
    card = load_artefact(model).card["encoder"]
    assert {form: row["labels"] >= LEAST_AGREEMENT[form] for form, row in card["agreement"].items()} == {"onnx": True, "int8": True}
    assert card["agreement"]["onnx"]["greatest"] < 1e-3
    assert card["epochs"] == [1, 1]
    assert card["source"] == "tiny-bert"
    assert card["tuning"]["folds"] == 2


def test_the_encoder_has_a_say(model: Path) -> None:
    """The columns of the encoder stand behind the features of the text, in the parts that learn from them."""
    models = load_models(model)
    plain = load_models()
    for part in ("aspect.alone", "specific"):
        assert len(models.talk.linear[part].dense) > len(plain.talk.linear[part].dense)
    scores = models.encoder.scores("今天谈话。\n他家里有事。", [(0, 5), (6, 12)]) if models.encoder else None
    assert scores is not None
    assert scores.shape == (2, sum(map(len, models.encoder.card.heads.values())) if models.encoder else 0)


@pytest.mark.parametrize("name", ENCODER_FILES)
def test_a_damaged_or_missing_file_is_refused(name: str, model: Path, tmp_path: Path) -> None:
    """The message names the file; nothing of it is used."""
    copy = Path(shutil.copytree(model, tmp_path / "copy"))
    file = copy / "encoder" / name
    file.write_bytes(file.read_bytes()[:-7])
    with pytest.raises(ModelError, match="校验值") as found:
        load_models(copy)
    assert found.value.where == str(file)
    file.unlink()
    with pytest.raises(ModelError, match="缺失"):
        load_models(copy)


def test_files_of_right_digest_and_wrong_content_are_refused(model: Path, tmp_path: Path) -> None:
    """A card that vouches for a file that is no network does not make it one."""
    copy = Path(shutil.copytree(model, tmp_path / "copy"))
    (copy / "encoder" / "model.onnx").write_bytes(b"no network")
    card = json.loads((copy / "card.json").read_text(encoding="utf-8"))
    card["encoder"]["files"]["model.onnx"] = hashlib.sha256(b"no network").hexdigest()
    (copy / "card.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelError, match="损坏"):
        load_models(copy)


def test_without_the_extra_the_message_says_what_to_install(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model with an encoder needs ONNX Runtime; one without does not."""
    copy = Path(shutil.copytree(model, tmp_path / "copy"))
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtra, match=r"minutes-quality-analyzer\[encoder\]"):
        load_models(copy)


def test_a_directory_that_is_no_model_is_refused(tmp_path: Path, directory: Path) -> None:
    """Neither an empty directory nor one without weights is looked up on the network."""
    with pytest.raises(ModelError, match="BERT"):
        load_pretrained(tmp_path, 64)
    copy = Path(shutil.copytree(directory, tmp_path / "copy"))
    (copy / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="权重"):
        new_scorer(load_pretrained(copy, 64), 0)


def test_a_network_that_changes_on_the_way_is_not_written(
    directory: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what was exported says something else than what was trained, here another network's file, nothing is written."""
    pretrained = load_pretrained(directory, 64)
    lessons = [lesson_of(example, pretrained) for example in examples(some_records("village", every=20))]
    for step in ("to_onnx", "quantize"):
        monkeypatch.setattr(export, step, lambda *given: shutil.copyfile(model / "encoder" / "model.onnx", given[-1]))
    with pytest.raises(ModelError, match="标签一致"):
        export_encoder(new_scorer(pretrained, 7), pretrained, lessons, tmp_path / "encoder")
    assert not (tmp_path / "encoder" / "model.onnx").exists()


def test_going_on_needs_something_to_go_on_from(directory: Path, corpus: Path, tmp_path: Path) -> None:
    """`--resume` without checkpoints is a mistake, said in one line."""
    ran = CliRunner().invoke(cli, ["train", "--encoder", str(directory), "--corpus", str(corpus), "--out", str(tmp_path / "m"), "--resume"])
    assert isinstance(ran.exception, SettingsError)
    assert "--resume" in str(ran.exception)
    assert FineTuning().folds >= 2
