"""Votes in words: «赞成8票，反对9票», «8票赞成，9票反对», «同意十五票», the ballots they were cast on, and whether the motion was carried."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from analyzer.text.numbers import NUMBER, NUMERALS, whole_number

__all__ = ["Ballots", "Tally", "find_ballots", "find_tallies", "find_won", "is_carried"]

_OPTION = "赞成|不赞成|同意|不同意|反对|弃权"
_ITEM = re.compile(
    f"(?<!一致)(?P<word>{_OPTION})(?:票数?|的|者)?[: ]{{0,2}}(?P<n>{NUMBER})(?:[ ]?(?P<unit>[票人名张])|(?=[,、;。:( \n]|$|[弃反不]))"
    f"|(?<![{NUMERALS}第])(?P<m>{NUMBER})[ ]?(?P<one>[票人名张])[ ]?(?:投了?|表示)?(?P<after>{_OPTION})(?!票?[: ]?[{NUMERALS}])"
)
_SIDES = {"赞成": "yes", "同意": "yes", "反对": "no", "不赞成": "no", "不同意": "no", "弃权": "abstain"}
_GAP = re.compile("[,、; 票和与及]{0,3}")
_BALLOTS = re.compile(f"(?P<verb>发出|发放|分发|收回|回收)了?(?:选票|表决票|票)?[: ]?(?P<n>{NUMBER})[ ]?(?:张(?:选票|表决票)?|票)")
_WON = re.compile(f"(?<![{NUMERALS}第])(?P<n>{NUMBER})[ ]?票[^。;\n{NUMERALS}]{{0,12}}(?<!未)(?<!没有)当选")
_FORMER = re.compile("上届|上次|上回|去年|前年|往年")
_NAMED = 20
"""«上届邹平以25票当选»: an earlier vote is named no more characters before."""
_PASSED = re.compile(
    "(?P<not>[未没不缓])?(?:能|有|予|获得?|予以)?(?:表决)?(?:一致)?"
    "(?:通过(?!率|[^。;\n]{0,12}(?:监票|办法|名单))|当选|(?:决定|决议|同意|大会|会议)[^。;\n不未没缓暂]{0,5}(?:接收|吸收|按期转|转正|转为|列为|确定为))"
)
_FAILED = re.compile("未[获能予]|不予|否决|没有?通过")
_NEAR = 60
_JOINED = 3
"""«发出选票15张，收回15张»: what follows within so many characters tells of the same ballots."""


class Tally(msgspec.Struct, frozen=True):
    """One vote, `start` to `end` in the text searched; `no` and `abstain` are None where no number is given for them."""

    start: int
    end: int
    yes: int
    no: int | None
    abstain: int | None

    @property
    def cast(self) -> int:
        """All votes that are counted in it."""
        return self.yes + (self.no or 0) + (self.abstain or 0)


class Ballots(msgspec.Struct, frozen=True):
    """Ballots handed out, or collected (`back`)."""

    start: int
    end: int
    number: int
    back: bool


def find_tallies(text: str, start: int, end: int) -> Iterator[Tally]:
    """The votes told in `text[start:end]`: options in a row, each once, with one for it; heads alone («同意2人») are no vote."""
    found: list[tuple[str, int, re.Match[str]]] = []
    for match in _ITEM.finditer(text, start, end):
        number = whole_number(match["n"] or match["m"])
        if number is None:
            continue
        side = _SIDES[match["word"] or match["after"]]
        follows = found and _GAP.fullmatch(text, found[-1][2].end(), match.start()) and side not in {other for other, _, _ in found}
        if found and not follows:
            yield from _tally(found)
            found = []
        found.append((side, number, match))
    yield from _tally(found)


def _tally(found: list[tuple[str, int, re.Match[str]]]) -> Iterator[Tally]:
    votes = {side: number for side, number, _ in found}
    if "yes" not in votes or (len(found) == 1 and "票" not in (found[0][2]["unit"], found[0][2]["one"])):
        return
    yield Tally(found[0][2].start(), found[-1][2].end(), votes["yes"], votes.get("no"), votes.get("abstain"))


def find_ballots(text: str, start: int, end: int) -> Iterator[Ballots]:
    """The counts of ballots told in `text[start:end]`; forms of other kinds (问卷、征求意见表) are none."""
    last = -_JOINED - 1
    for match in _BALLOTS.finditer(text, start, end):
        number = whole_number(match["n"])
        if number is not None and ("票" in match.group() or match.start() - last <= _JOINED):
            last = match.end()
            yield Ballots(match.start(), match.end(), number, match["verb"] in ("收回", "回收"))


def find_won(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of the votes that somebody was elected with in `text[start:end]`."""
    for match in _WON.finditer(text, start, end):
        number = whole_number(match["n"])
        if number is not None and not _FORMER.search(text, max(start, match.start() - _NAMED), match.start()):
            yield match.start(), match.end(), number


def is_carried(text: str, start: int, end: int) -> bool:
    """Whether the words after a vote, within `text[start:end]`, say that the motion was carried."""
    stop = min(start + _NEAR, end)
    if _FAILED.search(text, max(text.rfind(mark, 0, start) for mark in "。;\n") + 1, start):
        return False
    following = _ITEM.search(text, start, stop)
    said = _PASSED.search(text, start, following.start() if following else stop)
    return said is not None and said["not"] is None
