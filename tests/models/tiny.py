"""A network small enough to learn within a test: random weights, single characters as tokens."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from corpus.records import LabelledRecord, load_records

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def tiny_directory(folder: Path, texts: Iterable[str]) -> Path:
    """A Hugging Face directory of a BERT of two narrow layers that knows the characters of `texts`."""
    characters = sorted({character for text in texts for character in text})
    vocabulary = {token: number for number, token in enumerate((*MARKS, *characters))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    pad, unknown, first, last, mask = MARKS
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=pad, unk_token=unknown, cls_token=first, sep_token=last, mask_token=mask
    ).save_pretrained(folder)
    shape = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=96,
    )
    torch.manual_seed(0)
    BertModel(shape).save_pretrained(folder)
    return folder


def some_records(*styles: str, every: int) -> list[LabelledRecord]:
    """Every so many-th record of some styles."""
    return [record for style in styles for record in list(load_records(style))[::every]]
