"""The words of a Word document as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import UnreadableFile
from analyzer.ooxml import parse_part, walk
from analyzer.ooxml.runs import runs_of
from analyzer.ooxml.walk import W, Walk

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHITE, TINY = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def walked(body: str) -> Walk:
    return walk(parse_part(f"<w:document {NS}><w:body>{body}</w:body></w:document>".encode()))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            f"<w:p>{run('甲')}<w:ins>{run('插入')}</w:ins><w:del><w:r><w:delText>删除</w:delText></w:r></w:del>{run('乙')}</w:p>",
            "甲插入乙\n",
        ),
        (f"<w:p>{run('甲')}<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt></w:p>", "甲控件\n"),
        (f"<w:sdt><w:sdtContent><w:p>{run('整段控件')}</w:p></w:sdtContent></w:sdt>", "整段控件\n"),
        (f"<w:p>{run('甲')}<w:r><w:pict><w:txbxContent><w:p>{run('文本框')}</w:p></w:txbxContent></w:pict></w:r></w:p>", "甲\n文本框\n"),
        (f"<w:p>{run('甲')}<w:hyperlink>{run('链接')}</w:hyperlink><w:r><w:tab/><w:br/></w:r></w:p>", "甲链接\t\n\n"),
        ("<w:p>" + run("甲") + run("看不见", "<w:vanish/>") + run("白字", WHITE) + run("小字", TINY) + "</w:p>", "甲\n"),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('时间')}</w:p></w:tc><w:tc><w:p>{run('三月')}</w:p></w:tc></w:tr></w:tbl>", "时间\t三月\n"),
    ],
)
def test_text_is_what_a_reader_sees(body: str, text: str) -> None:
    """Accepted revisions, controls, boxes and tables count; deleted and hidden text does not."""
    assert walked(body).text == text


def test_revisions_and_hidden_text_are_noted() -> None:
    """The reader can tell the user."""
    assert walked(f"<w:p><w:ins>{run('插入')}</w:ins></w:p>").tracked
    assert walked(f"<w:p>{run('看不见', '<w:vanish/>')}</w:p>").hidden


def test_a_document_type_is_refused() -> None:
    """No DOCTYPE, so no entities."""
    with pytest.raises(UnreadableFile):
        parse_part(b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>")


@given(st.lists(st.text(alphabet="会议记录", min_size=1, max_size=6), min_size=1, max_size=4), st.data())
def test_splitting_runs_at_a_stretch_changes_no_text(words: list[str], data: st.DataObject) -> None:
    """The runs of a stretch hold exactly its characters, and the whole text stays."""
    root = parse_part(f"<w:document {NS}><w:body><w:p>{''.join(map(run, words))}</w:p></w:body></w:document>".encode())
    text = walk(root).text
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text) - 1))
    runs = runs_of(root, start, end)
    assert "".join(t.text or "" for element in runs for t in element.iter(W + "t")) == text[start:end]
    assert walk(root).text == text
