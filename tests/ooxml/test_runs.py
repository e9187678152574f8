"""Finding the runs of a stretch of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from analyzer.ooxml import Parts, parse_part, runs_of, walk
from analyzer.ooxml.names import W
from tests.ooxml.documents import cell, paragraph, run, table, tree
from tests.ooxml.test_walk import CHOICE

RUNS = st.lists(
    st.one_of(
        st.text(alphabet="会议记录", min_size=1, max_size=6).map(run),
        st.text(alphabet="会议记录", min_size=1, max_size=6).map(lambda text: f"<w:ins>{run(text)}</w:ins>"),
        st.just("<w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t><w:br/><w:t>丁</w:t></w:r>"),
    ),
    max_size=4,
).map(lambda runs: paragraph(*runs))  # fmt: skip
BODIES = st.lists(
    st.one_of(RUNS, st.lists(RUNS, min_size=1, max_size=2).map(lambda ones: table([cell(one) for one in ones]))), min_size=1, max_size=4
)


def words(runs: tuple[etree._Element, ...]) -> str:
    return "".join(text.text or "" for one in runs for text in one.iter(W + "t"))


@given(BODIES.map("".join), st.data())
def test_the_runs_of_places_hold_exactly_their_words(body: str, data: st.DataObject) -> None:
    """However the places overlap; and the text of the document stays."""
    root = parse_part(tree(body))
    before = walk(root)
    edges = st.integers(0, len(before.text))
    places = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(edges, edges), max_size=5))]
    written = {piece.offset + at for piece in before.pieces for at in range(len(piece.text))}
    found = runs_of(root, Parts(), places)
    assert walk(root).text == before.text
    for (start, end), runs in zip(places, found, strict=True):
        assert words(runs) == "".join(before.text[place] for place in range(start, end) if place in written)


def test_words_in_a_text_box_give_the_run_that_holds_the_box() -> None:
    """Word takes no comments in a box; runs come in the order of the document although the box is read behind its paragraph."""
    root = parse_part(tree(paragraph(CHOICE.format(paragraph("框里的话"), ""), "段落的话")))
    text = walk(root).text
    assert text == "段落的话\n框里的话\n"
    ((inside,), both) = runs_of(root, Parts(), [(6, 8), (0, len(text))])
    assert inside.find(f".//{W}txbxContent") is not None
    assert both[0] is inside
    assert len(both) == 2


def test_words_of_a_note_give_the_run_of_its_reference() -> None:
    """A footnote's words are commented where the footnote is called."""
    root = parse_part(tree(paragraph("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>')))
    notes = parse_part(
        tree(f'<w:footnote w:id="2">{paragraph("注文")}</w:footnote><w:footnote w:id="3">{paragraph("无主")}</w:footnote>', "footnotes")
    )
    referred, orphan = runs_of(root, Parts(notes=(notes,)), [(3, 5), (6, 8)])
    assert [one.find(W + "footnoteReference") is not None for one in referred] == [True]
    assert orphan == ()
