"""Agreement of two labellings, and the datasheet that reports it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import agreement, boundary_f1, kappa, quadratic_kappa, twice_labelled
from corpus.datasheet import DATASHEET, renewed, tables
from corpus.plots import bars
from corpus.records import load_record, load_records
from tests.corpus.written import meeting, talk, write_lines


def test_kappa_of_a_known_table() -> None:
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: the textbook's .40."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(first, second) == pytest.approx(0.4)


def test_quadratic_kappa_forgives_neighbours() -> None:
    """One step off costs less than three."""
    grades = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]
    assert quadratic_kappa(grades, [2, *grades[1:]]) > quadratic_kappa(grades, [4, *grades[1:]])


@given(st.lists(st.integers(1, 5), min_size=1))
def test_whole_agreement_is_one(grades: list[int]) -> None:
    """Whatever the grades."""
    assert kappa(grades, grades) == quadratic_kappa(grades, grades) == 1


def test_boundary_f1_counts_exact_places() -> None:
    """Two of three found, one of them wrong."""
    assert boundary_f1([{3, 9, 12}], [{3, 9, 10}]) == pytest.approx(2 / 3)
    assert boundary_f1([set()], [set()]) == 1


def test_a_labelling_agrees_with_itself() -> None:
    """On every task that the corpus has."""
    found = agreement([(record, record) for record in load_records()])
    assert len(found) == 12
    assert {one.value for one in found} == {1.0}


def test_other_cuts_are_compared_by_place() -> None:
    """The second labeller joins two segments and two sentences: labels are compared where they lie."""
    other = meeting()
    other["segments"] = [
        {"activity": "theory_study", "substance": 0, "sentences": ["学习了全会精神。\n书记讲了党课。\n"]},
        other["segments"][2],
    ]
    found = {one.task: one for one in agreement([(load_record(meeting()), load_record(other))])}
    assert found["环节起点"].value == pytest.approx(2 / 3)
    assert found["环节类别"].units == 3


def test_the_second_labelling_is_matched_by_id_and_text(tmp_path: Path) -> None:
    """Another text under the same id is refused; an id that the corpus lacks is left out."""
    write_lines(tmp_path / "records/mill/talks.jsonl", talk())
    write_lines(tmp_path / "second/one.jsonl", talk(band=2), talk(id="mill-t77"))
    ((first, second),) = twice_labelled(tmp_path / "second", tmp_path / "records")
    assert (first.gold.band, second.gold.band) == (3, 2)
    write_lines(tmp_path / "second/one.jsonl", talk(sentences=[{"text": "别的话。", "aspect": "work", "specific": True}]))
    with pytest.raises(ValueError, match="mill-t01"):
        twice_labelled(tmp_path / "second", tmp_path / "records")


def test_the_datasheet_is_not_stale() -> None:
    """`python -m corpus.datasheet` would change nothing, and each table has its place."""
    written = DATASHEET.read_text(encoding="utf-8")
    assert renewed(written) == written
    assert all(f"<!-- generated:{name} -->" in written for name in tables())


def test_bars_mark_what_is_short() -> None:
    """A value below the needed number has another colour; the numbers are written out."""
    drawn = bars("句数", {"甲": 500, "乙": 1200}, needed=800)
    assert drawn.count("#b85042") == 1
    assert ">1,200<" in drawn
