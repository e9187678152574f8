"""Reading time grows with the text, not with its square."""

from __future__ import annotations

import time

import pytest

from analyzer.classifying.frame import read_frame
from analyzer.classifying.models import load_models
from analyzer.parsing import parse_record
from analyzer.text.alignment import clean
from tests.conftest import document

SHORT, LONG = 10_000, 80_000
WORST = (
    "张三、",
    "(",
    "((a",
    "应到",
    "计入党课",
    "☑a",
    "与张三",
    "时间:",
    "|",
    "\n",
    "一、",
    "(张三(李",
    "谈话人:张三 ",
    "【主题】",
    "甲:好\n",
    "3/7 回:",
    "主持人张三\n应到5人\n",
    "\t",
)


def best(text: str) -> float:
    """The shortest of three readings, in seconds."""
    aligned, models = clean(text), load_models()
    times = []
    for _ in range(3):
        start = time.process_time()
        parse_record(document(text), aligned, 0, frame=read_frame(aligned, models))
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", WORST)
def test_eight_times_the_text_takes_no_thirty_times_as_long(piece: str) -> None:
    """A pattern that goes back over what it has read would take sixty-four times as long."""
    short, long = (piece * (length // len(piece)) for length in (SHORT, LONG))
    assert best(long) < 30 * best(short)
