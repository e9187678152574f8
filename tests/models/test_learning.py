"""Learning from people: what reviewed records teach, what is refused, and that a report can be made again."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner, Result

from analyzer import Analyzer
from analyzer.classifying.artefact import load_artefact
from analyzer.cli import cli
from analyzer.cli.progress import Passes
from analyzer.types.labels import Aspect, RecordType
from corpus.records import LabelledRecord, labelled_text
from corpus.reviewed import CheckedSegment, CheckedSentence, ReviewedRecord
from models.training.examples import reviewed_examples
from models.training.settings import Settings
from models.training.train import fit, save
from tests.conftest import GOOD_TALK, ONE_POT
from tests.models.small_corpus import TAUGHT, small_records, write_corpus


def reviewed(record: LabelledRecord, *, wrong: bool = False) -> ReviewedRecord:
    """A record of the corpus as a person would review it: as labelled, or everything turned round."""
    text, units = labelled_text(record)
    gold = record.gold
    if record.record_type is RecordType.TALK:
        sentences = tuple(
            CheckedSentence(
                start=unit.span.start,
                end=unit.span.end,
                aspect=Aspect.WORK if wrong else sentence.aspect,
                specific=sentence.specific != wrong,
                checked=True,
            )
            for unit, sentence in zip(units, record.sentences, strict=True)
        )
        depth = 3 - (gold.depth or 0) if wrong else gold.depth
        band = gold.band if not wrong else 1 if (depth or 0) <= 1 else 6 - gold.band
        return ReviewedRecord(f"again-{record.id}", record.record_type, text, depth=depth, band=band, sentences=sentences)
    places = [[unit.span for unit in units if unit.segment == number] for number in range(len(record.segments))]
    segments = tuple(
        CheckedSegment(start=spans[0].start, end=spans[-1].end, activity=segment.activity, substance=segment.substance, checked=True)
        for spans, segment in zip(places, record.segments, strict=True)
    )
    return ReviewedRecord(f"again-{record.id}", record.record_type, text, one_pot=gold.one_pot, band=gold.band, segments=segments)


def write(path: Path, *records: ReviewedRecord) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus"), small_records())


@pytest.fixture(scope="module")
def taught() -> list[LabelledRecord]:
    """Records of the taught styles that are not in the tiny corpus."""
    known = {record.id for record in small_records()}
    return [record for record in small_records(3) if record.style in TAUGHT and record.id not in known]


def test_only_what_was_checked_is_taught() -> None:
    """Of a talk with one checked sentence that one; of a meeting the sentences of the checked segment and its substance; grades as far as known."""
    start = GOOD_TALK.index("答：我妈")
    sentences = tuple(
        CheckedSentence(start=place, end=place + 10, aspect=Aspect.LIFE, specific=True, checked=checked)
        for place, checked in ((start, True), (start + 10, False))
    )
    place = ONE_POT.index("一、")
    segments = tuple(
        msgspec.convert(row, CheckedSegment)
        for row in (
            {"start": place, "end": ONE_POT.index("二、"), "activity": "theory_study", "substance": 0},
            {
                "start": ONE_POT.index("二、"),
                "end": ONE_POT.index("三、"),
                "activity": "discipline_education",
                "substance": 0,
                "checked": True,
            },
        )
    )
    talk, meeting = reviewed_examples(
        [
            ReviewedRecord("t", RecordType.TALK, GOOD_TALK, depth=3, sentences=sentences),
            ReviewedRecord("m", RecordType.MEETING, ONE_POT, band=1, segments=segments),
        ]
    )
    assert (talk.taught.tolist(), dict(talk.grades), talk.whole) == ([True, False], {"depth": 3}, False)
    assert np.array_equal(meeting.taught, meeting.segment_of == 1)
    assert (meeting.checked_segments.tolist(), dict(meeting.grades)) == ([False, True], {"band": 1})


def test_side_by_side_the_same_is_learned(tmp_path: Path) -> None:
    """Talks in a process of their own give the same bytes as talks and meetings in turn."""
    records = small_records()
    written = [save(fit(records, (), Settings(), apart=apart), records, (), Settings(), tmp_path / str(apart)) for apart in (False, True)]
    assert written[0].card == written[1].card


def test_a_better_model_is_written_and_its_reports_can_be_made_again(corpus: Path, taught: list[LabelledRecord], tmp_path: Path) -> None:
    """Two models, two versions; the report of the first comes again byte for byte when that version is asked for; each can be compared with."""
    kept, record = tmp_path / "models", tmp_path / "good.txt"
    record.write_text(GOOD_TALK, encoding="utf-8")
    files = [write(tmp_path / f"{number}.jsonl", *map(reviewed, taught[number::2])) for number in range(2)]
    first, second = tmp_path / "first", tmp_path / "second"
    done = run("train", "--corpus", corpus, "--add", files[0], "--out", first)
    assert done.exit_code == 0, done.output
    assert all(said in done.stderr for said in ("[1/3 现有模型的替身] 训练档次", "；其余2次", "[2/3 新模型的替身]", "[3/3 新模型] 用了"))
    done = run("train", "--corpus", corpus, "--add", files[0], "--add", files[1], "--against", first, "--out", second)
    assert done.exit_code == 0, done.output
    assert "[1/2 新模型的替身]" in done.stderr
    assert load_artefact(second).card["corpus"]["reviewed"] == len(taught)
    made = [run("analyze", record, "--format", "json", "--model", model).stdout for model in (first, second)]
    version = json.loads(made[0])["versions"]["model"]
    assert version != json.loads(made[1])["versions"]["model"]
    assert run("model", "add", first, "--models-dir", kept).exit_code == 0
    assert run("analyze", record, "--format", "json", "--model", version, "--models-dir", kept).stdout == made[0]
    assert version in run("model", "list", "--models-dir", kept).stdout
    assert json.loads(run("model", "show", version, "--models-dir", kept).stdout)["model"] == version


def test_a_worse_model_is_refused_and_nothing_is_written(corpus: Path, taught: list[LabelledRecord], tmp_path: Path) -> None:
    """Answers that are turned round: the measure, both figures, what to do, exit code 2; no folder."""
    wrong = write(tmp_path / "wrong.jsonl", *(reviewed(record, wrong=True) for record in taught))
    done = run("train", "--corpus", corpus, "--add", wrong, "--out", tmp_path / "model")
    assert "具体 F1" in str(done.exception)
    assert "→" in str(done.exception)
    assert getattr(done.exception, "code", "") == "worse_model"
    assert not (tmp_path / "model").exists()


def test_passes_tell_which_one_it_is_and_how_long_the_rest_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """By what those that are done took."""
    times = iter([0.0, 30.0, 100.0, 100.0, 100.0, 280.0, 280.0])
    passes = Passes(2, clock=lambda: next(times))
    passes.begin("甲")("训练档次")
    passes.begin("乙")
    passes.end()
    passes.end()
    begun, *said = capsys.readouterr().err.splitlines()
    assert begun.startswith("[1/2 甲] 开始")
    assert said[:2] == ["[1/2 甲] 训练档次（已用30秒）", "[1/2 甲] 用了1分40秒；其余1次，按已做的约需1分40秒"]
    assert said[2].startswith("[2/2 乙] 开始")
    assert said[3:] == ["[2/2 乙] 用了3分0秒"]


def test_a_version_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With the versions that are."""
    done = run("analyze", tmp_path, "--model", "linear-1+00000000", "--models-dir", tmp_path)
    assert getattr(done.exception, "code", "") == "unknown_model"
    assert Analyzer().versions.model in str(done.exception)


