"""The people of a branch, and the people of a corpus record who give way to them."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from analyzer.parsing.fields.people import names_in
from analyzer.parsing.records import parse_record
from analyzer.text.alignment import clean
from analyzer.types.document import Document, Source
from corpus.records import LabelledRecord, labelled_text

__all__ = ["Branch", "Group", "Naming", "people_of", "speaks", "words"]

_SPEECH = "说|提出|认为|表示|汇报|介绍|发言|补充|反映|建议|谈到|指出|检讨|问|答|讲|:|："
_ROLES = ("host", "recorder", "talker", "talkee")


class Group(msgspec.Struct, frozen=True):
    """A party group (党小组)."""

    leader: str
    members: tuple[str, ...]


class Branch(msgspec.Struct, frozen=True):
    """A branch with its people; `officers` are the committee: secretary first, the recorder of its meetings last."""

    name: str
    style: str
    members: tuple[str, ...]
    officers: dict[str, str]
    groups: tuple[Group, ...]

    @property
    def committee(self) -> tuple[str, ...]:
        """The members of the committee, the secretary first."""
        return tuple(self.officers.values())


@cache
def words() -> dict[str, Any]:
    """The invented names, units and places."""
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
    return data


class Naming:
    """Gives names that occur nowhere in the corpus, each once a branch."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._used = frozenset(text[place : place + 3] for text in texts for place in range(len(text) - 2))

    def members(self, count: int, rng: random.Random) -> tuple[str, ...]:
        """`count` different names."""
        found: dict[str, None] = {}
        while len(found) < count:
            name = rng.choice(words()["surnames"]) + rng.choice(words()["given"]) + rng.choice(words()["given"])
            if name not in self._used and name[1] != name[2]:
                found[name] = None
        return tuple(found)


@cache
def _name() -> str:
    """The pattern of a full name: a known surname and one or two characters."""
    single = words()["surnames"] + words()["rare_surnames"]
    return rf"(?:{'|'.join(words()['compound_surnames'])}|[{single}])[\u4e00-\u9fff]{{1,2}}"


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[。；;，,、\n“”]))({_name()})(?=(?:同志)?(?:{_SPEECH}))")


def _person(word: str) -> bool:
    """Whether a word of a header, or before a verb of speech, is a full name; rather none than a common word, which would be replaced everywhere."""
    return len(word) > 2 and re.fullmatch(_name(), word) is not None and re.search(words()["no_names"], word) is None


def people_of(record: LabelledRecord) -> dict[str, str]:
    """The full names of three characters and more that a record gives its people, with the role: host, recorder, talker, talkee, or speaker."""
    text, _ = labelled_text(record)
    parsed = parse_record(Document(text, Source(record.id, "text", "")), clean(text), 0)
    roles: dict[str, str] = {}
    for role in _ROLES:
        for name in filter(_person, names_in(parsed.value(role))[:1]):
            roles.setdefault(name, role)
    others = [*names_in(parsed.value("attendees"), parsed.value("absent"), parsed.value("observers"))]
    others += [name for sentence in record.texts() for name in _spoken().findall(sentence)]
    for name in filter(_person, others):
        if not any(name in known or known in name for known in roles):
            roles[name] = "speaker"
    return roles


def speaks(name: str, text: str) -> bool:
    """Whether a text lets a person speak."""
    return re.search(rf"{name}(?:同志)?(?:{_SPEECH})", text) is not None
