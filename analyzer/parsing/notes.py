"""Short notes on talks, one below the other, each of which opens with its date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analyzer.parsing.form_lines import NUMBER, FormLine, dated

__all__ = ["note_starts"]

_TALK = re.compile(
    "(?P<before>[^。?!:;\n]{0,24}?)(?:[与和同跟找约对向](?P<partner>[^。,;:?!\n]{2,20}?)(?:进行|开展|作|做)?了?(?:一次)?(?:谈心谈话|谈心|谈话|交谈|聊|谈(?=[了 \t,。:(]))"
    "|(?P<first>[\u4e00-\u9fff]{2,4})[ ]?(?:→|[-—=]{1,2}>)[ ]?(?P<second>[\u4e00-\u9fff]{2,4}))"
)
"""Who talked with whom, right behind the date."""
_TOLD_OF = re.compile("[谈聊→>]")
_MEETING = re.compile("会议|党日|党课|大会|支委会|小组会|生活会|民主评议|学习|述职|总结|汇报|计划")
_COMMON = frozenset(("talker", "recorder", "branch", "title", "type", "id"))
"""Fields above the notes that hold for all of them."""
_ABOVE = 5
_HEADING_WIDTH = 30
_TOLD_WIDTH = 12


class _Note(NamedTuple):
    number: int
    numbered: bool
    partner: str
    told: int


def note_starts(text: str, bounds: Sequence[tuple[int, int]], forms: Mapping[int, FormLine]) -> list[int]:
    """The numbers of the lines with which the second note and all later ones begin; none where the notes are the body of one record.

    They are records where nothing but a heading and fields common to them stands above, each tells something, and they tell of several people.
    """
    notes = [note for number, bound in enumerate(bounds) if (note := _note(text, number, *bound))]
    notes = [note for note in notes if note.numbered == notes[0].numbered]
    if len(notes) < 2 or len({note.partner for note in notes}) < 2 or not _stands_first(text, bounds, forms, notes[0].number):
        return []
    numbers = [*(note.number for note in notes), len(bounds)]
    for note, following in zip(notes, numbers[1:], strict=True):
        below = "".join(text[begin:stop] for begin, stop in bounds[note.number + 1 : following])
        if note.told + len(below.strip()) <= _TOLD_WIDTH:
            return []
    return numbers[1:-1]


def _note(text: str, number: int, start: int, stop: int) -> _Note | None:
    """The note that a line opens."""
    day = dated(text, start, stop) if _TOLD_OF.search(text, start, stop) else None
    talk = _TALK.match(text, day[1], stop) if day else None
    if talk is None:
        return None
    opening = NUMBER.match(text, start, stop)
    numbered = opening is not None and opening.group().strip(" \t#*") != ""
    return _Note(number, numbered, talk["partner"] or talk["second"], stop - talk.end())


def _stands_first(text: str, bounds: Sequence[tuple[int, int]], forms: Mapping[int, FormLine], number: int) -> bool:
    """Whether nothing but a heading and common fields, none of a meeting, stands above a line."""
    above = [(one, text[slice(*bounds[one])].strip()) for one in range(number)]
    above = [(one, words) for one, words in above if words]
    if len(above) > _ABOVE or any(_MEETING.search(words) for _, words in above):
        return False
    return all(
        forms[one].fields.keys() <= _COMMON if one in forms else len(words) <= _HEADING_WIDTH and words[-1] not in "。!?;"
        for one, words in above
    )
