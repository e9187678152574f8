"""Files of further examples for training: lines in the format of the corpus, or of reviewed records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from analyzer.errors import UnreadableFile
from analyzer.types.labels import RecordType
from corpus.guideline.meetings import check_meeting
from corpus.guideline.problem import Place, Problem
from corpus.guideline.talks import check_talk
from corpus.records import LabelledRecord
from corpus.reviewed import ReviewedRecord, check_reviewed

__all__ = ["Added", "read_added"]

_FIELD = re.compile(r" - at `\$\.?(.*)`$")


class Added(msgspec.Struct, frozen=True):
    """What the files hold, and every problem of their lines; they are used only where there is none."""

    records: tuple[LabelledRecord, ...]
    reviewed: tuple[ReviewedRecord, ...]
    problems: tuple[Problem, ...]

    def __len__(self) -> int:
        """How many examples the files hold."""
        return len(self.records) + len(self.reviewed)

    @property
    def digest(self) -> str:
        """Stands for all added examples."""
        return hashlib.sha256(b"".join(map(msgspec.json.encode, (*self.records, *self.reviewed)))).hexdigest()


def read_added(files: Sequence[Path], *, known: Collection[str], closed: Collection[str]) -> Added:
    """The examples of some files; `known` ids are taken, `closed` styles may not be learned from.

    Raises UnreadableFile where a file is not text in UTF-8.
    """
    found: list[LabelledRecord | ReviewedRecord] = []
    problems: list[Problem] = []
    taken = dict.fromkeys(known, "语料")
    for file in files:
        for place, record in _lines(file, problems):
            problems += _checked(place, record)
            if isinstance(record, LabelledRecord) and record.style in closed:
                problems.append(Problem(place, "style", f"style={record.style} 留作对照或已封存，不能用来训练。", "请换一个样式名。"))
            if record.id in taken:
                problems.append(Problem(place, "id_twice", f"id 与{taken[record.id]}重复。", "一条记录只留一行。"))
            taken.setdefault(record.id, f"{place.file}:{place.line} ")
            found.append(record)
        if not _text(file).strip():
            problems.append(Problem(Place(str(file), 0, ""), "empty", "文件里没有记录。", "每行写一条记录（JSON）。"))
    return Added(
        tuple(record for record in found if isinstance(record, LabelledRecord)),
        tuple(record for record in found if isinstance(record, ReviewedRecord)),
        tuple(problems),
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile("不是 UTF-8 编码的文本文件。", where=str(file), remedy="请用复核页面导出的 .jsonl 文件。") from error


def _lines(file: Path, problems: list[Problem]) -> Iterator[tuple[Place, LabelledRecord | ReviewedRecord]]:
    for number, line in enumerate(_text(file).split("\n"), 1):
        if not line.strip():
            continue
        place = Place(str(file), number, "")
        try:
            values = msgspec.json.decode(line, type=dict[str, object])
            place = msgspec.structs.replace(place, record=str(values.get("id", "")))
            record = msgspec.convert(values, ReviewedRecord) if "text" in values else msgspec.convert(values, LabelledRecord)
        except msgspec.ValidationError as error:
            problems.append(_misfit(place, str(error)))
        except msgspec.DecodeError:
            problems.append(Problem(place, "json", "这一行不是完整的 JSON 对象。", "每行一个 {…}，中间不换行。"))
        else:
            yield place, record


def _misfit(place: Place, said: str) -> Problem:
    field = _FIELD.search(said)
    where = f"字段 {field[1]} " if field and field[1] else ""
    return Problem(place, "format", f"{where}不合格式（{_FIELD.sub('', said)}）。", "格式见 docs/learning.md。")


def _checked(place: Place, record: LabelledRecord | ReviewedRecord) -> Iterator[Problem]:
    if isinstance(record, ReviewedRecord):
        yield from check_reviewed(place, record)
    else:
        check = check_talk if record.record_type is RecordType.TALK else check_meeting
        yield from (problem for problem in check(place, record) if not problem.doubtful)
