"""Ledgers as spreadsheets: one record a row."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.errors import TooLarge, UnreadableFile
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits
from analyzer.readers.text import decode
from analyzer.types.document import NO_HEADINGS, Cell, Notice, Row
from analyzer.types.record import FIELD_NAMES
from analyzer.types.span import Span

__all__ = ["NAME", "read", "sniff"]

NAME = "表格"

_HEADINGS = re.compile(
    "时间|日期|地点|主持|记录|内容|谈话|对象|支部|类型|主题|名称|议题|应到|实到|缺席|参加|列席|决议|编号|计入|录入|附件|备注|序号|姓名|小组|状态"
)
_KEYS = {*FIELD_NAMES, "content", "file"}
_HEADING_WIDTH = 12
_HEADING_ROWS = 12
_FEWEST_HEADINGS = 3
Values = Sequence[Sequence[object]]


def sniff(head: bytes, data: bytes) -> bool:
    """Whether the bytes are a workbook (zip or OLE2) or comma-separated lines under ledger headings."""
    if head.startswith(b"PK\x03\x04"):
        return b"xl/workbook" in data or b"content.xml" in data[:512]
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "Workbook".encode("utf-16-le") in data or "Book\x00".encode("utf-16-le") in data[:65536]
    if b"\x00" in head:
        return False
    first = data[:65536].partition(b"\n")[0]
    try:
        line = decode(first + b"\n")
    except Exception:  # noqa: BLE001
        return False
    cells = next(csv.reader([line.strip("\ufeff\r\n")]), [])
    return _headings(cells) >= _FEWEST_HEADINGS


def read(data: bytes, _name: str, limits: Limits) -> Content:
    """Each row under the headings as lines «heading：value»; of a workbook without any headings its cells as lines.

    A sheet without headings beside others is left out, and a notice says so. Raises TooLarge, UnreadableFile.
    """
    sheets = _sheets(data)
    builder = _Builder()
    for name, values in sheets:
        if len(values) > limits.rows:
            raise TooLarge(f"工作表“{name}”有{len(values)}行，超过{limits.rows}行。")
        builder.sheet(name, values)
        if builder.length > limits.table_characters:
            raise TooLarge(f"表格文字超过{limits.table_characters}字。")
    return Content("".join(builder.parts), rows=tuple(builder.rows), notices=tuple(builder.left_out()) if builder.rows else ())


def _sheets(data: bytes) -> list[tuple[str, Values]]:
    if data[:2] not in (b"PK", b"\xd0\xcf"):
        return [("", list(csv.reader(io.StringIO(decode(data).lstrip("\ufeff"), newline=""))))]
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names]
    except CalamineError as error:
        raise UnreadableFile("表格文件损坏或已加密。", remedy="请用 WPS 或 Excel 打开并另存为 .xlsx。") from error


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.rows: list[Row] = []
        self.length = 0
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
                if not self.rows:
                    self._add("\n".join(kept) + "\n")
            return
        if not self.rows:
            self.parts, self.length = [], 0
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
    """The first of the top rows in which at least three short cells are ledger headings."""
    for number, row in enumerate(values[:_HEADING_ROWS]):
        if _headings(map(_shown, row)) >= _FEWEST_HEADINGS:
            return number
    return None


def _headings(cells: Iterable[str]) -> int:
    """How many cells are ledger headings: short, in Chinese or a key."""
    return sum(cell in _KEYS or (len(cell) <= _HEADING_WIDTH and _HEADINGS.search(cell) is not None) for cell in cells)


def _shown(value: object) -> str:
    """A cell as it is read: dates in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.time() != datetime.time() else value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
