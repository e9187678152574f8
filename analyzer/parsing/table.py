"""The rows of a ledger as documents, which of them cannot be used, and in what words that is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from analyzer.errors import BadRow
from analyzer.parsing.rows import LedgerRow, RowProblem, column_name, read_row, row_key, row_keys
from analyzer.types.document import REPLACED, ROW_NOTE, Document, Notice, Row

__all__ = ["bad_row", "content_problem", "doubt_notice", "headings_of", "repeated_id", "row_faults", "row_part", "unread_columns"]

_NUMBERING = frozenset(("序号", "序", "行号", "No", "No."))
"""Columns that only count the rows."""


def row_part(document: Document, row: Row) -> Document:
    """A row as a document: its content is the text, its other cells stand beside it, what the caller gave before them; a row without content is its
    own text. Values that are left out are noted; bytes that were not decoded concern the rows alone that have some.
    """
    whole = "\ufffd" not in row.span.of(document.text)
    notices = tuple(notice for notice in document.notices if not (whole and notice.code == REPLACED))
    content = next((cell.span for cell in row.cells if row_key(cell.label) == "content"), row.span)
    known = {key for key, _ in document.given}
    cells = tuple(
        (cell.label, cell.span.of(document.text)) for cell in row.cells if cell.span != content and row_key(cell.label) not in known
    )
    notes = tuple(doubt_notice(one, _place(row)) for one in read_row(dict(cells)).doubts)
    return msgspec.structs.replace(document.part(content), given=(*document.given, *cells), notices=(*notices, *notes))


def row_faults(document: Document) -> dict[int, BadRow]:
    """Why rows of a ledger cannot be judged, by their index among its rows: an impossible value, no content, an id that another row has."""
    return {index: fault for index, fault in enumerate(_faults(document, headings_of(document))) if fault is not None}


def _faults(document: Document, headings: Mapping[str, tuple[str, ...]]) -> Iterator[BadRow | None]:
    """Of each row in turn why it cannot be judged, None where it can."""
    ids: dict[str, str] = {}
    for row in document.rows:
        known = read_row({cell.label: cell.span.of(document.text) for cell in row.cells if cell.label})
        named, place = known.values.get("id", ""), _place(row)
        found = next(iter(known.problems), None) or content_problem(known, headings[row.sheet], beside=False)
        if found is None and named in ids:
            found = repeated_id(headings[row.sheet], named, ids[named])
        if named:
            ids.setdefault(named, place)
        yield None if found is None else bad_row(found, place)


def unread_columns(document: Document) -> dict[int, Notice]:
    """What columns of each sheet are not read, as a notice for the first of its rows that can be judged, by its index among all rows."""
    found: dict[int, Notice] = {}
    headings = headings_of(document)
    unread = {
        sheet: columns
        for sheet, own in headings.items()
        if (columns := [one for one in own if not row_keys(one) and one not in _NUMBERING])
    }
    faults = _faults(document, headings)
    for index, row in enumerate(document.rows):
        if not unread:
            break
        if next(faults) is None and row.sheet in unread:
            where = f"“{row.sheet}”" if row.sheet else "台账"
            named = "、".join(f"“{one}”" for one in unread.pop(row.sheet))
            found[index] = Notice(ROW_NOTE, f"{where}里没有读取的列：{named}。")
    return found


def bad_row(problem: RowProblem, place: str) -> BadRow:
    """The error of a row that cannot be used; `place` is that of the row."""
    return BadRow(problem.problem, where=f"{place}“{problem.column}”列", remedy=problem.remedy)


def doubt_notice(doubt: RowProblem, place: str) -> Notice:
    """What is to be said of a value that was left out of a row."""
    return Notice(ROW_NOTE, f"{place}“{doubt.column}”列：{doubt.problem}，未计。")


def repeated_id(headings: Iterable[str], name: str, place: str) -> RowProblem:
    """What is wrong with a row under these headings whose id the row at a place has already."""
    return RowProblem("id", column_name(headings, "id"), f"记录编号“{name}”与{place}重复。", "请改正编号。")


def content_problem(row: LedgerRow, headings: tuple[str, ...], *, beside: bool) -> RowProblem | None:
    """What is wrong with the content of a row under these headings of its sheet; `beside` is whether a file beside the ledger can stand for it."""
    if row.content or (row.file and beside):
        return None
    column = column_name(headings, "content")
    if row.file:
        return RowProblem("content", column, "没有内容，只写了附件。", "请单独上传附件，或用 mqa batch 连同附件一起分析。")
    if headings and not any(row_key(one) in ("content", "file") for one in headings):
        return RowProblem(
            "content", column, "没有内容：整张表没有一行填了内容，或缺少这一列。", "内容的列名请写“谈话内容”“会议内容”或“内容”。"
        )
    return RowProblem("content", column, "没有内容。", f"请补上{column}{'，或在“附件”列写明记录文件' if beside else ''}。")


def headings_of(document: Document) -> dict[str, tuple[str, ...]]:
    """The headings under which the rows of each sheet have values."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in document.rows:
        found[row.sheet].update((cell.label, None) for cell in row.cells if cell.label)
    return {sheet: tuple(headings) for sheet, headings in found.items()}


def _place(row: Row) -> str:
    return f"{f'“{row.sheet}”' if row.sheet else ''}第{row.number}行"
