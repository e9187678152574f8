"""The reading cell holds whatever a reader does."""

from __future__ import annotations

import io
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analyzer.errors import ReadingTimeout, TooLarge, UnreadableFile
from analyzer.readers import Limits, ReadingCell


def wordy(paragraphs: int) -> bytes:
    """A small .docx that unpacks to very many paragraphs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        archive.writestr("word/document.xml", head + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * paragraphs + "</w:body></w:document>")
    return buffer.getvalue()


def test_a_reader_that_needs_too_much_memory_is_an_error_and_the_cell_goes_on() -> None:
    """The child's memory is limited; the next file is read as if nothing had been."""
    limits = Limits(memory_bytes=250_000_000, archive_ratio=100_000)
    with ReadingCell(limits) as cell:
        with pytest.raises((TooLarge, UnreadableFile)):
            cell.read(wordy(1_500_000), "bomb.docx")
        assert cell.read("会议记录".encode(), "a.txt").text == "会议记录"


def test_a_reader_that_takes_too_long_is_ended() -> None:
    """The wall limit is the parent's; the child is replaced."""
    with ReadingCell(Limits(wall_seconds=0.0)) as cell, pytest.raises(ReadingTimeout):
        cell.read(wordy(50_000), "slow.docx")


def test_a_child_that_dies_is_replaced() -> None:
    """A killed child costs one file, not the cell."""
    with ReadingCell() as cell:
        cell.read(b"first", "a.txt")
        child = cell._child
        assert child is not None
        child.kill()
        with pytest.raises(UnreadableFile):
            cell.read(b"second", "b.txt")
        assert cell.read(b"third", "c.txt").text == "third"


def test_the_child_is_recycled() -> None:
    """After so many files another child serves."""
    with ReadingCell(Limits(files_per_child=2)) as cell:
        children = set()
        for number in range(5):
            cell.read(b"text %d" % number, "a.txt")
            assert cell._child is not None
            children.add(cell._child.pid)
        assert len(children) == 3


def test_threads_share_a_cell() -> None:
    """Each thread gets its own document."""
    with ReadingCell() as cell, ThreadPoolExecutor(4) as pool:
        texts = [f"第{number}份会议记录" for number in range(40)]
        assert [document.text for document in pool.map(lambda text: cell.read(text.encode(), "a.txt"), texts)] == texts


def test_closing_twice_is_fine() -> None:
    """A closed cell has no child; closing again does nothing."""
    cell = ReadingCell()
    cell.read(b"text", "a.txt")
    cell.close()
    cell.close()
    assert cell._child is None


def test_nothing_of_a_reading_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a child that was ended, replaced or died goes with it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ReadingCell(Limits(files_per_child=1)) as cell:
        for number in range(3):
            cell.read(b"text %d" % number, "a.txt")
            assert len(list(tmp_path.iterdir())) == 1
        assert cell._child is not None
        cell._child.kill()
    with ReadingCell(Limits(wall_seconds=0.0)) as cell, pytest.raises(ReadingTimeout):
        cell.read(wordy(50_000), "slow.docx")
    assert list(tmp_path.iterdir()) == []
