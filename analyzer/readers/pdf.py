"""PDF files with a text layer."""

from __future__ import annotations

from analyzer.errors import EncryptedFile, NoTextLayer, TooLarge, UnreadableFile
from analyzer.readers.content import Content
from analyzer.readers.limits import Limits
from analyzer.types.span import Span

__all__ = ["NAME", "read", "sniff"]

NAME = "PDF"

_HEADER_WITHIN = 1024
_FPDF_ERR_PASSWORD = 4
_FEWEST_CHARACTERS_A_PAGE = 4


def sniff(head: bytes, _data: bytes) -> bool:
    """Whether the bytes open as a PDF (some writers put a few bytes before the header)."""
    return b"%PDF-" in head[:_HEADER_WITHIN]


def read(data: bytes, _name: str, limits: Limits) -> Content:
    """The text of the pages, one after the other. Raises EncryptedFile, NoTextLayer, TooLarge, UnreadableFile."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _FPDF_ERR_PASSWORD or "assword" in str(error):
            raise EncryptedFile("PDF 需要密码。") from error
        raise UnreadableFile("PDF 损坏。", remedy="请重新导出 PDF，或上传原始 Word 文件。") from error
    if len(document) > limits.pages:
        raise TooLarge(f"PDF 有{len(document)}页，超过{limits.pages}页。", remedy="请按记录拆成几个文件再上传。")
    text = ""
    pages = []
    for number in range(len(document)):
        try:
            words = document[number].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(f"PDF 第{number + 1}页损坏。", remedy="请重新导出 PDF，或上传原始 Word 文件。") from error
        start = len(text)
        text += words.replace("\r\n", "\n").replace("\ufffe", "") + "\n"
        pages.append(Span(start, len(text)))
    if len(text.strip()) < _FEWEST_CHARACTERS_A_PAGE * len(pages):
        raise NoTextLayer("PDF 里只有图像，没有文字。")
    return Content(text, pages=tuple(pages))
