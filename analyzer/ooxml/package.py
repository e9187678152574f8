"""The parts of a .docx package."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from analyzer.errors import UnreadableFile

__all__ = ["main_part", "parse_part"]

_MAIN = "word/document.xml"
_DOCTYPE_WITHIN = 2_000


def main_part(data: bytes) -> bytes:
    """The XML of the main document; raises UnreadableFile where it cannot be had."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
            if _MAIN not in names:
                raise UnreadableFile("Word 文件里没有正文部件。")
            return archive.read(names[_MAIN])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile("Word 文件的压缩结构损坏。") from error


def parse_part(xml: bytes) -> etree._Element:
    """An XML part as a tree, without entities, network or document type; raises UnreadableFile."""
    if b"<!DOCTYPE" in xml[:_DOCTYPE_WITHIN]:
        raise UnreadableFile("Word 文件含有不允许的 DOCTYPE 声明。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("Word 文件的正文损坏。") from error
    if root is None:
        raise UnreadableFile("Word 文件的正文是空的。")
    return root
