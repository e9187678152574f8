"""What a text says that somebody needs: events that ask for a talk (五必谈), and difficulties raised in a talk (`needs.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

import msgspec
import yaml

__all__ = ["event_name", "events", "hardship", "subject_name"]

_REACH = 14
"""How many characters behind a name an event may stand."""
_BEFORE = 8
_STOP = re.compile("[。;；!！?？\n]")


class _Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    behind: tuple[str, ...]
    before: tuple[str, ...]


class _Subject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    words: tuple[str, ...]


class _Needs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    events: dict[str, _Event]
    not_so: tuple[str, ...]
    subjects: dict[str, _Subject]
    hardship: tuple[str, ...]


@cache
def _needs() -> _Needs:
    return msgspec.convert(yaml.safe_load(resources.files("analyzer.ledger").joinpath("needs.yaml").read_text("utf-8")), _Needs)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        key: (re.compile("|".join(event.behind)), re.compile(f"(?:{'|'.join(event.before)})(?:同志|党员|职工)?$"))
        for key, event in _needs().events.items()
    }


@cache
def _not_so() -> re.Pattern[str]:
    return re.compile("|".join(_needs().not_so))


@cache
def _subjects() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    return {key: re.compile("|".join(subject.words)) for key, subject in _needs().subjects.items()}, re.compile("|".join(_needs().hardship))


def event_name(key: str) -> str:
    """The Chinese name of an event."""
    return _needs().events[key].name


def subject_name(key: str) -> str:
    """The Chinese name of a difficulty's subject."""
    return _needs().subjects[key].name


def events(text: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The events that befell some people of a record, as (event, name), each once, in the order of the text."""
    known = sorted({name for name in names if len(name) > 1}, key=len, reverse=True)
    if not known:
        return
    told: set[tuple[str, str]] = set()
    places = list(re.finditer("|".join(map(re.escape, known)), text))
    for number, place in enumerate(places):
        until = places[number + 1].start() if number + 1 < len(places) else len(text)
        behind = _STOP.split(text[place.end() : min(place.end() + _REACH, until)])[0]
        before = text[max(place.start() - _BEFORE, 0) : place.start()]
        for key, (later, earlier) in _patterns().items():
            found = later.search(behind)
            happened = found is not None and not _not_so().search(behind[: found.start()])
            if (happened or earlier.search(before)) and (key, place.group()) not in told:
                told.add((key, place.group()))
                yield key, place.group()


def hardship(sentence: str) -> tuple[str, ...]:
    """What a sentence names a difficulty with, as keys of subjects; empty where it tells of no difficulty."""
    subjects, hard = _subjects()
    return tuple(key for key, words in subjects.items() if words.search(sentence)) if hard.search(sentence) else ()
