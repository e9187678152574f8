"""What a person should look at before it counts."""

from __future__ import annotations

import pytest

from analyzer.parsing import parse_record
from analyzer.policies import load_policy
from analyzer.scoring import review_reasons
from analyzer.text.alignment import clean
from analyzer.types.labels import Aspect, TalkKind
from analyzer.types.reading import Reading, Sentence, TalkReading
from analyzer.types.span import Span
from tests.conftest import document

POLICY = load_policy()


@pytest.mark.parametrize(
    ("aspect", "specific", "generic", "doubtful"),
    [
        (Aspect.LIFE, True, True, True),
        (Aspect.REFLECTION, True, True, True),
        (Aspect.LIFE, False, True, False),
        (Aspect.SUGGESTION, True, True, False),
        (Aspect.LIFE, True, False, False),
    ],
)
def test_a_generic_talk_with_a_fact_of_the_person_is_looked_at(aspect: Aspect, specific: bool, generic: bool, doubtful: bool) -> None:
    """A sentence that says what the whole denies is a reason; stock sentences and suggestions on the branch are none."""
    sentence = Sentence(Span(0, 5), aspect, specific, 0.9, 0.9)
    reading = Reading(2.0, 1.0, (), 0.0, sentences=(sentence,), talk=TalkReading(1 if generic else 2, TalkKind.CARE, generic, 1.0))
    talk = document("谈心谈话\n孩子住院。\n")
    reasons = review_reasons(talk, parse_record(talk, clean(talk.text), 0), reading, (), POLICY)
    assert any("判为泛泛" in reason for reason in reasons) == doubtful
