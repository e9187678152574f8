"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.errors import OutputError
from analyzer.rendering.sheets import write_book
from analyzer.rendering.whole import make_folder, write_whole


def test_what_is_cut_short_leaves_what_stood_there(tmp_path: Path) -> None:
    """And nothing beside it, whatever the interruption."""
    target = tmp_path / "file"
    target.write_bytes(b"before")

    def parts() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(target, parts())
    assert (target.read_bytes(), list(tmp_path.iterdir())) == (b"before", [target])


@pytest.mark.parametrize("below", ["x", "x/y.xlsx", "."])
def test_the_error_is_the_one_that_counts(tmp_path: Path, below: str) -> None:
    """A file where a folder should be, a folder where a file should be: said for bytes and for workbooks, not what the clearing up met."""
    (tmp_path / "file").write_bytes(b"")
    target = tmp_path / "file" / below if below != "." else tmp_path
    with pytest.raises(OutputError, match="无法写出") as bytes_:
        write_whole(target, [b"x"])
    with pytest.raises(OutputError, match="无法写出") as book:
        write_book(target, lambda _book: 0)
    assert bytes_.value.where == book.value.where == str(target)
    if below != ".":
        with pytest.raises(OutputError, match="无法建立"):
            make_folder(target)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is written."""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", [b"x"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    """As `-o /dev/stdout` is."""
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, [b"a", b"b"])
    reader.join()
    assert (read, pipe.is_fifo()) == ([b"ab"], True)


def test_a_long_name_is_no_longer_while_it_is_written(tmp_path: Path) -> None:
    """A name as long as the disk allows."""
    target = tmp_path / ("记" * 83 + ".x")
    write_whole(target, [b"x"])
    assert target.read_bytes() == b"x"
