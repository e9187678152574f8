"""Records written otherwise: misread, stuffed, paraphrased, under other names, in another order. The labels stay.

A model that reads what is said loses nothing; what it does lose is measured in macro-F1.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import yaml

from analyzer.parsing import parse_record
from analyzer.text.alignment import clean
from analyzer.types.document import Document, Source
from analyzer.types.labels import Aspect
from corpus.records import LabelledRecord, LabelledSegment, LabelledSentence, labelled_text

__all__ = ["CHANGES", "Changed", "changed"]

_MISREAD = 0.02
"""The share of characters that a scanner misreads."""
_EVERY = 3
"""A list of keywords is put behind every third sentence."""
_PEOPLE = ("talker", "talkee", "host", "recorder")
_NAME = re.compile("[\u4e00-\u9fff]{2,4}")


class Changed(msgspec.Struct, frozen=True):
    """A changed record; `order` says for each sentence of the original which one it is now."""

    record: LabelledRecord
    order: tuple[int, ...]


def changed(name: str, record: LabelledRecord) -> Changed:
    """A record under the change of that name; the same record is always changed in the same way."""
    return CHANGES[name][1](record, random.Random(record.id))  # noqa: S311 to repeat, not to hide


@cache
def _tables() -> dict[str, Any]:
    source = resources.files("models.evaluation").joinpath("robustness.yaml").read_text(encoding="utf-8")
    tables: dict[str, Any] = yaml.safe_load(source)
    return tables


def _misread(record: LabelledRecord, chance: random.Random) -> Changed:
    likes: Mapping[str, str] = _tables()["misread"]

    def read(text: str) -> str:
        return "".join(chance.choice(likes[one]) if one in likes and chance.random() < 10 * _MISREAD else one for one in text)

    return _same_order(_rewritten(record, read))


def _paraphrased(record: LabelledRecord, _chance: random.Random) -> Changed:
    table: Mapping[str, str] = _tables()["synonyms"]
    words = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return _same_order(_rewritten(record, lambda text: words.sub(lambda match: table[match.group()], text)))


def _renamed(record: LabelledRecord, chance: random.Random) -> Changed:
    text, _ = labelled_text(record)
    parsed = parse_record(Document(text, Source(record.id, "corpus", "")), clean(text), 0)
    names = [value for key in _PEOPLE if (value := parsed.value(key)) and _NAME.fullmatch(value)]
    others = chance.sample(_tables()["names"], len(names))
    table = {
        form: new
        for name, other in zip(names, others, strict=True)
        for form, new in ((name, other), (name[1:], other[1:]))
        if len(form) > 1
    }
    if not table:
        return _same_order(record)
    words = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    swapped = _rewritten(record, lambda sentence: words.sub(lambda match: table[match.group()], sentence))
    return _same_order(msgspec.structs.replace(swapped, header=words.sub(lambda match: table[match.group()], record.header)))


def _stuffed(record: LabelledRecord, chance: random.Random) -> Changed:
    lists: Sequence[str] = _tables()["stuffing"]
    order: list[int] = []
    place = 0

    def with_lists(texts: Sequence[str]) -> list[tuple[str, bool]]:
        nonlocal place
        found = []
        for text in texts:
            order.append(place)
            found.append((text, False))
            place += 1
            if len(order) % _EVERY == 0:
                found.append((_line_of(text, chance.choice(lists)), True))
                place += 1
        return found

    if record.sentences:
        labels = {sentence.text: sentence for sentence in record.sentences}
        rows = with_lists([sentence.text for sentence in record.sentences])
        sentences = tuple(LabelledSentence(text, Aspect.FORMALITY, False) if new else labels[text] for text, new in rows)
        return Changed(msgspec.structs.replace(record, sentences=sentences), tuple(order))
    segments = tuple(
        msgspec.structs.replace(segment, sentences=tuple(text for text, _ in with_lists(segment.sentences))) for segment in record.segments
    )
    return Changed(msgspec.structs.replace(record, segments=segments), tuple(order))


def _shuffled(record: LabelledRecord, chance: random.Random) -> Changed:
    """Sentences of a talk in another order, those of a meeting within their segment."""
    order: list[int] = []

    def mixed(size: int) -> list[int]:
        places = list(range(size))
        chance.shuffle(places)
        start = len(order)
        order.extend(start + places.index(number) for number in range(size))
        return places

    if record.sentences:
        places = mixed(len(record.sentences))
        return Changed(msgspec.structs.replace(record, sentences=tuple(_ended(record.sentences[i]) for i in places)), tuple(order))
    segments = []
    for segment in record.segments:
        places = mixed(len(segment.sentences))
        segments.append(msgspec.structs.replace(segment, sentences=tuple(_closed(segment.sentences[i]) for i in places)))
    return Changed(msgspec.structs.replace(record, segments=tuple(segments)), tuple(order))


def _ended(sentence: LabelledSentence) -> LabelledSentence:
    return msgspec.structs.replace(sentence, text=_closed(sentence.text))


def _closed(text: str) -> str:
    return text.rstrip() + "\n"


def _line_of(text: str, words: str) -> str:
    return words + "\n" if text.endswith("\n") else words


def _rewritten(record: LabelledRecord, rewrite: Callable[[str], str]) -> LabelledRecord:
    sentences = tuple(msgspec.structs.replace(sentence, text=rewrite(sentence.text)) for sentence in record.sentences)
    segments: tuple[LabelledSegment, ...] = tuple(
        msgspec.structs.replace(segment, sentences=tuple(map(rewrite, segment.sentences))) for segment in record.segments
    )
    return msgspec.structs.replace(record, sentences=sentences, segments=segments)


def _same_order(record: LabelledRecord) -> Changed:
    return Changed(record, tuple(range(len(record.texts()))))


CHANGES: dict[str, tuple[str, Callable[[LabelledRecord, random.Random], Changed]]] = {
    "misread": ("识别错字", _misread),
    "stuffed": ("堆砌关键词", _stuffed),
    "paraphrased": ("同义改写", _paraphrased),
    "renamed": ("换人名", _renamed),
    "shuffled": ("打乱句序", _shuffled),
}
"""The changes by key, each with its Chinese name."""
