"""What a unit of text looks like to the linear models: hashed n-grams and words, and a short row of readable numbers.

A unit is a sentence or a dialogue turn. Its hashed features are its own character 1–3-grams, words and word pairs, the words of the unit before
and of the unit after it, and its first and last words by position; each counts once a unit. A model knows only those that its `Vocabulary` has,
and scales rows to length one, so that a long unit weighs no more than a short one.
"""

from __future__ import annotations

import re

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.lexicon import Lexicon
from analyzer.text.hashing import HashedText, mixed
from analyzer.text.tokens import cut

__all__ = ["BUCKET_BITS", "DENSE_NAMES", "Features", "Units", "character_features", "dense_names", "featurize"]

BUCKET_BITS = 20
_MASK = np.uint64(2**BUCKET_BITS - 1)

Units = list[tuple[int, int]]
Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

_FIRST_HAN, _LAST_HAN = np.uint64(0x4E00), np.uint64(0x9FFF)
_OWN, _WORD, _PAIR, _BEFORE, _AFTER, _FIRST, _LAST = range(1, 8)

DENSE_NAMES = (
    "bias", "position", "is_first", "is_last", "short", "long", "question", "quoted", "book_title", "digits", "many_digits", "money", "date",
    "clock", "numbered", "heading", "turn", "asker", "answerer", "first_person", "second_person", "third_person", "person_name",
    "speaker_says", "exclaims", "colon", "line_start", "starts_meeting_says", "parallel_commas", "list_marks", "percent",
)  # fmt: skip

_SHAPES = (
    ("question", re.compile("[?]|吗|呢[。,]|什么|怎么|如何|咋|啥")),
    ("quoted", re.compile('[“「"]')),
    ("digits", re.compile("[0-9]")),
    ("many_digits", re.compile("(?:[0-9][^0-9]{0,20}){4}")),
    ("money", re.compile("[0-9一二三四五六七八九十百千万]+[多余]?(?:元|万|块|亩|斤|吨|台|件|户|公里|米)")),
    (
        "date",
        re.compile(
            "[0-9一二三四五六七八九十]{1,3}月|周[一二三四五六日]|去年|今年|上周|下周|昨[天晚]|明[天年]|前[天年]|月底|上个?月|年初|年底"
        ),
    ),
    ("clock", re.compile("[0-9]{1,2}[:点时][0-9半]?|夜里|凌晨|早上|晚上|半夜")),
    (
        "numbered",
        re.compile(
            "^[ \t]*(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十0-9]{1,2}[)]|[0-9]{1,2}[、.)](?![0-9])|第[一二三四五六七八九十][项个是,、]|[①-⑳]|议题[一二三四五六0-9]|[0-9]{1,2}:[0-9]{2}[ ])"
        ),
    ),
    ("first_person", re.compile("我|俺|咱|本人")),
    ("second_person", re.compile("你|您")),
    ("third_person", re.compile("该同志|其[本在表认对]|他|她|对方")),
    (
        "person_name",
        re.compile(
            "(?:老|小|大)[\u4e00-\u9fff](?=[^\u4e00-\u9fff]|[说讲的提问在把去是同])|[\u4e00-\u9fff](?:某某?|工|总|师傅|书记|主任|科长|队长|所长|老师|教授|医生|班长|同志)"
        ),
    ),
    ("speaker_says", re.compile("(?:说|认为|提出|表示|指出|讲|谈到|问|回答|建议|补充|汇报|介绍|举例)[,:]?")),
    ("starts_meeting_says", re.compile("^[ \t]*(?:会议|大家|全体|与会|同志们|支部)")),
    ("list_marks", re.compile("一是|二是|首先|其次|第一[,,]|第二[,,]|(?:[^、]{2,8}、){3}")),
    ("percent", re.compile("[0-9]%|百分之|[0-9]+/[0-9]+|[0-9]+[人名票次]")),
)
_TURN = re.compile("[ \t]*([^:\n]{1,14}?)[ ]?:")
_ASKS = re.compile("问|谈话人|A$|甲$|书记|主任|所长|队长|领导")
_ANSWERS = re.compile("答|谈话对象|被谈|B$|乙$")