BAD = {
    "{": "json",
    "[1]": "format",
    '{"id": "a", "text": "x"}': "format",
    '{"id": "b", "text": "谈话", "record_type": "talk", "depth": 7}': "depth",
    '{"id": "c", "text": "谈话", "record_type": "talk", "band": 3, "bnad": 1}': "bnad",
    '{"id": "d", "text": "谈话", "record_type": "talk", "one_pot": 1}': "keys",
    '{"id": "e", "text": "谈话", "record_type": "talk", "depth": 0, "band": 4}': "band_cap",
    '{"id": "f", "text": "谈话", "record_type": "talk"}': "nothing",
    '{"id": "g", "text": "谈话", "record_type": "talk", "sentences": [{"start": 0, "end": 9, "aspect": "life", "specific": true, "checked": true}]}': "span",
    '{"id": "h", "text": "谈话", "record_type": "talk", "sentences": [{"start": 0, "end": 2, "aspect": "lief", "specific": true}]}': "sentences[0].aspect",
    '{"id": "i", "text": "谈话", "record_type": "talk", "band": 3, "confirmed": ["boilerplate"], "struck": ["boilerplate"]}': "both",
    '{"id": "i", "text": "谈话", "record_type": "talk", "band": 3}': "id_twice",
    '{"id": "j", "style": "court", "record_type": "talk"}': "format",
}


def test_every_bad_line_is_named_with_its_field(tmp_path: Path) -> None:
    """File, line, what is wrong and what to do, for all lines at once; nothing is trained."""
    path = tmp_path / "bad.jsonl"
    path.write_text("".join(line + "\n" for line in BAD), encoding="utf-8")
    done = run("train", "--add", path, "--out", tmp_path / "model")
    said = done.stderr.splitlines()
    for number, named in enumerate(BAD.values(), 1):
        assert any(line.startswith(f"{path}:{number} ") and named in line for line in said), (number, named, said)
    assert getattr(done.exception, "code", "") == "bad_row"
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize(("data", "code"), [(b"", "bad_row"), ("谈话".encode("gb18030"), "unreadable_file")])
def test_a_file_that_is_empty_or_no_text_is_said(data: bytes, code: str, tmp_path: Path) -> None:
    """Neither passes for a file without examples."""
    path = tmp_path / "file.jsonl"
    path.write_bytes(data)
    assert getattr(run("train", "--add", path, "--out", tmp_path / "model").exception, "code", "") == code
