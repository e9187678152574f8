"""The network: any BERT-like encoder with one linear layer for the labels of all heads at every token."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from analyzer.classifying.encoder import HEADS, EncoderCard, head_slices
from analyzer.classifying.windows import Window
from analyzer.errors import ModelError
from models.encoder.lessons import EXCLUSIVE, NONE, SINGLE, ClassWeights, Targets

__all__ = ["Pretrained", "Scorer", "load_pretrained", "loss_of", "new_scorer", "padded", "unit_scores"]

_LABELS = sum(map(len, HEADS.values()))


class Pretrained(msgspec.Struct, frozen=True):
    """A local Hugging Face directory, its fast tokenizer (of the library `tokenizers`), and how its windows are made."""

    folder: Path
    tokenizer: Any
    card: EncoderCard


class Scorer(torch.nn.Module):
    """Scores of all labels at every token, from token numbers and, where rows are filled up to one length, a mask that is 0 there."""

    def __init__(self, classifier: torch.nn.Module) -> None:
        super().__init__()
        self.classifier = classifier

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        """Scores (rows × tokens × labels)."""
        scores: Tensor = self.classifier(input_ids=input_ids, attention_mask=attention_mask).logits
        return scores

    @property
    def width(self) -> int:
        """The width of the encoder."""
        return int(self.classifier.config.hidden_size)  # type: ignore[union-attr, arg-type]


def load_pretrained(folder: Path, longest: int) -> Pretrained:
    """What is needed of a directory but its weights; nothing is looked for on the network. Raises ModelError where it is none that can be used."""
    from transformers import AutoConfig, AutoTokenizer

    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        backend = tokenizer.backend_tokenizer
        opening, closing = int(tokenizer.cls_token_id), int(tokenizer.sep_token_id)
        places = int(config.max_position_embeddings) - (2 if config.model_type in ("roberta", "xlm-roberta", "camembert") else 0)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, ImportError) as error:
        raise ModelError(
            "不是可用的 BERT 类预训练模型目录。", where=str(folder), remedy="目录应含 config.json、权重和 tokenizer.json（或 vocab.txt）。"
        ) from error
    return Pretrained(folder, backend, EncoderCard(HEADS, min(longest, places), opening, closing))


def new_scorer(pretrained: Pretrained, seed: int) -> Scorer:
    """The pretrained weights below a new linear layer; raises ModelError where the weights are missing or damaged."""
    from safetensors import SafetensorError
    from transformers import AutoModelForTokenClassification
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.manual_seed(seed)
    try:
        classifier = AutoModelForTokenClassification.from_pretrained(pretrained.folder, num_labels=_LABELS, local_files_only=True)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise ModelError("预训练模型的权重缺失或损坏。", where=str(pretrained.folder), remedy="请重新下载该模型目录。") from error
    return Scorer(classifier)


def padded(windows: Sequence[Window], device: torch.device) -> tuple[Tensor, Tensor]:
    """Windows as one batch of token numbers, and the mask of its real tokens."""
    longest = max(len(window.tokens) for window in windows)
    tokens = np.zeros((len(windows), longest), dtype=np.int64)
    mask = np.zeros_like(tokens)
    for number, window in enumerate(windows):
        tokens[number, : len(window.tokens)] = window.tokens
        mask[number, : len(window.tokens)] = 1
    return torch.from_numpy(tokens).to(device), torch.from_numpy(mask).to(device)


def unit_scores(scores: Tensor, windows: Sequence[Window]) -> tuple[Tensor, list[npt.NDArray[np.int64]]]:
    """The mean scores of the units that each window owns, one below the other, and their numbers window by window."""
    places, owned, row = [], [], 0
    for window in windows:
        numbers, inverse = np.unique(window.owners[window.owners >= 0], return_inverse=True)
        each = np.full(scores.shape[1], -1, dtype=np.int64)
        each[: len(window.owners)][window.owners >= 0] = inverse + row
        places.append(each)
        owned.append(numbers)
        row += len(numbers)
    place = torch.from_numpy(np.concatenate(places)).to(scores.device)
    kept = place >= 0
    flat, place = scores.reshape(-1, scores.shape[-1])[kept].float(), place[kept]
    summed = torch.zeros((row, flat.shape[1]), device=flat.device).index_add(0, place, flat)
    return summed / torch.bincount(place, minlength=row)[:, None], owned


def loss_of(scores: Tensor, owned: Sequence[npt.NDArray[np.int64]], targets: Sequence[Targets], weights: ClassWeights) -> Tensor:
    """The sum over the heads of the weighted mean loss of the units that are taught."""
    slices = head_slices()
    total = scores.sum() * 0.0
    for head in EXCLUSIVE:
        wanted = np.concatenate([one.classes[head][rows] for one, rows in zip(targets, owned, strict=True)])
        if (wanted != NONE).any():
            weight = torch.from_numpy(weights.classes[head]).to(scores.device)
            total = total + functional.cross_entropy(scores[:, slices[head]], torch.from_numpy(wanted).to(scores.device), weight)
    single = torch.cat([scores[:, slices[head]] for head in SINGLE], dim=1)
    holds = torch.from_numpy(np.vstack([one.single[rows] for one, rows in zip(targets, owned, strict=True)])).to(scores.device)
    taught = ~torch.isnan(holds)
    more = torch.from_numpy(weights.single).to(scores.device)
    each = functional.binary_cross_entropy_with_logits(single, holds.nan_to_num(0.0), pos_weight=more, reduction="none")
    means = (each * taught).sum(dim=0) / taught.sum(dim=0).clamp(min=1)
    return total + means.sum()
