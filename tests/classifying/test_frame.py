"""Outer lines of a record, and how what models say of them moves the bounds of its body."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.classifying.frame import UNFRAMED, Frame, Odds, frame_features, outer_lines, read_frame
from analyzer.classifying.models import load_models
from analyzer.classifying.shapes import Units
from analyzer.parsing.body import body_bounds
from analyzer.text.alignment import clean

_TEXT = "谈心记\n组长找小孔 在库房\n小孔说家里老人病了。\n组长当场给他调了班。\n守田记\n"


def _framed(text: str, header: list[float], footer: list[float]) -> Frame:
    lines, _ = outer_lines(text)
    return _read(lines, header, footer, len(lines))


def _read(lines: Units, header: list[float], footer: list[float], top: int) -> Frame:
    return Frame(lines, top, lambda numbers: [Odds(header[number], footer[number]) for number in numbers])


def test_outer_lines_are_the_first_and_the_last_that_say_anything() -> None:
    """Fourteen from the top, six from the bottom, blank lines not counted."""
    lines, numbers = outer_lines("".join(f" 第{number}行 \n\n" for number in range(40)))
    assert numbers == [*range(14), *range(34, 40)]
    assert lines[0] == (1, 4)
    assert outer_lines(" \n\n") == ([], [])


def test_a_line_that_plainly_is_header_or_footer_is_left_out_of_the_body() -> None:
    """Rules take the second line for body; the frame knows better at both ends."""
    begin, stop = body_bounds(_TEXT, 0, len(_TEXT), _framed(_TEXT, [3, 2, -4, -5, -5], [-5, -5, -5, -4, 2]))
    assert _TEXT[begin:stop].strip() == "小孔说家里老人病了。\n组长当场给他调了班。"


def test_a_doubtful_line_stays_where_rules_put_it() -> None:
    """Log odds below the bound move nothing."""
    doubtful = _framed(_TEXT, [0.5] * 5, [0.5] * 5)
    assert body_bounds(_TEXT, 0, len(_TEXT), doubtful) == body_bounds(_TEXT, 0, len(_TEXT), UNFRAMED)


def test_lines_that_were_not_looked_at_end_the_search() -> None:
    """Of a long text the last lines go, however much they look like signatures; what stands between the first lines and the last stays."""
    text = "".join(f"第{number}句说了一件事。\n" for number in range(30)) + "王强记\n" * 6
    lines, _ = outer_lines(text)
    frame = _read(lines, [-5.0] * 20, [-5.0] * 13 + [3.0] * 7, 14)
    begin, stop = body_bounds(text, 0, len(text), frame)
    assert text[begin:stop].strip().endswith("第29句说了一件事。")


def test_lines_of_white_space_cost_no_more_than_others() -> None:
    """A line of many tabs is passed over once."""
    assert outer_lines("\t" * 200_000 + "\n记\n") == ([(200_001, 200_002)], [0])


@given(
    st.text(alphabet=st.sampled_from("会议。:\n 记录人张三1"), min_size=1, max_size=80),
    st.lists(st.floats(-9, 9), min_size=40, max_size=40),
    st.lists(st.floats(-9, 9), min_size=40, max_size=40),
)
def test_no_frame_empties_a_body(text: str, header: list[float], footer: list[float]) -> None:
    """Whatever models say, a record that has words has a body with words, within the text."""
    lines, _ = outer_lines(text)
    begin, stop = body_bounds(text, 0, len(text), _framed(text, header[: len(lines)], footer[: len(lines)]))
    assert 0 <= begin <= stop <= len(text)
    assert bool(text[begin:stop].strip()) == bool(text.strip())


def test_the_shipped_model_reads_a_note_by_its_lines() -> None:
    """One score a line and kind, finite; a signature under the last sentence looks more like a footer than the sentence does."""
    frame = read_frame(clean(_TEXT), load_models())
    odds = [frame.odds(number) for number in range(5)]
    assert len(frame.lines) == frame.top == 5
    assert np.isfinite(odds).all()
    assert odds[-1].footer > odds[-2].footer
    assert odds[0].header > odds[2].header


def test_a_line_looks_alike_alone_and_among_others() -> None:
    """Where a line stands, how long it is beside others and whether they share its label do not hang on how many are asked for at once."""
    aligned = clean(_TEXT)
    lines, numbers = outer_lines(_TEXT)
    every = frame_features(aligned, lines, numbers)
    some = frame_features(aligned, lines, numbers, [0, 3, 4])
    assert np.array_equal(some.dense, every.dense[[0, 3, 4]])
    assert some.indices[some.offsets[1] : some.offsets[2]].tolist() == every.indices[every.offsets[3] : every.offsets[4]].tolist()


def test_features_know_where_a_line_stands() -> None:
    """Each line has one row; the first differs from the last in its place."""
    lines, numbers = outer_lines(_TEXT)
    features = frame_features(clean(_TEXT), lines, numbers)
    assert len(features.dense) == len(lines)
    assert features.dense[0] != pytest.approx(features.dense[-1])
