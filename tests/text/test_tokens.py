"""The segmenter gives jieba's own words."""

from __future__ import annotations

import logging

import jieba
import rjieba

from corpus.records import labelled_text, load_records


def test_words_are_those_of_jieba_on_the_corpus() -> None:
    """Without the field's own words rjieba and jieba cut Chinese the same way (runs of ASCII aside)."""
    jieba.setLogLevel(logging.ERROR)
    reference = jieba.Tokenizer()
    texts = ["".join(c for c in labelled_text(record)[0] if not c.isascii()) for record in list(load_records())[:40]]
    same = sum(rjieba.Jieba().cut(text) == reference.lcut(text) for text in texts)
    assert same == len(texts)