class Features(msgspec.Struct, frozen=True):
    """The units of one text: `indices[offsets[u]:offsets[u + 1]]` are the buckets (or the columns of a vocabulary) of unit u, `dense[u]` its
    readable numbers, `groups[u]` its lexicon groups. `squares` are the squared weights of the indices; before a vocabulary is applied, ones.
    """

    indices: Indices
    offsets: Indices
    dense: Floats
    groups: Floats
    squares: Floats


def dense_names(lexicon: Lexicon) -> tuple[str, ...]:
    """The names of the dense columns: the shapes, then one for each lexicon group, then the groups of the neighbours."""
    return (*DENSE_NAMES, *lexicon.names, *(f"{name}<" for name in lexicon.names), *(f"{name}>" for name in lexicon.names))


def featurize(hashed: HashedText, units: Units, lexicon: Lexicon) -> Features:
    """The features of each unit of a cleaned text; there is at least one unit."""
    starts, ends = _edges(units)
    groups = _group_counts(hashed, starts, ends, lexicon)
    before = np.vstack([np.zeros_like(groups[:1]), groups[:-1]])
    after = np.vstack([groups[1:], np.zeros_like(groups[:1])])
    dense = np.hstack([_shapes(hashed.text, units), groups, before, after])
    parts = [_character_grams(hashed, *_positions(starts, ends), ends), *_word_parts(hashed, starts, ends)]
    return _gathered(parts, dense, groups)


def character_features(hashed: HashedText, units: Units) -> Features:
    """The character n-grams of each unit, and of the readable numbers the bias alone."""
    starts, ends = _edges(units)
    bias = np.ones((len(units), 1), dtype=np.float32)
    return _gathered([_character_grams(hashed, *_positions(starts, ends), ends)], bias, bias[:, :0])


def _edges(units: Units) -> tuple[Indices, Indices]:
    return np.array([start for start, _ in units], dtype=np.int64), np.array([end for _, end in units], dtype=np.int64)


def _gathered(parts: list[tuple[Indices, Indices]], dense: Floats, groups: Floats) -> Features:
    """Pairs of owners and buckets as features, each bucket once a unit."""
    owners = np.concatenate([owner for owner, _ in parts])
    buckets = np.concatenate([bucket for _, bucket in parts])
    every = np.sort(owners << BUCKET_BITS | buckets)
    once = every[np.concatenate([[True], every[1:] != every[:-1]])]
    offsets = np.zeros(len(dense) + 1, dtype=np.int64)
    np.cumsum(np.bincount(once >> BUCKET_BITS, minlength=len(dense)), out=offsets[1:])
    return Features(once & (2**BUCKET_BITS - 1), offsets, dense, groups, np.ones(len(once), dtype=np.float32))


def _positions(starts: Indices, ends: Indices) -> tuple[Indices, Indices]:
    """For every character of every unit: the number of the unit, the place in the text."""
    lengths = ends - starts
    unit_of = np.repeat(np.arange(len(starts)), lengths)
    places = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths) + np.repeat(starts, lengths)
    return unit_of, places


def _bucket(hashes: npt.NDArray[np.uint64], seed: int) -> Indices:
    return (mixed(hashes, seed) & _MASK).astype(np.int64)


def _character_grams(hashed: HashedText, unit_of: Indices, places: Indices, ends: Indices) -> tuple[Indices, Indices]:
    owners, buckets = [], []
    for size in (1, 2, 3):
        inside = places + size <= ends[unit_of]
        begin = places[inside]
        owners.append(unit_of[inside])
        buckets.append(_bucket(hashed.stretches(begin, begin + size), _OWN))
    return np.concatenate(owners), np.concatenate(buckets)


