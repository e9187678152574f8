"""Word documents written by hand."""

from __future__ import annotations

import io
import zipfile

from analyzer.ooxml import Parts, Walk, parse_part, walk

__all__ = ["NS", "cell", "package", "paragraph", "run", "table", "tree", "walked"]

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = ("styles", "numbering", "footnotes", "endnotes")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(one if one.startswith('<') else paragraph(one) for one in paragraphs)}</w:tc>"


def table(*rows: list[str], properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{chr(10).join(row)}</w:tr>' for row in rows)}</w:tbl>"


def tree(body: str, root: str = "document") -> bytes:
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    return f"<w:{root} {NS}>{inner}</w:{root}>".encode()


def walked(body: str, *, styles: str = "", numbering: str = "", footnotes: str = "") -> Walk:
    """The walk of a document with these parts beside it."""
    beside = Parts(
        parse_part(tree(styles, "styles")), parse_part(tree(numbering, "numbering")), (parse_part(tree(footnotes, "footnotes")),)
    )
    return walk(parse_part(tree(body)), beside)


def package(body: str, main: str = "word/document.xml", **beside: str) -> bytes:
    """A .docx with the given main part and parts beside it."""
    relations = "".join(f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in _KINDS if kind in beside)
    wrap = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    folder, _, name = main.rpartition("/")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("_rels/.rels", wrap.format(f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="/{main}"/>'))
        archive.writestr(f"{folder}/_rels/{name}.rels", wrap.format(relations))
        archive.writestr(main, tree(body))
        for kind, part in beside.items():
            archive.writestr(f"{folder}/{kind}.xml", tree(part, kind))
    return buffer.getvalue()
