"""What a record asks of the talks after it: events that call for a talk (五必谈), and difficulties raised (`needs.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

import msgspec
import yaml

from analyzer.ledger.people import names_by_role, person
from analyzer.types.labels import PERSONAL, Aspect, Event
from analyzer.types.ledger import Difficulty, Need
from analyzer.types.report import Report

__all__ = ["difficulties", "needs", "subject_name"]

_REACH = 20
"""How many characters behind a name an event may stand."""
_BEFORE = 8
_STOP = re.compile("[。;；!！?？\n]")
_SPEAKS = re.compile(
    "(?:同志)?(?:又|也|还|接着|当场|当即)?(?:说|问|讲|谈|答|回应|追|提出|提到|提醒|表示|认为|建议|介绍|汇报|通报|批评|补充|追问|反映他|反映她|[:：])"
)
"""Behind a name: what follows is told by the person, of others mostly."""


class _Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    behind: tuple[str, ...]
    before: tuple[str, ...]


class _Subject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    words: tuple[str, ...]


class _Needs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    events: dict[Event, _Signs]
    not_so: tuple[str, ...]
    subjects: dict[str, _Subject]
    hardship: tuple[str, ...]


@cache
def _needs() -> _Needs:
    return msgspec.convert(yaml.safe_load(resources.files("analyzer.ledger").joinpath("needs.yaml").read_text("utf-8")), _Needs)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        key: (re.compile("|".join(signs.behind)), re.compile(f"(?:{'|'.join(signs.before)})(?:同志|党员|职工)?$"))
        for key, signs in _needs().events.items()
    }


@cache
def _not_so() -> re.Pattern[str]:
    return re.compile("|".join(_needs().not_so))


@cache
def _subjects() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    return {key: re.compile("|".join(subject.words)) for key, subject in _needs().subjects.items()}, re.compile("|".join(_needs().hardship))


def subject_name(key: str) -> str:
    """The Chinese name of a difficulty's subject."""
    return _needs().subjects[key].name


def needs(report: Report) -> tuple[Need, ...]:
    """The events in a record that call for a talk with somebody of its header, each once, in the order of the text."""
    names = {name for role in names_by_role(report).values() for name in role}
    absent = report.record.fields.get("absent")
    words = f"{absent.value if absent else ''}\n{report.text or ''}"
    found = (Need(event, person(name, report.record.branch or "")) for event, name in _events(words, names))
    return tuple(dict.fromkeys(found))


def difficulties(report: Report) -> tuple[Difficulty, ...]:
    """The difficulties that are raised in a talk, each subject once with whether the talk answers it: with help named afterwards."""
    text = report.text or ""
    last_help = max((part.start for part in report.sentences if part.aspect == Aspect.SUPPORT), default=-1)
    answered: dict[str, bool] = {}
    for part in report.sentences:
        if part.specific and part.aspect in PERSONAL:
            for subject in _subjects_of(text[part.start : part.end]):
                answered[subject] = part.start < last_help
    return tuple(Difficulty(subject, met) for subject, met in answered.items())


def _events(text: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The events that befell some people, as (event, name)."""
    known = sorted(names, key=len, reverse=True)
    places = list(re.finditer("|".join(map(re.escape, known)), text)) if known else []
    for number, place in enumerate(places):
        until = places[number + 1].start() if number + 1 < len(places) else len(text)
        behind = _STOP.split(text[place.end() : min(place.end() + _REACH, until)])[0]
        before = text[max(place.start() - _BEFORE, 0) : place.start()]
        for event, (later, earlier) in _patterns().items():
            found = later.search(behind)
            befell = found is not None and not _SPEAKS.match(behind) and not _not_so().search(behind[: found.start()])
            if befell or earlier.search(before):
                yield event, place.group()


def _subjects_of(sentence: str) -> tuple[str, ...]:
    """What a sentence tells a difficulty with; empty where it tells of none."""
    subjects, hard = _subjects()
    return tuple(key for key, words in subjects.items() if words.search(sentence)) if hard.search(sentence) else ()
