"""The check over a whole corpus folder, and over the shipped corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.check import check_corpus
from corpus.guideline.surface import Cue, cues, giveaway, spearman
from corpus.guideline.wording import long_sentences
from corpus.records import load_record
from tests.corpus.written import meeting, talk, write_lines

LONG = "这一句话足足有十五个字以上那么长你看够不够"


def codes(tmp_path: Path) -> list[tuple[str, int, str]]:
    """Problems of a corpus in a folder as (record, line, code)."""
    checked = check_corpus(tmp_path / "records", tmp_path / "fragments")
    return [(problem.place.record, problem.place.line, problem.code) for problem in checked.problems]


def edit(**changes: Any) -> dict[str, Any]:
    """A pair that makes the sound talk generic."""
    gold = {**talk()["gold"], "depth": 0, "generic": True, "band": 1, "findings": ["generic_talk"]}
    line = {
        "id": "mill-p01",
        "style": "mill",
        "flip": "generic",
        "base": "mill-t01",
        "edit": {"op": "replace", "at": 0, "count": 1, "with": [{"text": "没有什么意见。\n", "aspect": "suggestion", "specific": False}]},
        "gold": gold,
        "what": "把本人的事换成套话",
    }
    return line | changes


def test_the_shipped_corpus_passes() -> None:
    """`mqa corpus check` finds nothing wrong."""
    assert [str(problem) for problem in check_corpus().problems] == []


def test_a_sound_folder_passes_and_lacks_much(tmp_path: Path) -> None:
    """Too small numbers are a report, not a problem."""
    write_lines(tmp_path / "records/mill/talks.jsonl", talk())
    write_lines(tmp_path / "records/mill/meetings.jsonl", meeting())
    write_lines(tmp_path / "records/mill/pairs.jsonl", edit())
    checked = check_corpus(tmp_path / "records", tmp_path / "fragments")
    assert checked.problems == ()
    assert {shortage.what for shortage in checked.shortages} >= {"标注句", "对照组", "对抗样本"}
    assert checked.balance.labelled == 2 + 3 + 1


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """The second line is cut short; the third is still checked."""
    path = tmp_path / "records/mill/talks.jsonl"
    write_lines(path, talk(), talk(id="mill-t02"), talk(id="mill-t03", band=9))
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1][:80], lines[2]]) + "\n", encoding="utf-8")
    assert codes(tmp_path)[:2] == [("", 2, "format"), ("mill-t03", 3, "range")]


def test_ids_styles_and_files(tmp_path: Path) -> None:
    """An id that is taken, a style of another folder, a trick outside its file."""
    write_lines(tmp_path / "records/mill/talks.jsonl", talk(), talk(), talk(id="mill-t03", style="yard"), talk(id="mill-t04", trick="echo"))
    found = {code for _, _, code in codes(tmp_path)}
    assert {"id_twice", "style", "id", "trick"} <= found


def test_shared_sentences(tmp_path: Path) -> None:
    """Fifteen characters in two records are a problem, unless `why` says so; a pair may share with its base."""
    sentences = [{"text": f"{LONG}。\n", "aspect": "work", "specific": True}]
    first, second = talk(sentences=sentences), talk(id="mill-t02", sentences=sentences)
    write_lines(tmp_path / "records/mill/talks.jsonl", first, second)
    write_lines(
        tmp_path / "records/mill/pairs.jsonl",
        edit(edit={"op": "insert", "at": 1, "count": 0, "with": talk()["sentences"][:1]}, gold=first["gold"], flip="specific"),
    )
    assert codes(tmp_path) == [("mill-t02", 2, "shared_sentence")]
    write_lines(tmp_path / "records/mill/talks.jsonl", first, second | {"why": "雷同 same:mill-t01"})
    assert codes(tmp_path) == []


def test_fragments_need_the_labels_of_their_type(tmp_path: Path) -> None:
    """Two sound ones, one of each type with the other's labels, one without text."""
    sound = [
        {"text": "老何垫了四十块。", "style": "mill", "record_type": "talk", "aspect": "work", "specific": True},
        {"text": "学了文件。", "style": "mill", "record_type": "meeting", "activity": "theory_study", "substance": 0},
    ]
    broken = [sound[0] | {"record_type": "meeting"}, sound[1] | {"record_type": "talk"}, sound[0] | {"text": " "}]
    write_lines(tmp_path / "records/mill/talks.jsonl", talk(sentences=[{"text": "值了九个夜班。", "aspect": "work", "specific": True}]))
    write_lines(tmp_path / "fragments/bank.jsonl", *sound, *broken)
    assert codes(tmp_path) == [("", line, "keys") for line in (3, 4, 5)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"base": "mill-t09"}, "pair_base"),
        ({"edit": {"op": "delete", "at": 5, "count": 1}}, "pair_edit"),
        ({"gold": talk()["gold"]}, "pair_flip"),
        ({"flip": "one_pot"}, "pair_type"),
        ({"what": " "}, "pair_what"),
    ],
)
def test_pairs_must_fit_and_flip(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    """Each way in which a pair can be wrong."""
    write_lines(tmp_path / "records/mill/talks.jsonl", talk())
    write_lines(tmp_path / "records/mill/pairs.jsonl", edit(**change))
    assert code in [found for _, _, found in codes(tmp_path)]


def test_length_must_not_predict_the_band(tmp_path: Path) -> None:
    """Twenty talks that are the better the longer they are."""
    lines = [
        talk(id=f"mill-t{number:02d}", band=3 + number // 7, sentences=[{"text": "泵" * (number + 1), "aspect": "work", "specific": True}])
        for number in range(20)
    ]
    write_lines(tmp_path / "records/mill/talks.jsonl", *lines)
    assert "length" in [code for _, _, code in codes(tmp_path)]


def test_spearman_of_known_rankings() -> None:
    """Same order 1, reversed -1, ties share their rank, no variation 0."""
    assert spearman([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 2, 3, 4], [1, 1, 2, 2]) == pytest.approx(0.894, abs=1e-3)
    assert spearman([1, 2, 3], [5, 5, 5]) == 0


def test_a_word_that_gives_a_class_away_is_found() -> None:
    """Twelve life sentences with one phrase, twelve work sentences without."""
    sentences = [{"text": f"家里说{'甲乙丙丁'[number % 4]}", "aspect": "life", "specific": True} for number in range(12)]
    sentences += [{"text": f"机器{number}坏了", "aspect": "work", "specific": True} for number in range(12)]
    found = [cue for cue in cues([load_record(talk(sentences=sentences))]) if giveaway(cue)]
    assert Cue("mill", "aspect", "life", "家里说", 12, 1.0, 1.0) in found
    assert {cue.label for cue in found} == {"life"}


@pytest.mark.parametrize(
    ("precision", "recall", "hits", "expected"), [(0.95, 0.5, 10, True), (0.94, 0.9, 30, False), (1, 0.49, 30, False), (1, 1, 9, False)]
)
def test_giveaway_thresholds(precision: float, recall: float, hits: int, expected: bool) -> None:
    """All three must hold."""
    assert giveaway(Cue("mill", "aspect", "life", "家里说", hits, precision, recall)) is expected


def test_long_sentences_leave_out_marks_and_short_ones() -> None:
    """Fifteen characters without punctuation."""
    assert list(long_sentences("短句。" + LONG + "！“" + "字" * 14 + "”")) == [LONG]
