"""Files of every kind, decided by content."""

from __future__ import annotations

import csv
import io
import struct

import docx
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import (
    ClassifiedMaterial,
    EmptyRecord,
    InputError,
    NoTextLayer,
    TooLarge,
    UnreadableFile,
    UnsupportedFormat,
)
from analyzer.readers import Limits, ReadingCell, read
from analyzer.readers.dispatch import read_here, reader_names
from analyzer.readers.suffixes import OFFERED, SUFFIXES
from analyzer.samples import sample, samples

RECORD = "会议记录：支部党员大会，应到十二人。\n"


def word(text: str, header: str = "") -> bytes:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = header
    made.add_paragraph(text)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def workbook(*sheets: list[list[object]], header: str = "") -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for place, rows in enumerate(sheets):
            sheet = book.add_worksheet(f"台账{place or ''}")
            sheet.set_header(header)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def pdf(words: str) -> bytes:
    """A PDF of one line of ASCII, written by hand; without words, a page with nothing on it."""
    content = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode() if words else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)


def test_a_sheet_without_headings_beside_others_is_named() -> None:
    """Its rows are not read, and not lost in silence, whichever sheet comes first."""
    headed: list[list[object]] = [["党支部", "时间", "内容"], ["甲支部", "2025-03-01", "学习文件。"]]
    bare: list[list[object]] = [["乙支部", "2025-04-01", "表决转正。"], ["乙支部", "2025-05-01", "慰问老人。"]]
    for sheets in ((headed, bare), (bare, headed)):
        found = read(workbook(*sheets), name="台账.xlsx")
        assert len(found.rows) == 1
        (notice,) = found.notices
        assert notice.code == "no_headings"
        assert f"“台账{'1' if sheets[1] is bare else ''}”" in notice.message
        assert "2行没有读取" in notice.message


def test_the_folder_is_the_list() -> None:
    """A reader that silently stops being found fails here."""
    assert reader_names() == ("docx", "flat_opc", "html", "legacy_doc", "pdf", "rtf", "table", "text")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_is_decoded_unchanged(cell: ReadingCell, encoding: str) -> None:
    """Every encoding that offices use gives the same text, line ends and all."""
    text = RECORD + "主持人：㐱明\r\n记录：𠮷田\n"
    assert cell.read(text.encode(encoding), "a.txt").text == text


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: f"会议{text}记录"))
def test_utf8_and_gb18030_round_trip(text: str) -> None:
    """Reading what was written gives the text back."""
    assert read_here(text.encode("utf-8"), "a.txt", Limits()).text == text


