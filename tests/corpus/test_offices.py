"""The short records of offices: their marks, their labels, and that nothing learns from them."""

from __future__ import annotations

import pytest

from analyzer.types.labels import Activity, Aspect, RecordType
from corpus.agreement import labelled_again
from corpus.check import check_record
from corpus.guideline.problem import Place
from corpus.offices import OFFICES, load_offices, office_records
from corpus.offices.labels import labelled
from corpus.offices.marks import read_marks
from corpus.splits import sealed_styles, training_styles
from models.evaluation.folds import style_folds

TALK = "{title|谈话记录}\n<<{life:*|小逄说睡不好。}\n{support|书记答应换铺。}>>\n\n#gold=depth:2 kind:care dims:1,3,2,2,1 band:3 findings:missing_element"
MEETING = "<<{party_lecture:2 member|老亓讲了修渠。}{+|大家问了三回。}{business:0|安排了防火。}>>\n\n#gold=type:committee one_pot:0 claimed: dims:3,2,2,1,0 band:2 findings:no_outcome,missing_element"


def test_sentences_carry_their_marks() -> None:
    talk = labelled("offices-t1", RecordType.TALK, read_marks(TALK))
    assert talk.header == "谈话记录\n"
    assert [(one.text, one.aspect, one.specific) for one in talk.sentences] == [
        ("小逄说睡不好。\n", Aspect.LIFE, True),
        ("书记答应换铺。", Aspect.SUPPORT, False),
    ]
    meeting = labelled("offices-m1", RecordType.MEETING, read_marks(MEETING))
    assert [(one.activity, one.substance, one.lecturer, one.sentences) for one in meeting.segments] == [
        (Activity.PARTY_LECTURE, 2, "member", ("老亓讲了修渠。", "大家问了三回。")),
        (Activity.BUSINESS, 0, None, ("安排了防火。",)),
    ]


@pytest.mark.parametrize(
    ("kind", "marked"),
    [
        (RecordType.TALK, TALK.replace("{life:*|小逄说睡不好。}", "小逄说睡不好。")),
        (RecordType.TALK, TALK.replace("}\n{support", "}然后\n{support")),
        (RecordType.TALK, TALK.replace("life:*", "life:**")),
        (RecordType.TALK, TALK.replace("life:*", "living")),
        (RecordType.TALK, TALK.replace(">>", "")),
        (RecordType.MEETING, MEETING.replace("{party_lecture:2 member", "{+")),
    ],
)
def test_a_mark_that_is_none_is_told(kind: RecordType, marked: str) -> None:
    """Rather than read as something else."""
    with pytest.raises(ValueError, match=r"mark|Invalid enum value"):
        labelled("offices-x", kind, read_marks(marked))


def test_the_bodies_are_labelled() -> None:
    """Each body is made of its labelled sentences, and the labels agree with each other; each has a second labelling."""
    records = list(office_records())
    for file in load_offices():
        for record in file.records:
            assert "".join(record.labelled.texts()).strip() == record.body.of(file.text).strip()
            assert record.labelled.record_type is file.kind
    assert [problem for record in records for problem in check_record(Place("", 0, record.id), record)] == []
    assert {record.gold.generic for record in records if record.sentences} == {False, True}
    assert len({record.id for record in records}) == len(labelled_again(records)) == 240


def test_nothing_learns_from_them() -> None:
    """They are tested by what has learned from every open style, and from no sealed one."""
    (fold,) = style_folds(OFFICES)
    assert {record.style for record in fold.tested} == {OFFICES}
    assert {record.style for record in fold.learned} == set(training_styles())
    assert not {record.style for record in fold.learned} & {OFFICES, *sealed_styles()}
