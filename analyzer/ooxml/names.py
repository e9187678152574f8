"""The names of WordprocessingML elements."""

from __future__ import annotations

from typing import Final

__all__ = ["FALLBACK", "WPS", "W"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