@pytest.mark.parametrize("number", ["BM2025-01", "RIFF-3", "GIF8", "Rar!"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_text_that_begins_like_a_picture_is_a_text(number: str, encoding: str) -> None:
    """The number of a record may be the letters of a format."""
    text = f"{number} 谈心谈话记录\n{RECORD}"
    assert read_here(text.encode(encoding), "甲.txt", Limits()).text == text


def test_word_tables_pages_and_rtf_are_read_by_content_not_by_name(cell: ReadingCell) -> None:
    """A wrong suffix changes nothing but a notice."""
    document = cell.read(word(RECORD.strip()), "会议.txt")
    assert (document.text, document.source.reader) == (RECORD, "docx")
    assert [notice.code for notice in document.notices] == ["wrong_suffix"]
    assert (
        cell.read("<html><body><p>会议</p><table><tr><td>时间</td><td>三月</td></tr></table></body></html>".encode(), "a.doc").text
        == "会议\n时间\t三月\n"
    )
    assert cell.read(b"{\\rtf1\\ansi\\ansicpg936 \\'bb\\'e1\\'d2\\'e9}", "a.doc").text.strip() == "会议"
    assert cell.read(pdf("Party branch meeting minutes"), "a.pdf").text.strip() == "Party branch meeting minutes"


def test_each_row_of_a_ledger_is_a_record_with_its_cells(cell: ReadingCell) -> None:
    """Title rows above the headings are skipped; cells quote their values; whole numbers have no point."""
    rows: list[list[object]] = [
        ["某支部台账"],
        ["开始时间", "地点", "应到", "内容"],
        ["2025-03-06 14:30", "会议室", 12, "学习。"],
        [],
        ["2025-04-01", "", 9, "讨论。"],
    ]
    document = cell.read(workbook(rows), "a.xlsx")
    assert [row.number for row in document.rows] == [3, 5]
    assert [[(one.label, one.span.of(document.text)) for one in row.cells] for row in document.rows] == [
        [("开始时间", "2025-03-06 14:30"), ("地点", "会议室"), ("应到", "12"), ("内容", "学习。")],
        [("开始时间", "2025-04-01"), ("应到", "9"), ("内容", "讨论。")],
    ]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows[1:])
    assert len(cell.read(buffer.getvalue().encode("gb18030"), "a.csv").rows) == 2


def test_headings_may_be_keys(cell: ReadingCell) -> None:
    """A ledger under English keys is a ledger, in a workbook and in lines with commas."""
    rows: list[list[object]] = [["content", "branch", "start", "claims"], ["学习。", "北塘支部", "2025-03-06 14:30", ""]]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    for document in (cell.read(workbook(rows), "a.xlsx"), cell.read(buffer.getvalue().encode(), "a.csv")):
        assert [[one.label for one in row.cells] for row in document.rows] == [["content", "branch", "start"]]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyRecord),
        (b" \n\t", EmptyRecord),
        (word(""), EmptyRecord),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), NoTextLayer),
        (b"BM" + struct.pack("<IHHI", 154, 0, 0, 54) + bytes(140), NoTextLayer),
        (b"RIFF" + struct.pack("<I", 100) + b"WEBPVP8 " + bytes(92), NoTextLayer),
        (pdf(""), NoTextLayer),
        (b"%PDF-1.7 rubbish", UnreadableFile),
        (word("会议")[:1500], UnreadableFile),
        (b"PK\x03\x04 rubbish", UnreadableFile),
        (bytes(range(256)) * 20, UnsupportedFormat),
        ("机密★一年\n会议记录".encode(), ClassifiedMaterial),
        (word("学习。", header="机密★1年"), ClassifiedMaterial),
        (workbook([["台账", "机密★1年"], ["党支部", "谈话时间", "谈话内容"], ["甲支部", "2025-03-06", "孩子病了。"]]), ClassifiedMaterial),
        (workbook([["党支部", "谈话时间", "密级", "谈话内容"], ["甲支部", "2025-03-06", "机密", "孩子病了。"]]), ClassifiedMaterial),
        (
            workbook([["党支部", "谈话时间", "谈话内容"], ["甲支部", "2025-03-06", "孩子病了。"]], header='&R&"宋体"&14机密★1年'),
            ClassifiedMaterial,
        ),
        (("会" * 500_001).encode(), TooLarge),
    ],
)
def test_what_cannot_be_read_says_why(cell: ReadingCell, data: bytes, error: type[InputError]) -> None:
    """Each is an error of the family that names the file."""
    with pytest.raises(error) as caught:
        cell.read(data, "某文件")
    assert caught.value.where == "某文件"
    assert caught.value.problem


def test_a_path_is_read_up_to_the_limit(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A sparse gigabyte is refused without being read; a folder and a missing file say what they are."""
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(TooLarge):
        read(big)
    with pytest.raises(UnsupportedFormat, match="目录"):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match="不存在"):
        read(tmp_path / "nichts.txt")


@pytest.mark.parametrize("name", samples())
def test_every_sample_can_be_read(cell: ReadingCell, name: str) -> None:
    """The samples that ship are readable in all their formats."""
    assert len(cell.read(sample(name), name).text) > 50


def test_every_reader_has_its_suffixes() -> None:
    """A new format is offered in folders and on the page once its suffixes stand in the list; what programs log is not."""
    assert set(SUFFIXES) == set(reader_names())
    assert {".xlsm", ".docm", ".mhtml"} <= set(OFFERED)
    assert ".log" not in OFFERED
