"""Page headers and footers: no part of a text, yet where marks are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from analyzer.ooxml.names import W

__all__ = ["margins"]

_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"


def margins(roots: Iterable[etree._Element]) -> Iterator[str]:
    """The lines of the page headers and footers in some trees, with those of text boxes and watermarks in them."""
    for root in roots:
        for part in root.iter(W + "hdr", W + "ftr"):
            for paragraph in part.iter(W + "p"):
                if line := "".join(words.text or "" for words in paragraph.iter(W + "t")).strip():
                    yield line
            yield from filter(None, (mark.get("string", "") for mark in part.iter(_WATERMARK)))
