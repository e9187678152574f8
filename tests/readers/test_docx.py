"""Word files as packages."""

from __future__ import annotations

import io
import zipfile

import pytest

from analyzer.errors import UnreadableFile
from analyzer.readers import Limits, flat_opc
from analyzer.readers.docx import read, sniff
from tests.ooxml.documents import package, paragraph, run, tree
from tests.ooxml.test_numbering import NUMBERING, item


def test_the_parts_beside_the_text_are_found_by_their_relations() -> None:
    """Numbering and notes count; the main part may have another name."""
    notes = f'<w:footnote w:id="1">{paragraph("注文")}</w:footnote>'
    data = package(item("学习", 1), main="word/document2.xml", numbering=NUMBERING, styles="", footnotes=notes, endnotes="")
    assert sniff(data[:4096], data)
    assert read(data, "甲.docx", Limits()).text == "一、学习\n注文\n"


def test_a_bare_main_part_is_enough() -> None:
    """Programs that leave out the relations are read all the same, whatever the case and slashes of the name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Word\\Document.XML", tree(paragraph("会议")))
    assert read(buffer.getvalue(), "甲.docx", Limits()).text == "会议\n"


def test_strict_documents_are_read() -> None:
    """ISO strict files have other namespaces and the same words."""
    strict = tree(paragraph("会议")).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", strict)
    assert read(buffer.getvalue(), "甲.docx", Limits()).text == "会议\n"


def test_revisions_and_hidden_text_are_told() -> None:
    """The user learns what was done with them, whichever way the document was saved."""
    body = paragraph(f"<w:ins>{run('插入')}</w:ins>", run("思想", "<w:vanish/>"))
    flat = (
        b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        b'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>' + tree(body) + b"</pkg:xmlData></pkg:part></pkg:package>"
    )
    for found in (read(package(body), "甲.docx", Limits()), flat_opc.read(flat, "甲.xml", Limits())):
        assert found.text == "插入\n"
        assert [notice.code for notice in found.notices] == ["tracked_changes", "hidden_text"]


def test_a_workbook_with_a_word_file_in_it_is_no_word_file() -> None:
    """The names in the archive decide, not the bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/embeddings/1.docx", package(paragraph("会议")))
    assert not sniff(buffer.getvalue()[:4096], buffer.getvalue())
    with pytest.raises(UnreadableFile, match="没有正文"):
        read(buffer.getvalue(), "甲.docx", Limits())


@pytest.mark.parametrize("main", [b"<w:document", b"", b"<!DOCTYPE a><a/>"])
def test_a_damaged_main_part_says_so(main: bytes) -> None:
    """An error of the family, not one of the parser."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", main)
    with pytest.raises(UnreadableFile):
        read(buffer.getvalue(), "甲.docx", Limits())
