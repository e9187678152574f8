"""The parts of a .docx package."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable

import msgspec
from lxml import etree

from analyzer.errors import UnreadableFile

__all__ = ["Parts", "holds_document", "open_package", "parse_part"]

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USUAL_MAIN = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Parts(msgspec.Struct, frozen=True, eq=False):
    """What a document's text depends on beside its main part: styles, numbering, footnotes and endnotes; `margins` are page headers and footers."""

    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    notes: tuple[etree._Element, ...] = ()
    margins: tuple[etree._Element, ...] = ()


class _Archive:
    """A zip whose members are found whatever their case and slashes."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower().replace("\\", "/"): name for name in self._zip.namelist()}

    def part(self, name: str) -> etree._Element | None:
        """A part as a tree, None where there is none."""
        found = self._names.get(name.lower())
        return None if found is None else parse_part(self._zip.read(found))

    def targets(self, part: str) -> dict[str, tuple[str, ...]]:
        """The parts that a part is related to, by kind, in order; "" is the package itself."""
        folder, name = posixpath.split(part)
        tree = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, tuple[str, ...]] = {}
        for relation in () if tree is None else tree.iter(_RELATIONSHIP):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                targets[kind] = (*targets.get(kind, ()), target)
        return targets


def holds_document(data: bytes) -> bool:
    """Whether a zip holds the main part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name.lower().replace("\\", "/") for name in archive.namelist()]
    return any(name.startswith("word/document") and name.endswith(".xml") for name in names)


def open_package(data: bytes) -> tuple[etree._Element, Parts]:
    """The main part of a .docx and the parts beside it. Raises UnreadableFile."""
    try:
        archive = _Archive(data)
        main = archive.targets("").get("officeDocument", (_USUAL_MAIN,))[-1]
        root = archive.part(main)
        if root is None:
            raise UnreadableFile("Word 文件里没有正文部件。")
        beside = archive.targets(main)
        styles, numbering, *notes = (
            archive.part(beside[kind][-1]) if kind in beside else None for kind in ("styles", "numbering", "footnotes", "endnotes")
        )
        around = [archive.part(name) for kind in ("header", "footer") for name in beside.get(kind, ())]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile("Word 文件的压缩结构损坏。") from error
    return root, Parts(styles, numbering, _present(notes), _present(around))


def _present(parts: Iterable[etree._Element | None]) -> tuple[etree._Element, ...]:
    return tuple(part for part in parts if part is not None)


def parse_part(xml: bytes) -> etree._Element:
    """An XML part as a tree, without entities, network or document type; raises UnreadableFile."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(xml.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("Word 文件的正文损坏。") from error
    if root is None:
        raise UnreadableFile("Word 文件的正文是空的。")
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("Word 文件含有不允许的 DOCTYPE 声明。")
    return root
