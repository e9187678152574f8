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
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[。；;，,、\n“”]))([{words()['surnames']}][\u4e00-\u9fff]{{2}})(?=(?:同志)?(?:{_SPEECH}))")


def people_of(record: LabelledRecord) -> dict[str, str]:
    """The names that a record gives its people, each with the role: host, recorder, talker, talkee, or speaker."""
    text, _ = labelled_text(record)
    parsed = parse_record(Document(text, Source(record.id, "text", "")), clean(text), 0)
    roles: dict[str, str] = {}
    for role in _ROLES:
        for name in names_in(parsed.value(role))[:1]:
            roles.setdefault(name, role)
    others = [*names_in(parsed.value("attendees"), parsed.value("absent"), parsed.value("observers"))]
    others += [name for sentence in record.texts() for name in _spoken().findall(sentence)]
    for name in others:
        if not any(name in known or known in name for known in roles):
            roles[name] = "speaker"
    return roles


def speaks(name: str, text: str) -> bool:
    """Whether a text lets a person speak."""
    return re.search(rf"{name}(?:同志)?(?:{_SPEECH})", text) is not None
