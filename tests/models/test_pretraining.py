"""A small encoder from random start: text, tokens, questions, and a run that learns, stops and goes on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import zstandard
from click.testing import CliRunner
from transformers import AutoModelForMaskedLM, AutoTokenizer

from analyzer.errors import SettingsError, UnreadableFile
from analyzer.text.hashing import hash_phrases
from models.pretraining.__main__ import command
from models.pretraining.masking import questions
from models.pretraining.meaning import company_vectors
from models.pretraining.places import place_vectors
from models.pretraining.text import documents, text_files
from models.pretraining.vocabulary import MARKS, learn_tokenizer, token_row
from models.pretraining.words import command as words_command
from models.pretraining.words import learn_meanings

SENTENCES = (
    "今天上午召开支部会议。",
    "大家学习了文件，结合工作谈了体会。",
    "老王家里有困难，支部安排人去看望。",
    "会议要求月底前完成整改。",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of text, one of them compressed."""
    lines = [json.dumps({"text": "\n".join(SENTENCES[number % 4 :])}, ensure_ascii=False) for number in range(40)]
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "b.jsonl").write_text("\n".join(lines[:20]), encoding="utf-8")
    (tmp_path / "text" / "a.jsonl.zst").write_bytes(zstandard.compress("\n".join(lines[20:]).encode()))
    return tmp_path / "text"


def test_text_comes_from_both_kinds_of_file(folder: Path) -> None:
    """In the order of the files' names."""
    files = text_files([folder])
    assert [file.name for file in files] == ["a.jsonl.zst", "b.jsonl"]
    assert len(list(documents(files))) == 40


@pytest.mark.parametrize("content", [b'{"text": "x"}\n{"body": "y"}\n', b"\xff\xfe\n", b"{"])
def test_other_files_are_refused_with_their_place(content: bytes, tmp_path: Path) -> None:
    """The message names the file and the line."""
    file = tmp_path / "wrong.jsonl"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile) as found:
        list(documents([file]))
    assert "wrong.jsonl 第" in found.value.where


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """Rather than learning from nothing."""
    with pytest.raises(UnreadableFile, match="语料"):
        text_files([tmp_path])


def test_tokens_are_pieces_of_words() -> None:
    """What is frequent becomes one token, digits stay apart, and a line ends with its mark."""
    tokenizer = learn_tokenizer(SENTENCES * 20, size=120, characters=10_000)
    row = token_row(["支部会议2025\n工作"], tokenizer)
    assert row[-1] == MARKS.index("[SEP]")
    assert (row == MARKS.index("[SEP]")).sum() == 2
    assert len(tokenizer.encode("支部", add_special_tokens=False).ids) == 1
    assert tokenizer.encode("会议").tokens[0] == "[CLS]"


def test_words_that_keep_the_same_company_are_alike() -> None:
    """Tokens 5 and 6 stand in the same places, 7 in others."""
    chance = np.random.default_rng(1)
    row = np.concatenate(
        [[8 + chance.integers(3), chance.choice([5, 6]), 11 + chance.integers(3), 20 + chance.integers(3), 7] for _ in range(800)]
    )
    vectors = company_vectors(row.astype(np.uint16), vocabulary=30, width=8, seed=0)

    def likeness(one: int, other: int) -> float:
        return float(vectors[one] @ vectors[other] / np.linalg.norm(vectors[one]) / np.linalg.norm(vectors[other]))

    assert likeness(5, 6) > likeness(5, 7) + 0.3


def test_meanings_of_words_are_the_same_bytes_for_the_same_texts(folder: Path, tmp_path: Path) -> None:
    """And hold the frequent words, by the hashes that a text gives them."""
    ran = CliRunner().invoke(words_command, [str(folder), "--out", str(tmp_path / "one")], catch_exceptions=False)
    assert "写在" in ran.output
    texts = list(documents(text_files([folder])))
    learned = [learn_meanings(texts, tmp_path / name, width=4, least=5) for name in ("two", "three")]
    assert learned[0].card["sha256"] == learned[1].card["sha256"]
    words = learned[0].arrays["words"]
    assert (np.sort(words) == words).all()
    known = [hashed in words for hashed in hash_phrases(["会议", "会议开"])]
    assert known == [True, False]


def test_too_little_text_teaches_no_meanings(tmp_path: Path) -> None:
    """Rather than writing a file that knows no word."""
    with pytest.raises(UnreadableFile, match="语料太少"):
        learn_meanings(["今天开会。"], tmp_path)
    assert not list(tmp_path.iterdir())


def test_near_places_are_alike() -> None:
    """The nearer, the more; each as long as the next."""
    vectors = place_vectors(256, 64, 0.02)
    likeness = vectors @ vectors.T
    assert likeness[100, 101] > likeness[100, 103] > likeness[100, 110]
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(0.02 * 8, rel=1e-4)


def test_questions_hide_what_they_ask() -> None:
    """About 15 % of the tokens are asked, marks never; most are hidden; the same seed asks the same."""
    row = np.random.default_rng(0).integers(len(MARKS), 400, 5000).astype(np.uint16)
    one = questions(row, windows=40, length=64, vocabulary=400, seed=(3, 7))
    assert 0.10 < one.asked.mean() < 0.20
    hidden = one.tokens[one.asked] == MARKS.index("[MASK]")
    assert 0.7 < hidden.mean() < 0.9
    assert (one.answers >= len(MARKS)).all()
    assert not one.asked[:, [0, -1]].any()
    assert (questions(row, windows=40, length=64, vocabulary=400, seed=(3, 7)).tokens == one.tokens).all()


def test_a_run_writes_a_directory_and_goes_on(folder: Path, tmp_path: Path) -> None:
    """What is written is read by transformers; a second run begins where the first one ended, with the same settings alone."""
    out = tmp_path / "own"
    small = [str(folder), "--out", str(out), "--layers", "1", "--width", "16", "--vocabulary", "120"]
    ran = CliRunner().invoke(command, [*small, "--minutes", "0.01"])
    assert ran.exit_code == 0, ran.output
    assert "只按词频" in ran.output
    assert AutoModelForMaskedLM.from_pretrained(out, local_files_only=True).config.num_hidden_layers == 1
    assert AutoTokenizer.from_pretrained(out, local_files_only=True).mask_token == "[MASK]"
    ran = CliRunner().invoke(command, [*small, "--minutes", "0.02", "--resume"])
    assert ran.exit_code == 0, ran.output
    other = CliRunner().invoke(command, [*small[:-4], "--width", "32", "--resume"])
    assert isinstance(other.exception, SettingsError)
