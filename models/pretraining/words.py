"""`python -m models.pretraining.words TEXT … --out DIR`: the meanings of words that the reading of talks rests on, from general text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from analyzer.classifying.artefact import Artefact, save_artefact
from analyzer.errors import UnreadableFile
from analyzer.text.alignment import clean
from analyzer.text.hashing import hash_phrases
from analyzer.text.tokens import cut
from models.pretraining.meaning import REACH, company_vectors
from models.pretraining.text import documents, text_files

__all__ = ["learn_meanings"]

_WIDTH = 64
_LEAST = 60
"""A word that stands less often has no company to speak of."""
_MOST = 2**16 - 1
_COMMON = 1e-3
"""A word of this share of all words counts half (Arora, Liang & Ma 2017)."""
_SEED = 0
_TINY = 1e-12


def learn_meanings(texts: Iterable[str], folder: Path, *, width: int = _WIDTH, least: int = _LEAST) -> Artefact:
    """Writes words with their vectors (words × width) as an artefact; the same texts give the same bytes. Paragraphs do not see each other.

    Raises UnreadableFile where no word stands `least` times, OutputError.
    """
    numbers: dict[str, int] = {"": 0}
    row = np.fromiter((numbers.setdefault(word, len(numbers)) for word in _words_of(texts)), dtype=np.int32)
    counts = Counter(dict(enumerate(np.bincount(row, minlength=len(numbers)).tolist())))
    del counts[0]
    kept = [number for number, count in counts.most_common(_MOST) if count >= least]
    if not kept:
        raise UnreadableFile("语料太少，学不出词义。", remedy=f"一个词至少要出现{least}次，请给出更多的文字。")
    short = np.zeros(len(numbers), dtype=np.uint16)
    short[kept] = np.arange(1, len(kept) + 1)
    vectors = company_vectors(short[row], vocabulary=len(kept) + 1, width=width, seed=_SEED)[1:].astype(np.float64)
    shares = np.array([counts[number] for number in kept]) / counts.total()
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _TINY)
    weights = _COMMON / (_COMMON + shares)
    vectors -= np.average(vectors, axis=0, weights=shares * weights)
    greatest = np.maximum(np.abs(vectors).max(axis=1), _TINY)
    spelled = list(numbers)
    words = hash_phrases([spelled[number] for number in kept])
    order = words.argsort()
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "words": words[order],
        "vectors": np.rint(vectors / greatest[:, None] * 127).astype(np.int8)[order],
        "weights": (weights * greatest / 127).astype(np.float32)[order],
    }
    card = {"name": "meanings", "version": "1", "words": len(kept), "tokens": counts.total(), "width": width, "least": least}
    return save_artefact(folder, arrays, card)


def _words_of(texts: Iterable[str]) -> Iterator[str]:
    """The words of all paragraphs; between two paragraphs as many empty ones as a word's company reaches."""
    gap = [""] * REACH
    for text in texts:
        for paragraph in clean(text).text.split("\n"):
            yield from filter(str.strip, cut(paragraph))
            yield from gap


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="写出的目录。")
def command(texts: tuple[Path, ...], out: Path) -> None:
    """从中文语料（.jsonl 或 .jsonl.zst，字段 text）学习词义，即每个词常与哪些词同现。"""
    learned = learn_meanings(documents(text_files(texts)), out)
    click.echo(f"{learned.card['tokens']}个词，{learned.card['words']}个有词义，写在 {out}")


if __name__ == "__main__":
    command()
