"""A ledger's rows, whatever file they come from, as documents: the content is the text, the other values stand beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from analyzer.errors import BadRow
from analyzer.ledger import names_in
from analyzer.parsing.fields.moments import read_moment
from analyzer.parsing.rows import column_name, joined_name, read_row, row_key, row_keys
from analyzer.parsing.table import bad_row, content_problem, doubt_notice, headings_of, repeated_id, unread_columns
from analyzer.readers import ReadingCell, read
from analyzer.text.secrecy import refuse_classified_cells
from analyzer.types.document import NO_HEADINGS, REPLACED, ROW_NOTE, Document, Notice, Source
from analyzer.types.record import MOMENT_FIELDS, PEOPLE_FIELDS

__all__ = ["ROW", "RawRow", "attached_file", "checked_rows", "header_document", "json_rows", "row_document", "table_rows", "without_branch"]

ROW = "row"
"""The reader of a record that is the row of a ledger."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class RawRow(msgspec.Struct, frozen=True):
    """One row of a ledger: where it stands (file, sheet, number) and its values by heading.

    `broken` says why it must be left out, and `remedy` what to do where that is known; `notes` what the user should know of how it was read,
    `headings` what columns its sheet has.
    """

    where: str
    values: dict[str, str]
    broken: str = ""
    remedy: str = ""
    notes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def json_rows(name: str, lines: Iterable[str]) -> Iterator[RawRow]:
    """The rows of a .jsonl file, numbered from 1; blank lines are none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name} 第{number}行"
        try:
            values = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.MsgspecError:
            yield RawRow(where, {}, "不是有效的 JSON 对象。")
            continue
        yield RawRow(where, {key: words for key, value in values.items() if (words := _words(value))})


def table_rows(name: str, document: Document) -> Iterator[RawRow]:
    """The rows of a workbook or .csv file under their headings, numbered as the spreadsheet does, and one broken row for each sheet that has none."""
    headings = headings_of(document)
    unread = unread_columns(document)
    for index, row in enumerate(document.rows):
        sheet = f"“{row.sheet}”" if row.sheet else ""
        yield RawRow(
            f"{name}{sheet} 第{row.number}行",
            {cell.label: _cell(cell.span.of(document.text)) for cell in row.cells if cell.label},
            notes=(unread[index].message,) if index in unread else (),
            headings=headings[row.sheet],
        )
    yield from (RawRow(name, {}, notice.message) for notice in document.notices if notice.code == NO_HEADINGS)


def row_document(row: RawRow, cell: ReadingCell) -> Document:
    """The document of a row; a row without content that names a file beside the ledger is that file.

    Raises ClassifiedMaterial for a row that bears a mark of secrecy, BadRow that names row and column, or an InputError of the file.
    """
    refuse_classified_cells(row.values.items(), "这一行")
    if row.broken:
        raise BadRow(row.broken, where=row.where, remedy=row.remedy)
    known = read_row(row.values)
    problem = next(iter(known.problems), None) or content_problem(known, row.headings, beside=True)
    if problem is not None:
        raise bad_row(problem, row.where)
    notices = (*(Notice(ROW_NOTE, note) for note in row.notes), *(doubt_notice(doubt, row.where) for doubt in known.doubts))
    if any("\ufffd" in value for value in row.values.values()):
        notices += (Notice(REPLACED, f"{row.where}有字无法解码，显示为“\ufffd”，前后的字也可能有误，请核对原文。"),)
    header = header_document(row)
    if known.content:
        return msgspec.structs.replace(header, notices=notices)
    folder = _folder(row).resolve()
    path = (folder / known.file.replace("\0", "")).resolve()
    if "\0" in known.file or not path.is_relative_to(folder):
        raise BadRow("附件不在台账所在的目录里。", where=_column(row, "file"))
    document = read(path, name=row.where, cell=cell)
    return msgspec.structs.replace(document, given=header.given, rows=(), notices=(*document.notices, *notices))


def attached_file(row: RawRow) -> Path | None:
    """The file that a row without content names, wherever it lies and whether or not it is there; None for a row that names none."""
    name = _value(row, "file")
    return _folder(row) / name if name and not _value(row, "content") else None


def header_document(row: RawRow) -> Document:
    """The document of a row whatever is wrong with it: its content, else all its values, with what stands beside it."""
    given = tuple((label, value) for label, value in row.values.items() if set(row_keys(label)) - {"content", "file"})
    sha256 = hashlib.sha256(msgspec.json.encode(row.values, order="sorted")).hexdigest()
    text = _value(row, "content") or "\n".join(row.values.values())
    return Document(text, Source(row.where, ROW, sha256), given=given)


def checked_rows(rows: Sequence[RawRow], ids: dict[str, str], branch: str = "") -> Iterator[RawRow]:
    """The rows of a ledger in their order, each with what only all of them together show; `ids` are those of earlier ledgers, with their places.

    A row without branch is left out, unless its file may tell it or all rows are of one `branch`; of two rows of one id the second is; one without id
    is called by its place. A member who is written in another way than before and a date given as a day number are noted.
    """
    writings: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        known, own = _value(row, "id"), _value(row, "branch") or branch
        if row.broken:
            yield row
        elif not own and not _value(row, "file"):
            yield without_branch(row)
        elif known in ids:
            problem = repeated_id((*row.values, *row.headings), known, ids[known])
            yield _left_out(row, "id", problem.problem, problem.remedy)
        else:
            if known:
                ids[known] = row.where
            else:
                row = msgspec.structs.replace(row, values={**row.values, "id": row.where.rpartition("/")[2]})  # noqa: PLW2901
            notes = (*row.notes, *_other_writings(row, own, writings), *_day_numbers(row))
            yield msgspec.structs.replace(row, notes=notes) if notes else row


def without_branch(row: RawRow) -> RawRow:
    """A row that is left out because nothing says which branch it is of."""
    return _left_out(row, "branch", "没有写明党支部，未计入。", "请补上党支部；整本台账是一个支部的，可用 --branch 写明。")


def _left_out(row: RawRow, key: str, problem: str, remedy: str) -> RawRow:
    return msgspec.structs.replace(row, where=_column(row, key), broken=problem, remedy=remedy)


def _other_writings(row: RawRow, branch: str, writings: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    for label, value in row.values.items():
        key = row_key(label)
        for word in re.split("[、,，;；]", value) if key in PEOPLE_FIELDS else ():
            names = tuple(names_in(joined_name(word)))
            written = re.sub("[(（].*?[)）]", "", word).strip()
            if len(names) != 1 or not written:
                continue
            known = writings.setdefault((branch, names[0]), [written])
            if written not in known:
                known.append(written)
                yield f"{_column(row, str(key))}：“{written}”与前面的“{known[0]}”按同一人（{names[0]}）统计。"


def _day_numbers(row: RawRow) -> Iterator[str]:
    """Dates that a spreadsheet gave as day numbers of its 1900 calendar."""
    for key in MOMENT_FIELDS:
        words = _value(row, key)
        read = read_moment(words) if _NUMBER.fullmatch(words) else ""
        if not isinstance(read, str):
            yield f"{_column(row, key)}：“{words}”按表格1900年起算的日期序号读作{read.first}。"


def _folder(row: RawRow) -> Path:
    """Where the ledger of a row lies."""
    return Path(row.where.rpartition(" ")[0]).parent


def _column(row: RawRow, key: str) -> str:
    return f"{row.where}“{column_name((*row.values, *row.headings), key)}”列"


def _value(row: RawRow, key: str) -> str:
    return next((value.strip() for label, value in row.values.items() if row_key(label) == key and value.strip()), "")


def _cell(words: str) -> str:
    """A spreadsheet's value; a list in JSON, as programs export it, as its words."""
    if not (words.startswith("[") and words.endswith("]")):
        return words
    try:
        return _words(msgspec.json.decode(words))
    except msgspec.DecodeError:
        return words


def _words(value: Any) -> str:
    """A JSON value as words: lists joined, claims as «lecture1次2学时»."""
    if isinstance(value, list):
        return "、".join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        count, hours = value.get("count"), value.get("hours")
        return f"{value.get('duty', '')}{1 if count is None else count}次{f'{hours}学时' if hours else ''}"
    return "" if value is None else str(value)
