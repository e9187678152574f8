"""The guideline as code: every check over the whole corpus, each problem with its file, line and record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from analyzer.types.labels import RecordType
from corpus.balance import Balance, Shortage, measure, shortages
from corpus.fragments import FRAGMENTS
from corpus.guideline.contrast import check_pair
from corpus.guideline.meetings import check_meeting
from corpus.guideline.problem import Place, Problem
from corpus.guideline.surface import Cue, LengthCue, cues, giveaway, length_cues
from corpus.guideline.talks import check_talk
from corpus.guideline.wording import check_personal_data, check_sharing, check_spans
from corpus.guideline.written import Corpus, WrittenRecord, read_corpus
from corpus.records import LabelledRecord, Trick
from corpus.splits import RECORDS, styles, training_styles

__all__ = ["Checked", "check_corpus"]

_RHO, _ENOUGH = 0.35, 20
"""Length may not predict the band; of fewer records the correlation is chance (its standard error is above .22) and only reported."""


class Checked(msgspec.Struct, frozen=True):
    """The outcome: `problems` fail, doubtful ones are for a person; the rest is what the corpus looks like."""

    problems: tuple[Problem, ...]
    doubtful: tuple[Problem, ...]
    shortages: tuple[Shortage, ...]
    balance: Balance
    lengths: tuple[LengthCue, ...]
    cues: tuple[Cue, ...]


def check_corpus(records: Path = RECORDS, fragments: Path = FRAGMENTS, *, release: bool = False) -> Checked:
    """Checks all styles that are not sealed; sealed ones too for a release."""
    corpus = read_corpus(styles(records) if release else training_styles(records), records, fragments, release=release)
    whole = [written.record for written in corpus.records]
    lengths = tuple(length_cues(whole))
    cue_list = cues(whole)
    found = [
        *corpus.problems,
        *_records(corpus),
        *_pairs(corpus),
        *_fragments(corpus),
        *check_sharing(_bodies(corpus)),
        *_surface(lengths, cue_list),
    ]
    balance = measure(corpus)
    return Checked(
        tuple(problem for problem in found if not problem.doubtful),
        tuple(problem for problem in found if problem.doubtful),
        tuple(shortages(balance)),
        balance,
        lengths,
        tuple(cue_list),
    )


def _records(corpus: Corpus) -> Iterator[Problem]:
    lines: dict[str, WrittenRecord] = {}
    for written in corpus.records:
        place, record = written.place, written.record
        folder = Path(place.file).parent.name
        if record.style != folder:
            yield Problem(place, "style", f"style={record.style} 与目录 {folder} 不一致。", "请改正。")
        if not record.id.startswith(f"{record.style}-"):
            yield Problem(place, "id", "编号不以样式开头。", f"请写成 {record.style}-…。")
        first = lines.setdefault(record.id, written)
        if first is not written:
            yield Problem(place, "id_twice", f"编号与 {first.place.file}:{first.place.line} 相同。", "编号不能重复。")
        if (record.trick is not None) != place.file.endswith("adversarial.jsonl"):
            yield Problem(place, "trick", "trick 与文件不符。", "对抗样本放在 adversarial.jsonl 并写 trick，其他记录不写。")
        if record.trick is Trick.GRADER_INSTRUCTION and "grader_instruction" not in record.gold.findings:
            yield Problem(place, "trick_finding", "向评分者喊话的样本没有 grader_instruction。", "请补上。")
        yield from check_record(place, record)


def check_record(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    """What must hold of a record by itself: a written one, or the edited one of a pair."""
    if not 1 <= record.gold.band <= 5 or not all(0 <= value <= 4 for value in record.gold.dims.values()):
        yield Problem(place, "range", "band 不在 1–5，或 dims 不在 0–4。", "请改正。")
    if len(set(record.gold.findings)) != len(record.gold.findings):
        yield Problem(place, "findings_twice", "findings 有重复。", "请删去重复的。")
    if not record.why.strip():
        yield Problem(place, "why", "没有写难在哪里（why）。", "请补一句。")
    yield from (check_talk if record.record_type is RecordType.TALK else check_meeting)(place, record)
    yield from check_spans(place, record)
    yield from check_personal_data(place, record.header + "".join(record.texts()) + record.footer)


def _pairs(corpus: Corpus) -> Iterator[Problem]:
    known = {written.record.id for written in corpus.records}
    for place, pair in corpus.pairs:
        if pair.written.id in known:
            yield Problem(place, "id_twice", "对照组的编号已被用过。", "编号不能重复。")
        known.add(pair.written.id)
        yield from check_pair(place, pair)
        yield from check_record(place, pair.edited)


def _fragments(corpus: Corpus) -> Iterator[Problem]:
    for place, fragment in corpus.fragments:
        talk = (fragment.aspect is not None, fragment.specific is not None)
        meeting = (fragment.activity is not None, fragment.substance in (0, 1, 2))
        right, wrong = (talk, meeting) if fragment.record_type is RecordType.TALK else (meeting, talk)
        if not all(right) or any(wrong) or not fragment.text.strip():
            yield Problem(
                place, "keys", "片段的标注不全或用错。", "谈话写 aspect、specific，会议写 activity、substance（0–2），text 不能为空。"
            )
        yield from check_personal_data(place, fragment.text)


def _bodies(corpus: Corpus) -> Iterator[tuple[Place, str, str, str]]:
    for written in corpus.records:
        yield written.place, "\n".join(written.record.texts()), written.record.why, ""
    for place, pair in corpus.pairs:
        yield place, "\n".join(pair.edited.texts()), pair.base.why, pair.base.id
    for place, fragment in corpus.fragments:
        yield msgspec.structs.replace(place, record=f"{place.file}:{place.line}"), fragment.text, "", ""


def _surface(lengths: tuple[LengthCue, ...], cue_list: list[Cue]) -> Iterator[Problem]:
    for length in lengths:
        if abs(length.rho) >= _RHO and length.records >= _ENOUGH:
            place = Place(f"records/{length.style}", 0, "")
            yield Problem(
                place, "length", f"{length.record_type.zh}的长度与档次相关（Spearman {length.rho:+.2f}）。", "请补写长而差、短而好的记录。"
            )
    for cue in filter(giveaway, cue_list):
        place = Place(f"records/{cue.style}", 0, "")
        yield Problem(
            place,
            "giveaway",
            f"「{cue.gram}」一见即知 {cue.task}={cue.label}（{cue.hits}处，准确{cue.precision:.2f}，覆盖{cue.recall:.2f}）。",
            "请换说法，也让别的类用到它。",
        )
