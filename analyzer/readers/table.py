"""Ledgers as spreadsheets: one record a row."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from analyzer.errors import NoHeadings, TooLarge, UnreadableFile, UnsupportedFormat
from analyzer.ooxml import sheet_margins
from analyzer.readers.content import Content
from analyzer.readers.limits import SPLIT_LEDGER, Limits
from analyzer.readers.text import broken_bytes, decode
from analyzer.types.document import NO_HEADINGS, Cell, Notice, Row
from analyzer.types.record import FIELD_NAMES
from analyzer.types.span import Span

__all__ = ["NAME", "read", "sniff"]

NAME = "表格"

_HEADINGS = re.compile(
    "时间|日期|地点|主持|记录|内容|谈话|对象|支部|类型|主题|名称|议题|应到|实到|缺席|参加|列席|决议|编号|计入|录入|附件|备注|序号|姓名|小组|状态"
)
_KEYS = {*FIELD_NAMES, "content", "file"}
_LABEL = re.compile(
    "(?:[\u4e00-\u9fff]{0,5}(?:时间|日期|地点|主持人?|记录人|谈话人|对象|内容|人员|人数|议题|议程|主题|名称|类型|编号|应到|实到|缺席|决议)"
    "|(?:所[在属])?党?支部|姓名|附件|备注)(?:[(（][^()（）]*[)）])?(?P<value>[:：].*)?",
    re.DOTALL,
)
_DATED = re.compile("(?:19|20)[0-9]{2}[-./年][0-9]|[0-9]{1,2}[:：][0-9]{2}")
_BETWEEN = ",\t;"
_HEADING_WIDTH = 12
_HEADING_ROWS = 12
_FEWEST_HEADINGS = 3
_FEWEST_LABELS = 2
_LABELLED_WIDTH = 60
Values = Sequence[Sequence[object]]


def sniff(head: bytes, data: bytes) -> bool:
    """Whether the bytes are a workbook (zip or OLE2) or comma-separated lines under ledger headings."""
    if head.startswith(b"PK\x03\x04"):
        return b"xl/workbook" in data or b"content.xml" in data[:512]
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "Workbook".encode("utf-16-le") in data or "Book\x00".encode("utf-16-le") in data[:65536]
    if b"\x00" in head:
        return False
    first = next(iter(data[:65536].splitlines()), b"")
    try:
        line = decode(first)
    except UnsupportedFormat:
        return False
    return _headings(next(csv.reader([line.removeprefix("\ufeff")]), [])) >= _FEWEST_HEADINGS


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Each row under the headings as lines «heading：value»; of a form, which has none, its cells as lines.

    A sheet without headings beside others is left out, and a notice says so. Raises NoHeadings where rows are all there is, TooLarge,
    UnreadableFile.
    """
    sheets, notices = _sheets(data)
    builder = _Builder()
    for sheet, values in sheets:
        if len(values) > limits.rows:
            raise TooLarge(f"工作表“{sheet}”有{len(values)}行，超过{limits.rows}行。", remedy=SPLIT_LEDGER)
        builder.sheet(sheet, values)
        if builder.length > limits.table_characters:
            raise TooLarge(f"表格文字超过{limits.table_characters}字。", remedy=SPLIT_LEDGER)
    bare = None if builder.rows else next(((sheet, values) for sheet, values in sheets if _is_bare_ledger(values)), None)
    if bare:
        where = f"{name}“{bare[0]}”" if bare[0] else name
        raise NoHeadings(f"前{_HEADING_ROWS}行里没有列名，分不清哪一列是什么，{len(bare[1])}行都没有评价。", where=where)
    if builder.rows:
        notices += builder.left_out()
    printed = sheet_margins(data) if data[:2] == b"PK" else ()
    return Content("".join(builder.parts), rows=tuple(builder.rows), notices=tuple(notices), margins=(*builder.above, *printed))


def _sheets(data: bytes) -> tuple[list[tuple[str, Values]], list[Notice]]:
    """The rows of each sheet by its name, and what the user should know of lines that were decoded."""
    if data[:2] not in (b"PK", b"\xd0\xcf"):
        text = decode(data)
        return [("", _csv_rows(text.lstrip("\ufeff")))], list(broken_bytes(data, text))
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names], []
    except CalamineError as error:
        raise UnreadableFile("表格文件损坏或已加密。", remedy="请用 WPS 或 Excel 打开并另存为 .xlsx。") from error


