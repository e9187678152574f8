"""Word documents (.docx)."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.ooxml import Walk, holds_document, margins, open_package, walk
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits
from analyzer.types.document import Notice

__all__ = ["NAME", "notices", "read", "sniff"]

NAME = "Word 文档"


def sniff(head: bytes, data: bytes) -> bool:
    """Whether a zip holds a Word document."""
    return head.startswith(b"PK\x03\x04") and holds_document(data)


def read(data: bytes, _name: str, _limits: Limits) -> Content:
    """The text as a reader sees it with all revisions accepted, footnotes and endnotes behind it. Raises UnreadableFile."""
    root, parts = open_package(data)
    walked = walk(root, parts)
    return Content(walked.text, notices=tuple(notices(walked)), margins=tuple(margins(parts.margins)))


def notices(walked: Walk) -> Iterator[Notice]:
    """What the user should know of a Word document's revisions and hidden text."""
    if walked.tracked:
        yield Notice("tracked_changes", "文件含未接受的修订，已按全部接受后的文字读取。")
    if walked.hidden:
        yield Notice("hidden_text", "文件中有隐藏文字（隐藏、白色或极小字号），未计入评价。")
