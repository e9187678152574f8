"""Repetitions, lists of keywords and slogans are set aside; what tells something is not."""

from __future__ import annotations

import pytest

from analyzer.classifying.padding import is_padding
from analyzer.text.alignment import clean
from analyzer.text.sentences import split_sentences
from corpus.records import labelled_text, load_records


def set_aside(text: str) -> list[bool]:
    """For each sentence of a text."""
    words = clean(text).text
    return is_padding(words, split_sentences(words, 0, len(words))).tolist()


@pytest.mark.parametrize(
    "words",
    [
        "两个确立、两个维护、四个意识、四个自信、理想信念、宗旨意识、党性修养。",
        "大家一致表示，要进一步提高政治站位，坚决贯彻落实，切实增强责任感使命感。",
    ],
)
def test_a_slogan_is_set_aside(words: str) -> None:
    """The «四个» in it is no number."""
    assert set_aside(words) == [True]


@pytest.mark.parametrize(
    "words",
    [
        "一、开展批评与自我批评。",
        "老周说他始终坚持夜校学习，去年考下了电工证。",
        "会议传达学习了近期讲话精神，要求深刻领会。",
        "党费2860元，5月底前由邹平办完落实。",
    ],
)
def test_what_says_something_is_read(words: str) -> None:
    """A heading, a fact in stock words, the bare naming of a study, a task."""
    assert set_aside(words) == [False]


def test_only_the_second_time_is_a_repetition() -> None:
    """Punctuation does not hide it, a part of a long sentence neither; very short words may be said again."""
    assert set_aside("我妈上月住进县医院，夜里我守着。嗯。我妈上月住进县医院,夜里我守着！嗯。") == [False, False, True, False]


def test_no_fact_of_a_person_is_set_aside() -> None:
    """On every open record of the corpus, repetitions apart."""
    lost = []
    for record in load_records():
        text, units = labelled_text(record)
        aligned = clean(text)
        padding = is_padding(aligned.text, [aligned.forth(unit.span) for unit in units])
        lost += [(record.id, one.text) for one, filled in zip(record.sentences, padding, strict=False) if filled and one.specific]
    assert lost == []
