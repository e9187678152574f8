"""What a text mentions that did not exist from the beginning: documents, campaigns, anniversaries (`mentions.yaml`)."""

from __future__ import annotations

import datetime
import re
from functools import cache
from importlib import resources

import msgspec
import yaml

__all__ = ["Dated", "dated", "mentions"]

_PUNCTUATION = re.compile(r"[^\w]+")


class Dated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something with the first day on which a text may mention it, and the source of that day."""

    name: str
    words: tuple[str, ...]
    since: datetime.date
    source: str


class _Anniversary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    year: int


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mentions: tuple[Dated, ...]
    anniversaries: tuple[_Anniversary, ...]


@cache
def _list() -> _List:
    return msgspec.convert(yaml.safe_load(resources.files("analyzer.ledger").joinpath("mentions.yaml").read_text("utf-8")), _List)


@cache
def _by_name() -> dict[str, Dated]:
    return {mention.name: mention for mention in _list().mentions}


@cache
def _mentions() -> tuple[re.Pattern[str], dict[str, Dated]]:
    by_words = {words: mention for mention in _list().mentions for words in mention.words}
    return re.compile("|".join(sorted(by_words, key=len, reverse=True))), by_words


@cache
def _anniversaries() -> tuple[re.Pattern[str], dict[str, int]]:
    by_words = {words: anniversary.year for anniversary in _list().anniversaries for words in anniversary.words}
    names = "|".join(sorted(by_words, key=len, reverse=True))
    return re.compile(f"({names})([1-9][0-9]{{0,2}})周年"), by_words


def mentions(text: str) -> tuple[str, ...]:
    """The keys of what the text mentions, as `dated` takes them, in the order of their days."""
    words = _PUNCTUATION.sub("", text)
    listed, mention_of = _mentions()
    anniversaries, _ = _anniversaries()
    keys = {mention_of[match].name for match in listed.findall(words)}
    keys.update(f"{name}{number}周年" for name, number in anniversaries.findall(words))
    return tuple(sorted(keys, key=lambda key: (dated(key).since, key)))


def dated(key: str) -> Dated:
    """What a key stands for; an anniversary may be spoken of from the year before it. Raises KeyError for a key that is none."""
    anniversaries, year_of = _anniversaries()
    match = anniversaries.fullmatch(key)
    if match is None:
        return _by_name()[key]
    year = year_of[match[1]] + int(match[2])
    return Dated(key, (match[1],), datetime.date(year - 1, 1, 1), f"{year}年")
