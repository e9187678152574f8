"""Web pages, also those that bear the suffix .doc or .xls, and web archives (.mht)."""

from __future__ import annotations

import email
import email.policy
import re

from lxml import etree, html

from analyzer.errors import UnreadableFile
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits
from analyzer.readers.text import decode

__all__ = ["NAME", "read", "sniff"]

NAME = "网页"

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|body|table|meta|head)\b", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^(?:MIME-Version:|From:|Content-Type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_BLOCKS = frozenset(
    ["p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section", "article", "br", "hr", "title"]
)
_SILENT = frozenset(["script", "style", "head", "template", "noscript"])


def sniff(head: bytes, _data: bytes) -> bool:
    """Whether the bytes look like markup of a page or a web archive."""
    return _MARKUP.search(head[:2048]) is not None or (_ARCHIVE.search(head[:512]) is not None and b"multipart/related" in head)


def read(data: bytes, _name: str, _limits: Limits) -> Content:
    """The visible text; blocks on lines of their own, table cells parted by tabs. Raises UnreadableFile."""
    markup = _page_of(data) if b"multipart/related" in data[:4096] else _decoded(data)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("网页内容损坏。") from error
    parts: list[str] = []
    _collect(root, parts)
    lines = (re.sub(r"[ \xa0]+", " ", line).strip(" ") for line in "".join(parts).split("\n"))
    return Content("\n".join(line for line in lines if line.strip()) + "\n")


def _decoded(data: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2048], re.IGNORECASE)
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        return data.decode("gb18030", "replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data))


def _page_of(data: bytes) -> str:
    """The page within a web archive."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _decoded(payload)
    raise UnreadableFile("网页存档里没有页面。")


def _collect(node: etree._Element, parts: list[str]) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag in _SILENT:
        parts.append(node.tail or "")
        return
    if tag in _BLOCKS:
        parts.append("\n")
    elif tag in ("td", "th") and node.getprevious() is not None:
        parts.append("\t")
    parts.append((node.text or "").replace("\n", " ").replace("\r", ""))
    for child in node:
        _collect(child, parts)
    if tag in _BLOCKS:
        parts.append("\n")
    parts.append((node.tail or "").replace("\n", " ").replace("\r", ""))
