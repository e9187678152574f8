"""The run: hide, ask, learn, within a given time, from where the last checkpoint stands."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import BertConfig, BertForMaskedLM, PreTrainedTokenizerFast
from transformers.utils import logging

from analyzer.errors import SettingsError
from models.precision import device_here, precision_on
from models.pretraining.masking import questions
from models.pretraining.meaning import SPREAD, company_vectors
from models.pretraining.places import place_vectors
from models.pretraining.settings import Pretraining
from models.pretraining.vocabulary import MARKS

__all__ = ["CHECKPOINT", "held_out_losses", "new_model", "pretrain", "save_encoder"]

CHECKPOINT = "checkpoint.pt"
_SAVE_EVERY = 120.0
_LONG_EVERY = 4
_PROOFS = 40


class _State(msgspec.Struct):
    """Where a run stands: steps made, seconds of learning spent, and the mean loss of late."""

    step: int = 0
    seconds: float = 0.0
    loss: float = 0.0


def new_model(row: npt.NDArray[np.uint16] | None, settings: Pretraining) -> BertForMaskedLM:
    """A network with random weights, waves for its places and, for its words, vectors of the company that they keep in `row`.

    None for `row` leaves the words to chance as well.
    """
    torch.manual_seed(settings.seed)
    config = BertConfig(
        vocab_size=settings.vocabulary,
        hidden_size=settings.width,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        intermediate_size=4 * settings.width,
        max_position_embeddings=settings.length,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model = BertForMaskedLM(config)
    model.set_attn_implementation("eager")  # on a CPU a quarter faster to learn with than the fused one
    places = torch.from_numpy(place_vectors(settings.length, settings.width, SPREAD))
    with torch.no_grad():
        model.bert.embeddings.position_embeddings.weight.copy_(places)
    if row is not None:
        vectors = company_vectors(row, vocabulary=settings.vocabulary, width=settings.width, seed=settings.seed)
        with torch.no_grad():
            model.get_input_embeddings().weight.copy_(torch.from_numpy(vectors))
    return model


def pretrain(
    model: BertForMaskedLM,
    row: npt.NDArray[np.uint16],
    settings: Pretraining,
    folder: Path,
    *,
    resume: bool,
    tell: Callable[[int, float, float], None],
) -> None:
    """Teaches `model` until the time is up, telling step, share of the time and loss; a checkpoint lies in `folder` all the while.

    Raises SettingsError where there is no checkpoint to go on from, or one of other settings.
    """
    device = device_here()
    model.to(device).train()
    optimizers = _optimizers(model, settings)
    state = _restored(folder / CHECKPOINT, model, optimizers, settings) if resume else _State()
    precision = precision_on(device)
    limit, saved = settings.minutes * 60, state.seconds
    while state.seconds < limit:
        begun = time.monotonic()
        share = state.seconds / limit
        pace = min(1.0, (share + 1e-3) / settings.warmup, (1.0 - share) / (1.0 - settings.warmup))
        for optimizer, rate in zip(optimizers, (settings.matrix_rate, settings.rate), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = rate * pace
        loss = _loss(model, row, settings, state.step, device, precision)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        said = float(loss.detach())
        state.loss = said if state.step == 0 else 0.98 * state.loss + 0.02 * said
        state.step += 1
        state.seconds += time.monotonic() - begun
        tell(state.step, min(1.0, state.seconds / limit), state.loss)
        if state.seconds - saved > _SAVE_EVERY or state.seconds >= limit:
            _save(folder / CHECKPOINT, model, optimizers, state, settings)
            saved = state.seconds


def held_out_losses(
    model: BertForMaskedLM, taught: npt.NDArray[np.uint16], kept: npt.NDArray[np.uint16], settings: Pretraining
) -> tuple[float, float]:
    """The mean loss (nats) on questions from `kept`, which the model has not learned from, and that of the frequencies of words in `taught` alone."""
    device = next(model.parameters()).device
    counts = np.bincount(taught, minlength=settings.vocabulary) + 1.0
    words = kept[kept >= len(MARKS)]
    model.eval()
    with torch.no_grad():
        losses = [float(_loss(model, kept, settings, step, device, precision_on(device))) for step in range(_PROOFS)]
    return float(np.mean(losses)), float(-np.log(counts / counts.sum())[words].mean())


def save_encoder(model: BertForMaskedLM, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes a Hugging Face directory that `mqa train --encoder` and `transformers` read."""
    logging.disable_progress_bar()
    model.config.hidden_dropout_prob = model.config.attention_probs_dropout_prob = 0.1
    model.save_pretrained(folder)
    pad, unknown, first, last, mask = MARKS
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=pad,
        unk_token=unknown,
        cls_token=first,
        sep_token=last,
        mask_token=mask,
        model_max_length=model.config.max_position_embeddings,
    ).save_pretrained(folder)


def _optimizers(model: BertForMaskedLM, settings: Pretraining) -> tuple[torch.optim.Optimizer, torch.optim.Optimizer]:
    """Muon for the matrices between the layers (Jordan et al. 2024): on few tokens it learns several times as fast. AdamW for all else."""
    matrices = [weight for weight in model.bert.encoder.parameters() if weight.ndim == 2]
    apart = set(matrices)
    rest = [weight for weight in model.parameters() if weight not in apart]
    return (
        torch.optim.Muon(matrices, lr=settings.matrix_rate, weight_decay=settings.decay),
        torch.optim.AdamW(rest, lr=settings.rate, weight_decay=settings.decay, betas=(0.9, 0.98), fused=True),
    )


def _loss(
    model: BertForMaskedLM, row: npt.NDArray[np.uint16], settings: Pretraining, step: int, device: torch.device, precision: torch.dtype
) -> Tensor:
    length = settings.length if step % _LONG_EVERY == 0 else min(settings.usual, settings.length)
    question = questions(row, windows=settings.tokens // length, length=length, vocabulary=settings.vocabulary, seed=(settings.seed, step))
    with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
        hidden = model.bert(torch.from_numpy(question.tokens).to(device)).last_hidden_state
        scores = model.cls(hidden[torch.from_numpy(question.asked).to(device)])
    return functional.cross_entropy(scores.float(), torch.from_numpy(question.answers).to(device))


def _save(path: Path, model: BertForMaskedLM, optimizers: Sequence[torch.optim.Optimizer], state: _State, settings: Pretraining) -> None:
    aside = path.with_suffix(".new")
    kept = {
        "model": model.state_dict(),
        "optimizers": [optimizer.state_dict() for optimizer in optimizers],
        "state": msgspec.to_builtins(state),
        "settings": msgspec.to_builtins(settings),
    }
    torch.save(kept, aside)
    aside.replace(path)


def _restored(path: Path, model: BertForMaskedLM, optimizers: Sequence[torch.optim.Optimizer], settings: Pretraining) -> _State:
    if not path.is_file():
        raise SettingsError("没有可以接着训练的检查点。", where=str(path), remedy="请去掉 --resume 从头训练。")
    kept = torch.load(path, map_location="cpu", weights_only=True)
    former = msgspec.structs.replace(msgspec.convert(kept["settings"], Pretraining), minutes=settings.minutes)
    if former != settings:
        raise SettingsError("检查点的设置与本次不同。", where=str(path), remedy="请用原来的设置，或去掉 --resume 从头训练。")
    model.load_state_dict(kept["model"])
    for optimizer, former_state in zip(optimizers, kept["optimizers"], strict=True):
        optimizer.load_state_dict(former_state)
    return msgspec.convert(kept["state"], _State)
