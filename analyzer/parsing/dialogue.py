"""The two who speak by turns in a talk that was written down word by word, or in a chat."""

from __future__ import annotations

import re

from analyzer.parsing.fields.names import OFFICE_AT_END, is_named
from analyzer.parsing.found import Found
from analyzer.parsing.labels import labels
from analyzer.text.sentences import CLOCK

__all__ = ["find_speakers"]

_WHO = "[^\\s:,;。?!()\\[\\]0-9]{1,8}"
_TURN = re.compile(f"^[ \t]*(?:[\\[(]?{CLOCK}[\\])]?[ ]*(?P<a>{_WHO}):|(?P<b>{_WHO})[ ]+{CLOCK}[ ]*$|(?P<c>{_WHO}):)", re.MULTILINE)
_FEWEST_TURNS = 3
_PARTNERS = ("talker", "talkee")


def find_speakers(found: Found, text: str, start: int, end: int) -> None:
    """Adds the partner of a talk whom no label names, where exactly two names speak by turns in `text[start:end]` and one of them is the other partner.

    Where neither is known yet, the one whom the chat calls by his office («张书记») is the talker.
    """
    missing = [key for key in _PARTNERS if key not in found]
    first = _two(text, start, end) if missing else {}
    if len(first) != len(_PARTNERS):
        return
    known = next((found[key][0] for key in _PARTNERS if key in found), None)
    ours = [name for name in first if (OFFICE_AT_END.search(name) is not None if known is None else _same(known, name))]
    if len(ours) != 1:
        return
    other = next(name for name in first if name not in ours)
    talker, talkee = (other, ours[0]) if missing == ["talker"] else (ours[0], other)
    for key, name in (("talker", talker), ("talkee", talkee)):
        found.setdefault(key, (name, first[name], first[name] + len(name)))


def _two(text: str, start: int, end: int) -> dict[str, int]:
    """The names that speak in `text[start:end]`, each with the place where it first does; none unless there are enough turns."""
    names: dict[str, int] = {}
    turns = 0
    for match in _TURN.finditer(text, start, end):
        group = str(match.lastgroup)
        name = match[group]
        if is_named(name) and name not in labels().key_of:
            names.setdefault(name, match.start(group))
            turns += 1
    return names if turns >= _FEWEST_TURNS else {}


def _same(known: str, name: str) -> bool:
    """Whether a speaker is the one whom a field names: the same words, or one surname where either is called by office or surname alone."""
    bare = re.sub("\\([^()]*\\)", "", known).split()[-1]
    return bare in name or name in bare or (bare[0] == name[0] and any(OFFICE_AT_END.search(one) for one in (bare, name)))