def _csv_rows(text: str) -> Values:
    """The rows of lines whose cells a comma, a tab or a semicolon parts: whichever shows headings, else the most cells."""

    def rows(mark: str) -> Iterator[list[str]]:
        return csv.reader(io.StringIO(text, newline=""), delimiter=mark)

    def fitness(mark: str) -> tuple[bool, int]:
        top = list(islice(rows(mark), _HEADING_ROWS))
        return _heading_row(top) is not None, max(map(len, top), default=0)

    try:
        return list(rows(max(_BETWEEN, key=fitness)))
    except csv.Error as error:
        raise UnreadableFile("单元格过长，多半是少了一个引号。", remedy="请用 WPS 或 Excel 打开并另存为 .xlsx。") from error


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.rows: list[Row] = []
        self.length = 0
        self.above: list[str] = []
        self._bare: dict[str, int] = {}

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def sheet(self, name: str, values: Values) -> None:
        heading = _heading_row(values)
        if heading is None:
            lines = ["\t".join(_shown(value) for value in row).rstrip() for row in values]
            kept = [line for line in lines if line.strip()]
            if kept:
                self._bare[name] = len(kept)
                self.above += kept[:_HEADING_ROWS]
                if not self.rows:
                    self._add("\n".join(kept) + "\n")
            return
        if not self.rows:
            self.parts, self.length = [], 0
        self.above += ["\t".join(map(_shown, row)).strip() for row in values[:heading]]
        labels = [re.sub(r"\s", "", _shown(value)) for value in values[heading]]
        for number, row in enumerate(values[heading + 1 :], heading + 2):
            if any(_shown(value) for value in row):
                self._row(name, number, labels, row)

    def left_out(self) -> Iterator[Notice]:
        """What is to be said of the sheets without headings where others have them."""
        for name, lines in self._bare.items():
            yield Notice(NO_HEADINGS, f"工作表“{name}”没有可识别的表头，其中的{lines}行没有读取；请在第一行写列名。")

    def _row(self, name: str, number: int, labels: list[str], row: Sequence[object]) -> None:
        begin = self.length
        cells = []
        for label, value in zip(labels, row, strict=False):
            shown = _shown(value)
            if not shown:
                continue
            self._add(f"{label}：" if label else "")
            cells.append(Cell(label, Span(self.length, self.length + len(shown))))
            self._add(shown + "\n")
        self.rows.append(Row(name, number, Span(begin, self.length), tuple(cells)))


def _heading_row(values: Values) -> int | None:
    """The first of the top rows that names its columns: at least three ledger headings, or labels alone; a row that gives a date names few."""
    for number, row in enumerate(values[:_HEADING_ROWS]):
        words = [shown for shown in map(_shown, row) if shown]
        headings = _headings(words)
        if headings >= _FEWEST_HEADINGS and (2 * headings > len(words) or not any(map(_DATED.search, words))):
            return number
        if len(words) >= _FEWEST_LABELS and all(map(_is_label, words)):
            return number
    return None


def _headings(cells: Iterable[str]) -> int:
    """How many cells are ledger headings: short, in Chinese or a key."""
    return sum(cell in _KEYS or (len(cell) <= _HEADING_WIDTH and _HEADINGS.search(cell) is not None) for cell in cells)


def _is_label(words: str) -> bool:
    match = _LABEL.fullmatch(words)
    return words in _KEYS or (match is not None and not match["value"])


def _is_bare_ledger(values: Values) -> bool:
    """Whether rows without headings are those of a ledger: cells side by side, and not the labels of a form among them."""
    rows = [[shown for shown in map(_shown, row) if shown] for row in values]
    forms = (_LABEL.fullmatch(cell) for row in rows for cell in row if len(cell) <= _LABELLED_WIDTH)
    if len({match.group()[: match.start("value")] if match["value"] else match.group() for match in forms if match}) >= _FEWEST_LABELS:
        return False
    return any(len(row) >= _FEWEST_HEADINGS or (len(row) == _FEWEST_LABELS and _DATED.match(row[0])) for row in rows)


def _shown(value: object) -> str:
    """A cell as it is read: dates in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.time() != datetime.time() else value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
