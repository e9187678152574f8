"""The readable numbers of a unit: where it stands, how long it is, what its words look like."""

from __future__ import annotations

import re
from itertools import chain

import numpy as np
import numpy.typing as npt

__all__ = ["DENSE_NAMES", "Units", "edges", "shapes"]

Units = list[tuple[int, int]]
Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

DENSE_NAMES = (
    "bias", "position", "is_first", "is_last", "short", "long", "question", "quoted", "book_title", "digits", "many_digits", "money", "date",
    "clock", "numbered", "heading", "turn", "asker", "answerer", "first_person", "second_person", "third_person", "person_name",
    "speaker_says", "exclaims", "colon", "line_start", "starts_meeting_says", "parallel_commas", "list_marks", "percent",
)  # fmt: skip

_COLUMN = {name: number for number, name in enumerate(DENSE_NAMES)}

_CHARACTERS = {
    "question": "?吗咋啥", "quoted": "“「\"", "book_title": "《", "exclaims": "!", "colon": ":", "digits": "0123456789",
    "first_person": "我俺咱", "second_person": "你您", "third_person": "他她", "speaker_says": "说讲问", "parallel_commas": ",、",
}  # fmt: skip
"""Characters that alone show a shape, but for `parallel_commas`, which are counted."""
_NUMERALS, _HAN = "[0-9一二三四五六七八九十]", "[\u4e00-\u9fff]"
_TITLES = ("师傅", "书记", "主任", "科长", "队长", "所长", "老师", "教授", "医生", "班长", "同志")
_SHAPES = tuple(
    (name, re.compile(words))
    for name, words in (
        ("question", "呢[。,]|什么|怎么|如何"),
        ("many_digits", "[0-9](?:[^0-9\0]{0,20}[0-9]){3}"),
        ("money", "[0-9一二三四五六七八九十百千万][多余]?(?:[元万块亩斤吨台件户米]|公里)"),
        (
            "date",
            f"月(?:底|(?<={_NUMERALS}.))|周[一二三四五六日]|去年|今年|上周|下周|昨[天晚]|明[天年]|前[天年]|上个?月|年初|年底",
        ),
        ("clock", "|".join((*(f"{mark}(?<=[0-9].)" for mark in ":点时"), "夜里", "凌晨", "早上", "晚上", "半夜"))),
        (
            "numbered",
            "\0(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十0-9]{1,2}[)]|[0-9]{1,2}[、.)](?![0-9])|第[一二三四五六七八九十][项个是,、]|[①-⑳]|议题[一二三四五六0-9]|[0-9]{1,2}:[0-9]{2}[ ])",
        ),
        ("first_person", "本人"),
        ("third_person", "该同志|其[本在表认对]|对方"),
        (
            "person_name",
            "|".join(
                (
                    *(f"{calling}{_HAN}(?:[^\u4e00-\u9fff\0]|[说讲的提问在把去是同])" for calling in "老小大"),
                    *(f"{name}(?<={_HAN}.)" for name in "某工总"),
                    *(f"{title}(?<={_HAN}..)" for title in _TITLES),
                )
            ),
        ),
        ("speaker_says", "认为|提出|表示|指出|谈到|回答|建议|补充|汇报|介绍|举例"),
        ("starts_meeting_says", "\0(?:会议|大家|全体|与会|同志们|支部)"),
        ("list_marks", "一是|二是|首先|其次|第一[,,]|第二[,,]|、(?<=[^、\0]{2}、)(?:[^、\0]{2,8}、){2}"),
        ("percent", "|".join((*(f"{mark}(?<=[0-9].)" for mark in "%人名票次"), "/(?<=[0-9].)(?=[0-9])", "百分之"))),
    )
)
"""\0 stands before each unit, and nothing reaches over it. Alternatives open with a character of their own where they can, so that a search stops only there."""
_TURN = re.compile("\0(?=[^:\n\0]{1,15}+:)([^:\n\0]{1,14}?)[ ]?:")
_SPEAKERS = (
    ("asker", re.compile("问|谈话人|A$|甲$|书记|主任|所长|队长|领导")),
    ("answerer", re.compile("答|谈话对象|被谈|B$|乙$")),
)
_MARKED = np.array([_COLUMN[name] for name in (*(name for name, _ in _SHAPES), "turn", *(name for name, _ in _SPEAKERS))])
"""The columns that `_marks` counts."""
_BY_CHARACTER = np.array([_COLUMN[name] for name in _CHARACTERS])
_FLAGS = 1 << np.arange(len(_CHARACTERS), dtype=np.uint16)
_COMMA = _FLAGS[list(_CHARACTERS).index("parallel_commas")]
_SHOWN_BY = np.zeros(2**16, dtype=np.uint16)
for _flag, _characters in zip(_FLAGS, _CHARACTERS.values(), strict=True):
    _SHOWN_BY[list(map(ord, _characters))] |= _flag
_SHORT, _HEADING, _LONG, _PARALLELS = 12, 24, 120, 8


def edges(units: Units) -> tuple[Indices, Indices]:
    """Where each unit begins, and where it ends."""
    both = np.array(units, dtype=np.int64)
    return both[:, 0], both[:, 1]


def shapes(text: str, units: Units, places: Indices | None = None, count: int | None = None) -> Floats:
    """The numbers of `DENSE_NAMES` for each unit (units × names), all within 0–1; there is at least one unit.

    Of units that are a part of `count` others, `places` are the numbers among these.
    """
    places = np.arange(len(units)) if places is None else places
    last = (count or len(units)) - 1
    joined = "".join([f"\0{text[start:end]}" for start, end in units])
    lengths = np.array([end - start for start, end in units])
    behind = (lengths + 1).cumsum()
    dense = np.zeros((len(units), len(DENSE_NAMES)), dtype=np.float32)
    shown = _SHOWN_BY.take(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4"), mode="clip")
    begin = behind - lengths - 1
    dense[:, _BY_CHARACTER] = np.bitwise_or.reduceat(shown, begin)[:, None] & _FLAGS > 0
    ends, counts = _marks(joined)
    dense[behind.searchsorted(ends), _MARKED.repeat(counts)] = 1.0
    commas = np.add.reduceat(shown & _COMMA > 0, begin, dtype=np.int64)
    for name, values in (
        ("bias", 1.0),
        ("position", places / max(1, last)),
        ("is_first", places == 0),
        ("is_last", places == last),
        ("short", lengths <= _SHORT),
        ("long", np.minimum(lengths, _LONG) / _LONG),
        ("heading", [end - start <= _HEADING and text[end - 1] not in "。!?;" for start, end in units]),
        ("line_start", [start == 0 or text[start - 1] in "\n \t" for start, _ in units]),
        ("parallel_commas", np.minimum(commas, _PARALLELS) / _PARALLELS),
    ):
        dense[:, _COLUMN[name]] = values
    return dense


def _marks(joined: str) -> tuple[list[int], list[int]]:
    """What the units show: behind which places of the joined units the shapes show themselves, and how many of these belong to each of `_MARKED`."""
    found = [[match.end() for match in shape.finditer(joined)] for _, shape in _SHAPES]
    turns = list(_TURN.finditer(joined))
    found.append([turn.end() for turn in turns])
    found += [[turn.end() for turn in turns if speaker.search(turn[1])] for _, speaker in _SPEAKERS]
    return list(chain.from_iterable(found)), list(map(len, found))
