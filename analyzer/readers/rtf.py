"""Rich text (.rtf, also saved as .doc)."""

from __future__ import annotations

from analyzer.errors import UnreadableFile
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits

__all__ = ["NAME", "read", "sniff"]

NAME = "RTF"


def sniff(head: bytes, _data: bytes) -> bool:
    """Whether the bytes open as rich text."""
    return head.lstrip().startswith(b"{\\rtf")


def read(data: bytes, _name: str, _limits: Limits) -> Content:
    """The text without its formatting. Raises UnreadableFile."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), encoding="gb18030", errors="replace"
        )
    except (ValueError, IndexError, KeyError, UnicodeError) as error:
        raise UnreadableFile("RTF 文件损坏。") from error
    return Content(str(text).replace("\r\n", "\n").replace("|", "\t"))
