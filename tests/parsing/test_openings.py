"""What the first words of a document tell, learned and by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.classifying.models import Models, Reader
from analyzer.classifying.opening import UNREAD, Opening, read_opening
from analyzer.interpreting import out_of_domain
from analyzer.parsing import parse_record
from analyzer.text.alignment import clean
from analyzer.types.labels import RecordType
from corpus.records import LabelledRecord, labelled_text, load_records
from corpus.strangers import load_strangers
from models.training.opening import learn_opening
from models.training.settings import Settings
from tests.conftest import document

HELD = ("students", "hospital")


@pytest.fixture(scope="module")
def records() -> list[LabelledRecord]:
    """The corpus."""
    return list(load_records())


@pytest.fixture(scope="module")
def models(records: list[LabelledRecord]) -> Models:
    """Models that have learned openings alone, and not from the held styles."""
    opening, familiar = learn_opening([record for record in records if record.style not in HELD], load_strangers(), Settings())
    nothing = Reader(opening.vocabulary, {})
    return Models(nothing, nothing, {}, opening.vocabulary.rarity, {}, {}, "", opening, familiar)


def test_unseen_styles_are_told_apart_and_not_refused(records: list[LabelledRecord], models: Models) -> None:
    """With the model, 97 of 100 records of styles that it has not seen have their type, and all are judged."""
    held = [record for record in records if record.style in HELD]
    right = 0
    for record in held:
        text, _ = labelled_text(record)
        aligned = clean(text)
        opening = read_opening(aligned, models)
        found = parse_record(document(text), aligned, 0, opening)
        right += found.type is record.record_type
        assert not out_of_domain(aligned, found, opening), record.id
    assert right >= 0.97 * len(held)


def test_strangers_that_were_learned_are_refused(models: Models) -> None:
    """Contracts, recipes, counselling, other people's meetings: all but one in thirty."""
    judged = []
    for stranger in load_strangers():
        aligned = clean(stranger.text)
        opening = read_opening(aligned, models)
        if not out_of_domain(aligned, parse_record(document(stranger.text), aligned, 0, opening), opening):
            judged.append(stranger.id)
    assert len(judged) <= len(list(load_strangers())) / 30, judged


def test_terse_honest_records_are_judged_by_rules_alone() -> None:
    """No model, an odd date, no form: still a talk."""
    text = "2024年正月十八，匡永秀在邱家田埂上跟邱德顺谈，易晓棠补记\n邱德顺说秧田漏水，婆娘又住院，我喊小川明天开三轮去拉水管。\n"
    aligned = clean(text)
    found = parse_record(document(text), aligned, 0)
    assert found.type is RecordType.TALK
    assert not out_of_domain(aligned, found, UNREAD)
    assert {field.key: field.value for field in found.fields}["date"] == "2024"


def test_what_the_model_says_moves_both_decisions() -> None:
    """The evidence adds up: enough of it turns a doubtful type, and refuses a doubtful record."""
    text = "3月5日 车间\n大家说了说自己的事，散了。\n"
    aligned = clean(text)
    types = [parse_record(document(text), aligned, 0, Opening(lean, 0.0)).type for lean in (-5.0, 5.0)]
    assert types == [RecordType.MEETING, RecordType.TALK]
    found = parse_record(document(text), aligned, 0)
    assert [out_of_domain(aligned, found, Opening(0.0, strange)) for strange in (-5.0, 5.0)] == [False, True]


@given(st.text(max_size=300))
def test_any_text_is_parsed(text: str) -> None:
    """The body lies inside the text, fields quote it, nothing fails."""
    aligned = clean(text)
    found = parse_record(document(text), aligned, 0)
    assert 0 <= found.body.start <= found.body.end <= len(text)
    assert all(field.span is None or field.span.end <= len(text) for field in found.fields)


@given(
    st.lists(
        st.sampled_from(
            [
                "时间：",
                "应到",
                "17人",
                "（",
                "）",
                "主持",
                "张三",
                "、",
                "|",
                "\n",
                " ",
                "#",
                "☑党课",
                "暨",
                "计入",
                "2024年",
                "记",
                "。",
                "与",
                "谈",
            ]
        )
    )
)
def test_any_heap_of_header_words_is_parsed(words: list[str]) -> None:
    """Labels without values, values without labels, brackets that do not close."""
    text = "".join(words)
    aligned = clean(text)
    found = parse_record(document(text), aligned, 0)
    assert all(field.value for field in found.fields)
    assert 0 <= found.body.start <= found.body.end <= len(text)
