"""The user's own Word file back, with comments at the words; for other sources a new Word file of the text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from analyzer.errors import UnreadableFile
from analyzer.ooxml.runs import runs_of
from analyzer.ooxml.walk import walk
from analyzer.rendering.wording import headline, points_words, priorities, zh
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.report import Report, ReportFinding

__all__ = ["AUTHOR", "annotated_docx"]

AUTHOR = "mqa"

_FONT = "仿宋"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ud800-\udfff\ufffe\uffff]")


def annotated_docx(reports: Sequence[Report], original: bytes | None) -> bytes:
    """A .docx with a comment for each record and for each piece of evidence.

    `original` are the bytes of the uploaded file; they are used where it was a .docx, whose text stays as it is.
    Raises UnreadableFile where the original cannot be opened for writing.
    """
    own = original is not None and bool(reports) and reports[0].source.reader == "docx"
    document = _opened(original) if own and original is not None else _written(reports)
    for report in reports:
        _comment_report(document, report)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _opened(data: bytes) -> Document:
    try:
        return docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise UnreadableFile("Word 文件结构不完整，无法写入批注。") from error


def _written(reports: Sequence[Report]) -> Document:
    """A new document of the reports' texts, line by line."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = _FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    for report in reports:
        text = _NOT_IN_XML.sub(" ", report.text or "")
        for line in (text.removesuffix("\n") if report is not reports[-1] else text).split("\n"):
            document.add_paragraph(line)
    return document


def _comment_report(document: Document, report: Report) -> None:
    base = report.source.offset
    for number, found in enumerate(report.findings, 1):
        for place in found.evidence:
            _comment(document, base + place.start, base + place.end, _words(number, found))
    end = base + len(report.text or "")
    first = next((piece for piece in walk(document.element).pieces if base <= piece.offset < end and piece.text.strip()), None)
    if first is not None:
        loose = [_words(number, found) for number, found in enumerate(report.findings, 1) if not found.evidence]
        steps = [f"{number}. {advice}" for number, advice in enumerate(priorities(report), 1)]
        _comment(
            document,
            first.offset,
            first.offset + len(first.text),
            "\n".join([headline(report), *(["先改这些：", *steps] if steps else []), *loose]),
        )


def _comment(document: Document, start: int, end: int, words: str) -> None:
    runs = runs_of(document.element, start, end)
    if runs:
        document.add_comment([Run(runs[0], document), Run(runs[-1], document)], text=words, author=AUTHOR, initials=AUTHOR)  # type: ignore[arg-type]


def _words(number: int, found: ReportFinding) -> str:
    head = f"{number}. {zh(FindingKind, found.kind)}（{zh(Severity, found.severity)}，{points_words(found.points)}）：{found.message}"
    return f"{head}\n怎么改：{found.advice}\n依据：{found.rule.source}"
