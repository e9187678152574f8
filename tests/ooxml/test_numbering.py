"""Numbers that Word sets by itself."""

from __future__ import annotations

import pytest

from analyzer.ooxml.numerals import numeral
from tests.ooxml.documents import cell, paragraph, table, walked


def level(number: int, form: str, words: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/>{more}</w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "japaneseCounting", "%1、", "<w:pStyle w:val=" + chr(34) + "heading" + chr(34) + "/>")}'
    f"{level(1, 'chineseCounting', '（%2）')}{level(2, 'decimal', '%3.')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "●")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{level(0, "decimal", "%1思想工作生活学习家庭困难，都谈到了")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="heading"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="heir"><w:basedOn w:val="heading"/></w:style>'
)


def item(text: str, num: int, depth: int = 0, more: str = "") -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>{more}')


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ([item("学习", 1), item("党课", 1), paragraph("正文"), item("讨论", 1)], "一、学习\n二、党课\n正文\n三、讨论\n"),
        ([item("甲", 1), item("子", 1, 1), item("丑", 1, 1), item("乙", 1), item("寅", 1, 1)], "一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n"),
        ([item("甲", 2), item("子", 2, 1), item("丑", 2, 1)], "1 甲\n1.1 子\n1.2 丑\n"),
        ([item("丑", 2, 1)], "1.1 丑\n"),
        ([item("甲", 3), item("甲", 0), item("甲", 9), item("甲", 1, 7)], "甲\n甲\n甲\n甲\n"),
        ([item("甲", 1), item("乙", 1), item("丙", 4), item("丁", 4)], "一、甲\n二、乙\n一、丙\n二、丁\n"),
        ([paragraph("甲", properties='<w:pStyle w:val="heading"/>'), paragraph("乙", properties='<w:pStyle w:val="heir"/>')], "一、甲\n二、乙\n"),
        ([table([cell(item("", 2)), cell("张三")], [cell(item("", 2)), cell("李四")])], "1 \t张三\n2 \t李四\n"),
        ([item("前", 1, more="<w:rPr><w:del/></w:rPr>"), item("后", 1), item("乙", 1)], "前后\n二、乙\n"),
    ],
)  # fmt: skip
def test_numbers_stand_before_their_paragraphs(body: list[str], text: str) -> None:
    """Levels count on, restart under their parents and by override; bullets and unknown lists have none."""
    assert walked("".join(body), numbering=NUMBERING, styles=STYLES).text == text


def test_a_number_holds_no_sentence() -> None:
    """Words that are smuggled in as a number format do not count."""
    assert walked(item("甲", 5), numbering=NUMBERING).text == "甲\n"


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (10, "chineseCounting", "十"), (12, "japaneseCounting", "十二"), (20, "chineseCountingThousand", "二十"), (21, "chineseCounting", "二十一"),
        (103, "chineseCounting", "一百零三"), (110, "chineseCounting", "一百一十"), (1005, "chineseCounting", "一千零五"), (2, "chineseLegalSimplified", "贰"),
        (10, "ideographDigital", "一〇"), (3, "ideographTraditional", "丙"), (11, "ideographTraditional", "11"), (2, "decimalEnclosedCircle", "②"),
        (3, "decimalFullWidth", "３"), (3, "decimalZero", "03"), (27, "upperLetter", "AA"), (2, "lowerLetter", "b"), (9, "upperRoman", "IX"),
        (14, "lowerRoman", "xiv"), (7, "somethingNew", "7"), (0, "chineseCounting", "0"), (12345, "chineseCounting", "12345"),
    ],
)  # fmt: skip
def test_numerals_are_written_as_word_writes_them(number: int, form: str, words: str) -> None:
    """The list formats of Chinese documents; others are decimal."""
    assert numeral(number, form) == words
