"""The user's own Word file back, with comments at the words; for other sources a new Word file of the text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import docx
import msgspec
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run
from lxml import etree

from analyzer.errors import UnreadableFile
from analyzer.ooxml import Parts, open_package, runs_of
from analyzer.rendering.wording import caps_words, heading, headline, points_words, priorities, zh
from analyzer.types.labels import FindingKind, Severity
from analyzer.types.report import Report, ReportFinding

__all__ = ["AUTHOR", "annotated_docx"]

AUTHOR = "mqa"

_FONT = "仿宋"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ud800-\udfff\ufffe\uffff]")
_MADE_NEW = "原文件的结构不能直接加批注，这是按读到的文字新建的文件。"
_ADVICE_ONLY = "程序提出建议，结论由人作出。"


def annotated_docx(reports: Sequence[Report], original: bytes | None, remarks: Mapping[int, str] = MappingProxyType({})) -> bytes:
    """A .docx with a comment for each record and for each piece of evidence, the text as it was.

    `original` are the bytes of the file that was read; they are used where it was a .docx, else a new file is made of the reports' texts. A
    .docx that cannot be written back (with macros, or a template) also gives a new file, which says so. Words where Word takes no comment
    (text boxes, notes) are commented where they are tied to the text. `remarks` are what people decided, by the place of the report.
    """
    document, parts = None, Parts()
    if original is not None and reports and reports[0].source.reader == "docx":
        document, parts = _opened(original)
    if document is None:
        written, bases = _written(reports)
        told = (_MADE_NEW,) if original is not None and reports and reports[0].source.reader == "docx" else ()
        _comment(written, parts, reports, bases, told, remarks)
        return _saved(written)
    _comment(document, parts, reports, [report.source.offset for report in reports], (), remarks)
    return _saved(document)


def _opened(data: bytes) -> tuple[Document | None, Parts]:
    """The document and the parts beside its text; no document where it cannot be written back."""
    try:
        document = docx.Document(io.BytesIO(data))
        return document, open_package(data)[1]
    except (PackageNotFoundError, UnreadableFile, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return None, Parts()


def _saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _written(reports: Sequence[Report]) -> tuple[Document, list[int]]:
    """A new document of the reports' texts, a paragraph a line and a page a record, and where each text begins in it.

    A record whose title stands beside its text (a ledger's row) gets it as a heading.
    """
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.5
    bases, length = [], 0
    for report in reports:
        text = _NOT_IN_XML.sub(" ", report.text or "").removesuffix("\n")
        title = report.record.fields.get("title")
        beside = title is not None and title.evidence is None and title.value not in text
        titles = [" ".join(_NOT_IN_XML.sub(" ", heading(report)).split())] if beside else []
        bases.append(length + sum(len(title) + 1 for title in titles))
        for number, line in enumerate([*titles, *text.split("\n")]):
            paragraph = document.add_paragraph(line)
            paragraph.paragraph_format.page_break_before = True if length and not number else None
            if number < len(titles):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.runs[0].bold = True
        length = bases[-1] + len(text) + 1
    return document, bases


class _Comment(msgspec.Struct, frozen=True):
    """What is said of the words at a place of the document."""

    start: int
    end: int
    words: str


def _comment(
    document: Document, parts: Parts, reports: Sequence[Report], bases: Sequence[int], told: Sequence[str], remarks: Mapping[int, str]
) -> None:
    """Writes the comments of all reports: for each a summary at its first words, then its findings at theirs."""
    comments = [list(_of_findings(report, base)) for report, base in zip(reports, bases, strict=True)]
    wholes = [(base, base + len(report.text or " ")) for report, base in zip(reports, bases, strict=True)]
    places = [*wholes, *((one.start, one.end) for some in comments for one in some)]
    found = iter(runs_of(document.element, parts, places))
    heads = [next(found) for _ in reports]
    for number, (report, some, head) in enumerate(zip(reports, comments, heads, strict=True)):
        placed = [(one, runs) for one, runs in zip(some, found, strict=False) if runs]
        said = {one.words for one, _ in placed}
        loose = dict.fromkeys(words for place, one in enumerate(report.findings, 1) if (words := _words(place, one)) not in said)
        first = head[:1] or tuple(document.element.iter(qn("w:r")))[:1]
        name = f"{heading(report)}：" if len(reports) > 1 else ""
        remark = (remarks[number],) if number in remarks else ()
        _add(document, first, "\n".join([f"【质量分析】{name}{headline(report)}", *remark, *_summary(report), *loose, *told]))
        for one, runs in placed:
            _add(document, runs, one.words)


def _of_findings(report: Report, base: int) -> Iterator[_Comment]:
    for number, found in enumerate(report.findings, 1):
        for place in found.evidence:
            yield _Comment(base + place.start, base + place.end, _words(number, found))


def _summary(report: Report) -> Iterator[str]:
    steps = priorities(report)
    if steps:
        yield "先改这些："
        yield from (f"{number}. {advice}" for number, advice in enumerate(steps, 1))
    if report.not_judged is None:
        yield from (f"请人工查看：{reason}" for reason in report.review)
    yield _ADVICE_ONLY


def _words(number: int, found: ReportFinding) -> str:
    head = f"{number}. {zh(FindingKind, found.kind)}（{zh(Severity, found.severity)}，{points_words(found.points)}）：{found.message}{caps_words(found.caps)}"
    return f"{head}\n怎么改：{found.advice}\n依据：{found.rule.source}"


def _add(document: Document, runs: Sequence[etree._Element], words: str) -> None:
    if runs:
        ends = [Run(runs[0], document), Run(runs[-1], document)]  # type: ignore[arg-type]
        document.add_comment(ends, text=_NOT_IN_XML.sub(" ", words), author=AUTHOR, initials=AUTHOR)
