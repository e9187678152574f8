"""Pieces of Chinese words as tokens, and a collection of text as one long row of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

__all__ = ["MARKS", "learn_tokenizer", "token_row"]

Tokens = npt.NDArray[np.uint16]

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
"""The special tokens in order of their numbers."""
_LONGEST_PIECE = 4
_BATCH = 512


def learn_tokenizer(texts: Iterable[str], *, size: int, characters: int) -> Tokenizer:
    """Byte-pair encoding over characters, learned on about the first `characters` of `texts`: pieces of up to four characters, digits apart."""
    tokenizer = Tokenizer(models.BPE(unk_token=MARKS[1]))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits()])
    trainer = trainers.BpeTrainer(
        vocab_size=size, limit_alphabet=size // 2, special_tokens=list(MARKS), max_token_length=_LONGEST_PIECE, show_progress=False
    )
    tokenizer.train_from_iterator(_first(texts, characters), trainer)
    first, last = MARKS[2], MARKS[3]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}", special_tokens=[(mark, MARKS.index(mark)) for mark in (first, last)]
    )
    return tokenizer


def token_row(texts: Iterable[str], tokenizer: Tokenizer) -> Tokens:
    """All texts as token numbers, [SEP] behind each line."""
    end = np.array([MARKS.index("[SEP]")], dtype=np.uint16)
    lines = chain.from_iterable(text.split("\n") for text in texts)
    parts: list[Tokens] = []
    while batch := list(islice(lines, _BATCH)):
        for encoded in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            parts += (np.array(encoded.ids, dtype=np.uint16), end)
    return np.concatenate(parts) if parts else end


def _first(texts: Iterable[str], characters: int) -> Iterator[str]:
    seen = 0
    for text in texts:
        if seen >= characters:
            return
        seen += len(text)
        yield text
