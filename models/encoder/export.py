"""From a trained network to the files of an artefact: ONNX, its weights in 8 bits, and proof that it still says the same."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch

from analyzer.classifying.encoder import ENCODER_FILES, head_slices, network_session, softmax, unit_means
from analyzer.classifying.linear import sigmoid
from analyzer.classifying.windows import Window
from analyzer.errors import ModelError
from models.encoder.finetune import read_windows
from models.encoder.lessons import EXCLUSIVE, SINGLE, Lesson
from models.encoder.network import Pretrained, Scorer, padded

__all__ = ["LEAST_AGREEMENT", "Agreement", "agreement", "export_encoder", "quantize", "to_onnx"]

Floats = npt.NDArray[np.float32]

LEAST_AGREEMENT = {"onnx": 0.999, "int8": 0.97}
"""The share of labels that must be as the trained network's, by form of the network."""
_BATCH = 16
_OPSET = 20
"""From this one on GELU is one operation, not five."""


class Agreement(msgspec.Struct, frozen=True):
    """The share of labels that two networks give alike, and the greatest and the mean difference of a label's probability."""

    labels: float
    greatest: float
    mean: float


def export_encoder(network: Scorer, pretrained: Pretrained, lessons: Sequence[Lesson], folder: Path) -> dict[str, Any]:
    """Writes `ENCODER_FILES` and gives what the artefact's card says of them: digests and agreements.

    Raises ModelError where the written network says something else than the trained one on `lessons`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model, tokenizer, card = (folder / name for name in ENCODER_FILES)
    network = network.cpu().eval()
    expected = _means(lessons, [read_windows(network, lesson.windows, _BATCH) for lesson in lessons])
    with tempfile.TemporaryDirectory() as aside:
        full, small = Path(aside) / "full.onnx", Path(aside) / "small.onnx"
        to_onnx(network, [window for lesson in lessons for window in lesson.windows], full)
        quantize(full, small)
        agreements = {form: agreement(expected, _means(lessons, _read(file, lessons))) for form, file in (("onnx", full), ("int8", small))}
        for form, found in agreements.items():
            if found.labels < LEAST_AGREEMENT[form]:
                raise ModelError(
                    f"导出的编码器（{form}）与训练所得只有{found.labels:.1%}的标签一致，低于{LEAST_AGREEMENT[form]:.1%}，未写出。",
                    where=str(folder),
                    remedy="请换一个预训练模型，或多训练几轮。",
                )
        shutil.copyfile(small, model)
    pretrained.tokenizer.save(str(tokenizer))
    card.write_bytes(msgspec.json.format(msgspec.json.encode(pretrained.card), indent=2) + b"\n")
    return {
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ENCODER_FILES},
        "agreement": {form: msgspec.to_builtins(found) for form, found in agreements.items()},
    }


def agreement(one: Floats, other: Floats) -> Agreement:
    """How far two networks agree on the same units (units × labels)."""
    slices = head_slices()
    same, apart = [], []
    for head in EXCLUSIVE:
        first, second = one[:, slices[head]], other[:, slices[head]]
        same.append((first.argmax(axis=1) == second.argmax(axis=1))[:, None])
        apart.append(np.abs(softmax(first) - softmax(second)))
    for head in SINGLE:
        first, second = one[:, slices[head]], other[:, slices[head]]
        same.append((first > 0) == (second > 0))
        apart.append(np.abs(sigmoid(first) - sigmoid(second)))
    distances = np.hstack(apart)
    return Agreement(round(float(np.hstack(same).mean()), 5), round(float(distances.max()), 5), round(float(distances.mean()), 5))


def to_onnx(network: Scorer, windows: Sequence[Window], path: Path) -> None:
    """Writes the network with rows and tokens of any number; the windows are examples of what it reads."""
    tokens, _ = padded([windows[0]] * 2, torch.device("cpu"))
    network.classifier.set_attn_implementation("eager")  # type: ignore[operator]  # its graph has no guard against rows that are all masked
    axes = {0: torch.export.Dim("rows"), 1: torch.export.Dim("tokens")}
    with warnings.catch_warnings(), _quiet("torch.onnx"):
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (tokens,),
            str(path),
            input_names=["input_ids"],
            output_names=["scores"],
            dynamic_shapes={"input_ids": axes},
            opset_version=_OPSET,
            external_data=False,
            dynamo=True,
            verbose=False,
        )


def quantize(full: Path, small: Path) -> None:
    """Weights of matrices and embeddings in 8 bits, activations as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with _quiet(""):
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Leaves a library's advice on its own workings unsaid."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _read(file: Path, lessons: Sequence[Lesson]) -> list[list[tuple[Window, Floats]]]:
    session = network_session(file.read_bytes())

    def scores(window: Window) -> Floats:
        found: Floats = session.run(["scores"], {"input_ids": window.tokens[None, :]})[0][0]
        return found

    return [[(window, scores(window)) for window in lesson.windows] for lesson in lessons]


def _means(lessons: Sequence[Lesson], read: Sequence[Sequence[tuple[Window, Floats]]]) -> Floats:
    return np.vstack([unit_means(one, len(lesson.targets.single)) for one, lesson in zip(read, lessons, strict=True)])
