"""The people of a corpus record are told from common words, and give way to those of the row."""

from __future__ import annotations

import datetime

from corpus.ledger.casting import content_of, recast
from corpus.ledger.people import people_of, speaks
from corpus.ledger.rows import Draft
from corpus.ledger.texts import Part, Passage, Text
from corpus.records import load_record
from tests.corpus.written import talk

NOON = datetime.datetime(2025, 3, 4, 12)  # noqa: DTZ001
HEADER = "谈话时间：2024年3月5日\n谈话人：教导员 栗文斌\n谈话对象：社区民警\n"
SENTENCES = [
    {"text": "栗文斌问起家里，孟鹤年说老人住院了。\n", "aspect": "life", "specific": True},
    {"text": "谈话对象也提到孟鹤年垫了四十块。\n", "aspect": "work", "specific": True},
]
RECORD = load_record(talk(header=HEADER, sentences=SENTENCES))


def draft(talker: str, talkee: str, *present: str) -> Draft:
    """A row that tells the record."""
    parts = tuple(Part((), (Passage(text, 0),)) for text in RECORD.texts())
    return Draft("r1", "talk", NOON, NOON, NOON, "走廊", Text(RECORD, parts, mixed=False), talker=talker, talkee=talkee, present=present)


def test_full_names_are_people_and_common_words_are_not() -> None:
    """«谈话», «社区民警» and other words of a header would otherwise be replaced all over the text."""
    assert people_of(load_record(talk(header="主持：本支部\n记录：谈话记录\n"))) == {}
    assert set(people_of(RECORD)) <= {"栗文斌", "孟鹤年"}
    assert "孟鹤年" in people_of(RECORD)


def test_people_give_way_throughout() -> None:
    """The talker's name and a speaker's, each to one person; nothing else changes."""
    content = content_of(draft("钱安邦", "赵若珊", "周正征"), [{"栗文斌": "talker", "孟鹤年": "speaker"}])
    assert content == "钱安邦问起家里，周正征说老人住院了。\n谈话对象也提到周正征垫了四十块。\n"


def test_a_copy_swaps_names_at_once() -> None:
    """Two people who change places are not merged into one."""
    source, copy = draft("钱安邦", "赵若珊"), draft("赵若珊", "钱安邦")
    source.content = "钱安邦找赵若珊谈，赵若珊说钱安邦讲得对。"
    assert recast(source, copy) == "赵若珊找钱安邦谈，钱安邦说赵若珊讲得对。"


def test_who_speaks() -> None:
    """With or without 同志; being named is not speaking."""
    assert speaks("周正征", "周正征同志提出，换轴。")
    assert not speaks("周正征", "给周正征报销。")
