"""A fine-tuned transformer beside the linear models: what it says of each unit becomes more readable columns of their features.

The network says one number for each label of each head at every token; a unit's are the mean over its tokens. Read with ONNX Runtime, from three
files that run no code: `model.onnx`, `tokenizer.json`, `encoder.json`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.features import Features, Units
from analyzer.classifying.linear import sigmoid
from analyzer.classifying.windows import Window, windows
from analyzer.errors import MissingExtra, ModelError
from analyzer.types.labels import Activity, Aspect, RecordType

__all__ = [
    "ENCODER_FILES",
    "HEADS",
    "Encoder",
    "EncoderCard",
    "columns_of",
    "head_slices",
    "load_encoder",
    "network_session",
    "softmax",
    "unit_means",
    "widened",
]

Floats = npt.NDArray[np.float32]

HEADS: dict[str, tuple[str, ...]] = {
    "aspect": tuple(map(str, Aspect)),
    "specific": ("specific",),
    "activity": tuple(map(str, Activity)),
    "boundary": ("boundary",),
    "substance": ("1", "2"),
}
"""The heads of the network with their labels: of `aspect` and `activity` one label holds, of the others each for itself."""
_HEADS_OF = {RecordType.TALK: ("aspect", "specific"), RecordType.MEETING: ("activity", "boundary", "substance")}
_EXCLUSIVE = ("aspect", "activity")
_MODEL, _TOKENIZER, _CARD = "model.onnx", "tokenizer.json", "encoder.json"
ENCODER_FILES = (_MODEL, _TOKENIZER, _CARD)
_THREADS = 2
_SLOWER = ["SkipLayerNormFusion"]
"""What ONNX Runtime joins by itself although the joined form takes longer on a CPU: an eighth of a network of six layers."""
_WEIGHT = 0.25
"""What probabilities are multiplied with, so that the linear models learn carefully from them; set by measurement (docs/decisions/0016-encoder-as-columns.md)."""


class EncoderCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the network is read: the labels of its heads, the longest window, and the tokens that open a window and close a unit."""

    heads: dict[str, tuple[str, ...]]
    longest: int
    opening: int
    closing: int


class Encoder:
    """Reads the units of a record with a network of `HEADS`."""

    __slots__ = ("_session", "_tokenizer", "card")

    def __init__(self, session: Any, tokenizer: Any, card: EncoderCard) -> None:
        self._session, self._tokenizer, self.card = session, tokenizer, card

    def scores(self, text: str, units: Units) -> Floats:
        """The mean scores of each unit of a cleaned text (units × labels of all heads)."""
        rows = [row.ids for row in self._tokenizer.encode_batch([text[start:end] for start, end in units], add_special_tokens=False)]
        read = [(window, self._read(window)) for window in self.windows(rows)]
        return unit_means(read, len(units))

    def columns(self, text: str, units: Units, kind: RecordType) -> Floats:
        """The columns of each unit of a record of one kind (see `columns_of`)."""
        return columns_of(self.scores(text, units), kind)

    def windows(self, rows: Sequence[Sequence[int]]) -> list[Window]:
        """The windows in which a record's units, as token numbers, are read."""
        return list(windows(rows, longest=self.card.longest, opening=self.card.opening, closing=self.card.closing))

    def _read(self, window: Window) -> Floats:
        found: Floats = self._session.run(["scores"], {"input_ids": window.tokens[None, :]})[0][0]
        return found


def head_slices() -> dict[str, slice]:
    """Where each head's labels stand among all of them."""
    edges = np.cumsum([0, *(len(labels) for labels in HEADS.values())]).tolist()
    return {head: slice(start, end) for head, start, end in zip(HEADS, edges, edges[1:], strict=False)}


def unit_means(read: Sequence[tuple[Window, Floats]], units: int) -> Floats:
    """The means of the tokens' scores over each unit (units × labels)."""
    owners = np.concatenate([window.owners for window, _ in read])
    scores = np.concatenate([scores for _, scores in read])[owners >= 0]
    summed = np.zeros((units, scores.shape[1]), dtype=np.float64)
    np.add.at(summed, owners[owners >= 0], scores)
    means: Floats = (summed / np.bincount(owners[owners >= 0], minlength=units)[:, None]).astype(np.float32)
    return means


def columns_of(scores: Floats, kind: RecordType) -> Floats:
    """Weighed probabilities of each label of the heads for one kind of record (units × labels)."""
    slices = head_slices()
    parts = [(softmax if head in _EXCLUSIVE else sigmoid)(scores[:, slices[head]]) for head in _HEADS_OF[kind]]
    found: Floats = (_WEIGHT * np.hstack(parts)).astype(np.float32)
    return found


def softmax(scores: Floats) -> Floats:
    """Scores of exclusive labels as probabilities."""
    raised: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances


def widened(features: Features, columns: Floats) -> Features:
    """Features with more readable columns behind their own."""
    return features.with_dense(np.hstack([features.dense, columns]))


def network_session(model: bytes, threads: int = _THREADS) -> Any:
    """An ONNX Runtime session that reads the network of a `model.onnx`."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER)


def load_encoder(folder: Path, digests: Mapping[str, str]) -> Encoder:
    """The encoder of an artefact's folder, its files checked against their SHA-256.

    Raises MissingExtra without ONNX Runtime, ModelError where a file is missing, altered or has other heads than this program.
    """
    try:
        import onnxruntime  # noqa: F401 asked for here, so that what is missing is said
        import tokenizers
    except ImportError as error:
        raise MissingExtra(
            "这个模型带有编码器，需要 onnxruntime 和 tokenizers。",
            where=str(folder),
            remedy="请运行 pip install 'minutes-quality-analyzer[encoder]'。",
        ) from error
    data: dict[str, bytes] = {}
    for name in ENCODER_FILES:
        try:
            data[name] = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError("编码器文件缺失。", where=str(folder / name), remedy="请重新复制整个模型目录，或重新训练。") from error
        if hashlib.sha256(data[name]).hexdigest() != digests.get(name):
            raise ModelError("编码器文件与说明卡的校验值不一致。", where=str(folder / name), remedy="请重新复制整个模型目录，或重新训练。")
    try:
        card = msgspec.json.decode(data[_CARD], type=EncoderCard)
        tokenizer = tokenizers.Tokenizer.from_str(data[_TOKENIZER].decode("utf-8"))
        session = network_session(data[_MODEL])
    except Exception as error:  # each of the libraries has exceptions of its own, without a common root
        raise ModelError("编码器文件损坏。", where=str(folder)) from error
    if card.heads != HEADS:
        raise ModelError("编码器的标签与当前程序不一致。", where=str(folder), remedy="请重新训练（mqa train --encoder）。")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Encoder(session, tokenizer, card)
