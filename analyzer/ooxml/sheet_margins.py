"""Page headers and footers of the sheets of a workbook (.xlsx): no cell holds them, yet marks are printed there."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

__all__ = ["sheet_margins"]

_SHEET = re.compile(r"xl/(?:work|chart)sheets/[^/]+\.xml", re.IGNORECASE)
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]*)<")
_CODE = re.compile('&(?:"[^"]*"|[0-9]{1,3}|K[0-9A-F]{6}|[A-Za-z+-])')
"""Where a text stands and how it looks («&C&\"宋体\"&14»): all but the ampersand itself."""


def sheet_margins(data: bytes) -> Iterator[str]:
    """The texts of the page headers and footers of each sheet of a zip; they stand behind the cells, so that no tree is built of those."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in filter(_SHEET.fullmatch, archive.namelist()):
            sheet = archive.read(name)
            for match in _MARGIN.finditer(sheet, max(sheet.rfind(b"sheetData"), 0)):
                words = _CODE.sub(" ", html.unescape(match[1].decode("utf-8", "replace"))).strip()
                if words:
                    yield words
