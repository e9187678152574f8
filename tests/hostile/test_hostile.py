"""Damaged and hostile files: each ends in a document or in an error of the family, and the next file is read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

import pytest

from analyzer.errors import InputError
from analyzer.readers import ReadingCell
from analyzer.samples import sample, samples
from analyzer.types.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = "".join(
    f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";" if n else "aaaaaaaaaa"}{"" if not n else ("&e" + str(n - 1) + ";") * 9}">' for n in range(10)
)


def packed(parts: dict[str, bytes], **options: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = options.get("attributes", 0)
            archive.writestr(info, data)
    return buffer.getvalue()


def document_xml(body: str) -> bytes:
    return f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'.encode()


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every hostile file; the same every time."""
    chance = random.Random(20250101)
    for name in samples():
        data = sample(name)
        for tenth in range(1, 10):
            yield f"{name} cut to {tenth}0 %", data[: len(data) * tenth // 10]
        for number in range(6):
            flipped = bytearray(data)
            for _ in range(1 + number * 8):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            yield f"{name} flipped {number}", bytes(flipped)
    good = document_xml("<w:p><w:r><w:t>会议记录</w:t></w:r></w:p>")
    yield "zip bomb", packed({"word/document.xml": bytes(80_000_000)})
    yield "many entries", packed({f"word/{n}.xml": b"" for n in range(3_000)} | {"word/document.xml": good})
    yield "nested zip", packed({"word/document.xml": packed({"a": good})})
    yield "escaping name", packed({"../word/document.xml": good, "word/document.xml": good})
    yield "absolute name", packed({"/word/document.xml": good, "word/document.xml": good})
    yield "symlink", packed({"word/document.xml": good}, attributes=0o120777 << 16)
    yield "no body part", packed({"word/other.xml": good})
    yield (
        "external entity",
        packed({"word/document.xml": f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>&x;</w:document>'.encode()}),
    )
    yield "billion laughs", packed({"word/document.xml": f"<!DOCTYPE a [{ENTITIES}]><w:document {W}>&e9;</w:document>".encode()})
    yield "deep nesting", packed({"word/document.xml": document_xml("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)})
    yield "macro", packed({"word/document.xml": good, "word/vbaProject.bin": b"Sub AutoOpen()"})
    yield "100,000 paragraphs", packed({"word/document.xml": document_xml("<w:p><w:r><w:t>会议记录内容</w:t></w:r></w:p>" * 60_000)})
    yield "flat opc without body", b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"></pkg:package>'
    yield "flat opc broken", b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part'
    yield "ole without stream", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
    yield "ole with word name", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(900)
    yield "encrypted package", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    yield "rtf broken", b"{\\rtf1 {\\*\\x" + b"{" * 3_000
    yield "html broken", b"<html><body><table><tr><td>" * 400
    yield "mht empty", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--"
    yield "all 0xFF", b"\xff" * 5_000
    yield "all NUL", bytes(5_000)
    yield "lone surrogates", "会议\ud800记录".encode("utf-8", "surrogatepass")
    yield "nul in text", "会议记录\x00党员大会".encode()
    yield "right to left", "会议\u202e录记\u202c支部".encode()
    yield "csv of quotes", b'"' * 4_001
    yield "csv headings only", "时间,地点,主持人,内容\n".encode()
    for number in range(20):
        yield f"noise {number}", chance.randbytes(1 + number * 997)
    for kind, head in (
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("jpeg", b"\xff\xd8\xff\xe0"),
        ("gif", b"GIF89a"),
        ("rar", b"Rar!\x1a\x07"),
        ("7z", b"7z\xbc\xaf\x27\x1c"),
        ("gzip", b"\x1f\x8b\x08"),
    ):
        yield f"{kind} as docx", head + chance.randbytes(500)


FILES = list(hostile_files())


@pytest.fixture(scope="module")
def cell() -> Iterator[ReadingCell]:
    with ReadingCell() as opened:
        yield opened


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _ in FILES])
def test_ends_in_a_document_or_a_typed_error(cell: ReadingCell, name: str, data: bytes) -> None:
    """No other exception, no traceback, no hang; errors name the file and say what to do."""
    found = outcome(cell, name, data)
    if isinstance(found, Document):
        assert found.text.strip()
        return
    assert found.where == f"{name}.docx"
    assert found.problem
    assert found.remedy
    assert "Traceback" not in str(found)


def outcome(cell: ReadingCell, name: str, data: bytes) -> Document | InputError:
    """What reading comes to; any other exception fails the test."""
    try:
        return cell.read(data, f"{name}.docx")
    except InputError as error:
        return error


def test_secrets_of_the_machine_stay_where_they_are(cell: ReadingCell) -> None:
    """An external entity is refused, not read."""
    data = dict(FILES)["external entity"]
    with pytest.raises(InputError):
        cell.read(data, "xxe.docx")


def test_there_are_enough_of_them() -> None:
    """The corpus of hostile files does not shrink unnoticed."""
    assert len(FILES) >= 200
