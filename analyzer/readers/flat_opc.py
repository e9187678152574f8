"""Word documents as one XML file: Flat OPC (`pkg:package`) and Word 2003 XML, as ledgers export them under .doc or .xml."""

from __future__ import annotations

import re

from lxml import etree

from analyzer.errors import UnreadableFile
from analyzer.ooxml import margins, parse_part, walk
from analyzer.readers.content import Content
from analyzer.readers.docx import notices
from analyzer.readers.limits import Limits

__all__ = ["NAME", "read", "sniff"]

NAME = "Word XML"

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_W2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ROOT = re.compile(rb"<(?:pkg:package|w:wordDocument)\b")


def sniff(head: bytes, _data: bytes) -> bool:
    """Whether the bytes are XML with a package or a Word 2003 document as root."""
    return _ROOT.search(head) is not None


def read(data: bytes, _name: str, _limits: Limits) -> Content:
    """The text of the document within. Raises UnreadableFile."""
    root = parse_part(data.lstrip(b"\xef\xbb\xbf \r\n\t").replace(_W2003, _W))
    walked = walk(_document(root))
    return Content(walked.text, notices=tuple(notices(walked)), margins=tuple(margins([root])))


def _document(root: etree._Element) -> etree._Element:
    for part in root.iter(_PACKAGE + "part"):
        if part.get(_PACKAGE + "name", "").lower() == "/word/document.xml":
            content = part.find(_PACKAGE + "xmlData")
            if content is not None:
                return content
    if root.tag == _PACKAGE + "package":
        raise UnreadableFile("Word XML 里没有正文部件。")
    return root
