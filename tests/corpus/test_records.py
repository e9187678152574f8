"""Records, pairs and fragments load; sealed styles stay closed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.guideline.written import read_corpus
from corpus.pairs import WrittenPair, apply_edit, load_pairs
from corpus.records import LabelledRecord, Trick, load_record, load_records, written_line
from corpus.splits import sealed_styles, styles, training_styles
from tests.corpus.written import talk, write_lines

GOLD = talk()["gold"]
SENTENCE = {"text": "谢谢。", "aspect": "formality", "specific": False}


def pair(op: str, at: int, count: int, new: list[dict[str, object]]) -> WrittenPair:
    """A pair on the sound talk."""
    edit = {"op": op, "at": at, "count": count, "with": new}
    line = {"id": "mill-p01", "style": "mill", "flip": "specific", "base": "mill-t01", "edit": edit, "gold": GOLD, "what": "换一句"}
    return msgspec.json.decode(msgspec.json.encode(line), type=WrittenPair)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An open style and a sealed one, each with one talk; the sealed one's file is no JSON, so that reading it would fail."""
    sealed = min(sealed_styles())
    write_lines(tmp_path / "mill" / "talks.jsonl", talk())
    write_lines(tmp_path / "mill" / "adversarial.jsonl", talk(id="mill-at01", trick="echo"))
    write_lines(
        tmp_path / "mill" / "pairs.jsonl",
        msgspec.json.decode(msgspec.json.encode(pair("replace", 0, 1, [SENTENCE]))),
    )
    (tmp_path / sealed).mkdir()
    (tmp_path / sealed / "talks.jsonl").write_text("not to be read\n", encoding="utf-8")
    return tmp_path


def test_all_records_come_with_their_trick_and_pairs_apart(folder: Path) -> None:
    """`pairs.jsonl` holds no records; `adversarial.jsonl` does."""
    records = list(load_records(folder=folder))
    assert {record.id: record.trick for record in records} == {"mill-t01": None, "mill-at01": Trick.ECHO}
    (found,) = load_pairs(folder=folder)
    assert (found.base.id, found.edited.id, found.edited.sentences[0].text) == ("mill-t01", "mill-p01", "谢谢。")


def test_sealed_styles_are_not_read(folder: Path) -> None:
    """Neither by default nor by name; for a release they are opened (and here fail to decode)."""
    sealed = min(sealed_styles())
    assert sealed in styles(folder)
    assert training_styles(folder) == ("mill",)
    with pytest.raises(PermissionError, match=sealed):
        list(load_records(sealed, folder=folder))
    with pytest.raises(PermissionError, match=sealed):
        list(load_pairs(sealed, folder=folder))
    with pytest.raises(msgspec.DecodeError):
        list(load_records(sealed, folder=folder, release=True))


def test_court_and_institute_are_sealed() -> None:
    """The two styles that are scored for a release alone."""
    assert sealed_styles() == {"court", "institute"}


def test_fragments_of_sealed_styles_are_left_out(tmp_path: Path) -> None:
    """A bank may mix styles in one file."""
    sealed = min(sealed_styles())
    lines = [{"text": "一", "style": style, "record_type": "talk", "aspect": "work", "specific": True} for style in ("mill", sealed)]
    write_lines(tmp_path / "bank.jsonl", *lines)
    assert [fragment.style for _, fragment in read_corpus((), tmp_path, tmp_path).fragments] == ["mill"]
    assert len(read_corpus((), tmp_path, tmp_path, release=True).fragments) == 2


def test_written_line_reads_back() -> None:
    """Each record of the corpus survives writing."""
    for record in load_records():
        assert msgspec.json.decode(written_line(record), type=LabelledRecord) == record


def test_an_unknown_key_is_refused() -> None:
    """A misspelt key is no record."""
    with pytest.raises(msgspec.ValidationError, match="colour"):
        load_record(talk(colour="red"))


@given(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
def test_an_edit_changes_just_its_place(at: int, count: int, new: int) -> None:
    """What lies before and behind the edit stays; what doesn't fit the base is refused."""
    base = load_record(talk())
    op = "replace" if count and new else "insert" if new else "delete"
    edit = pair(op, at, count, [SENTENCE] * new)
    if at + count > len(base.sentences) or not (count or new):
        with pytest.raises(ValueError, match="does not fit"):
            apply_edit(base, edit)
        return
    edited = apply_edit(base, edit)
    assert edited.sentences[:at] == base.sentences[:at]
    assert edited.sentences[at + new :] == base.sentences[at + count :]
    assert (edited.id, edited.why, edited.trick) == ("mill-p01", "换一句", None)


def test_loading_records_needs_nothing_heavy() -> None:
    """`import corpus.records` loads neither numpy nor training libraries."""
    code = "import corpus.records, corpus.check, sys; print([name for name in ('numpy', 'sklearn', 'rich', 'matplotlib') if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