def _word_parts(hashed: HashedText, starts: Indices, ends: Indices) -> list[tuple[Indices, Indices]]:
    """Own words, word pairs, the neighbours' words, the first and last three words."""
    begin = int(starts[0])
    lengths = np.fromiter(map(len, cut(hashed.text[begin : int(ends[-1])])), dtype=np.int64)
    last = begin + np.cumsum(lengths)
    first = last - lengths
    unit_of = np.searchsorted(starts, first, side="right") - 1
    codes = hashed.codes[first]
    kept = (last <= ends[unit_of]) & ((lengths > 1) | ((codes >= _FIRST_HAN) & (codes <= _LAST_HAN)))
    first, last, unit_of = first[kept], last[kept], unit_of[kept]
    if not len(first):
        return []
    words = hashed.stretches(first, last)
    own = _bucket(words, _WORD)
    same = unit_of[1:] == unit_of[:-1]
    with np.errstate(over="ignore"):
        pairs = words[:-1][same] * np.uint64(31) + words[1:][same]
    before = unit_of + 1 < len(starts)
    after = unit_of > 0
    changes, edge = unit_of[3:] != unit_of[:-3], np.ones(min(3, len(unit_of)), dtype=bool)
    opening, closing = np.concatenate([edge, changes]), np.concatenate([changes, edge])
    return [
        (unit_of, own),
        (unit_of[1:][same], _bucket(pairs, _PAIR)),
        (unit_of[before] + 1, _bucket(words[before], _BEFORE)),
        (unit_of[after] - 1, _bucket(words[after], _AFTER)),
        (unit_of[opening], _bucket(words[opening], _FIRST)),
        (unit_of[closing], _bucket(words[closing], _LAST)),
    ]


def _group_counts(hashed: HashedText, starts: Indices, ends: Indices, lexicon: Lexicon) -> Floats:
    """How often each lexicon group occurs in each unit, damped: log2(1 + n) / 2."""
    matches = lexicon.find(hashed)
    unit = np.searchsorted(starts, matches.starts, side="right") - 1
    inside = (unit >= 0) & (matches.ends <= ends[np.maximum(unit, 0)])
    width = len(lexicon.names)
    counts = np.bincount(unit[inside] * width + matches.groups[inside], minlength=len(starts) * width)
    damped: Floats = (np.log2(1.0 + counts) / 2).astype(np.float32).reshape(len(starts), width)
    return damped


def _shapes(text: str, units: Units) -> Floats:
    dense = np.zeros((len(units), len(DENSE_NAMES)), dtype=np.float32)
    column = {name: number for number, name in enumerate(DENSE_NAMES)}
    last = len(units) - 1
    for number, (start, end) in enumerate(units):
        words = text[start:end]
        row = dense[number]
        row[column["bias"]] = 1.0
        row[column["position"]] = number / last if last else 0.0
        row[column["is_first"]] = number == 0
        row[column["is_last"]] = number == last
        row[column["short"]] = len(words) <= 12
        row[column["long"]] = min(len(words), 120) / 120
        row[column["heading"]] = len(words) <= 24 and words[-1] not in "。!?;"
        row[column["line_start"]] = start == 0 or text[start - 1] in "\n \t"
        row[column["book_title"]] = "《" in words
        row[column["exclaims"]] = "!" in words
        row[column["colon"]] = ":" in words
        row[column["parallel_commas"]] = min(words.count(",") + words.count("、"), 8) / 8
        turn = _TURN.match(words)
        if turn:
            row[column["turn"]] = 1.0
            row[column["asker"]] = _ASKS.search(turn[1]) is not None
            row[column["answerer"]] = _ANSWERS.search(turn[1]) is not None
        for name, shape in _SHAPES:
            if shape.search(words):
                row[column[name]] = 1.0
    return dense
