"""Meetings put together from others: their segments are those that somebody wrote, cut where they were cut."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import numpy as np
import pytest

from analyzer.classifying.encoder import widened
from analyzer.types.labels import RecordType
from corpus.guideline.meetings import MANY_SEGMENTS
from corpus.records import load_records
from models.training.examples import Example, examples
from models.training.splices import splices


@pytest.fixture(scope="module")
def meetings() -> list[Example]:
    """Some meetings of two styles, each sentence with its number in a column as an encoder would add it."""
    records = [record for style in ("bank", "school") for record in load_records(style) if record.record_type is RecordType.MEETING][::3]
    found, first = [], 0
    for example in examples(records):
        numbers = np.arange(first, first := first + len(example.units), dtype=np.float32)
        found.append(msgspec.structs.replace(example, features=widened(example.features, numbers[:, None])))
    return found


def test_segments_stay_whole_and_within_their_style(meetings: list[Example]) -> None:
    """Every segment of a splice is one of a meeting of the style, its words untouched; what counts as one purpose is not put beside itself; there are no more than were."""
    written = {
        (example.record.style, segment.activity, tuple(sentence.rstrip("\n") for sentence in segment.sentences))
        for example in meetings
        for segment in example.segments
    }
    lengths = {example.record.id: len(example.segments) for example in meetings}
    made = splices(meetings)
    assert len(made) > len(meetings)
    for splice in made:
        assert splice.spliced
        assert not splice.whole
        assert not splice.taught.any()
        assert not splice.grades
        for segment in splice.segments:
            assert (splice.record.style, segment.activity, tuple(sentence.rstrip("\n") for sentence in segment.sentences)) in written
        activities = [segment.activity for segment in splice.segments]
        assert all(one is not other or one in MANY_SEGMENTS for one, other in pairwise(activities))
        of = splice.record.id.split("+")[0]
        assert len(splice.segments) <= lengths[of]
    assert any(one.activity is other.activity for splice in made for one, other in pairwise(splice.segments))


def test_columns_of_an_encoder_stay_with_their_sentences(meetings: list[Example]) -> None:
    """The last column of each unit of a splice is the number of the sentence that it was."""
    said = {
        int(number): example.aligned.text[slice(*unit)].strip()
        for example in meetings
        for unit, number in zip(example.units, example.features.dense[:, -1], strict=True)
    }
    for splice in splices(meetings):
        assert splice.features.dense.shape[1] == meetings[0].features.dense.shape[1]
        for unit, number in zip(splice.units, splice.features.dense[:, -1], strict=True):
            assert said[int(number)] == splice.aligned.text[slice(*unit)].strip()


def test_the_same_meetings_give_the_same_splices(meetings: list[Example]) -> None:
    """Training is repeatable."""
    assert [splice.record for splice in splices(meetings)] == [splice.record for splice in splices(meetings)]
