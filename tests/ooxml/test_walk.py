"""The words of a Word document as a reader sees them."""

from __future__ import annotations

import pytest

from analyzer.errors import UnreadableFile
from analyzer.ooxml import parse_part
from tests.ooxml.documents import cell, paragraph, run, table, walked

DELETED = "<w:del><w:r><w:delText>删除</w:delText></w:r></w:del>"
MOVED = f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
CHOICE = f"<w:r><mc:AlternateContent><mc:Choice><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
OLD_BOX = f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("甲", f"<w:ins>{run('插入')}</w:ins>", DELETED, "乙", MOVED), "甲插入乙新处\n"),
        (paragraph("甲", CONTROL.format("", run("控件")), f"<w:smartTag>{run('标记')}</w:smartTag>"), "甲控件标记\n"),
        (CONTROL.format("", paragraph("整段控件")), "整段控件\n"),
        (paragraph("地点：", CONTROL.format("<w:showingPlcHdr/>", run("单击此处输入文字。"))), "地点：\n"),
        (paragraph("甲", CHOICE.format(paragraph("文本框"), paragraph("文本框"))), "甲\n文本框\n"),
        (paragraph(OLD_BOX.format(paragraph("旧文本框") + paragraph("第二段"))), "旧文本框\n第二段\n"),
        (paragraph("甲", f"<w:hyperlink>{run('链接')}</w:hyperlink>", "<w:r><w:tab/><w:br/></w:r>", "乙"), "甲链接\t\n乙\n"),
        (paragraph(f"<w:r><w:ruby><w:rt>{run('hui')}</w:rt><w:rubyBase>{run('会')}</w:rubyBase></w:ruby></w:r>"), "会\n"),
        (paragraph("<w:r><w:instrText>DATE</w:instrText></w:r>", f"<w:fldSimple>{run('三月')}</w:fldSimple>"), "三月\n"),
        (paragraph('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "党课", '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'), "☑党课□\n"),
        (paragraph("甲") + paragraph() + paragraph("乙"), "甲\n\n乙\n"),
    ],
)  # fmt: skip
def test_text_is_what_a_reader_sees(body: str, text: str) -> None:
    """Accepted revisions, controls, boxes and ticks count; deleted text, placeholders, field codes and pinyin do not."""
    assert walked(body).text == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([[cell("时间"), cell("三月")], [cell("地点"), cell("会议室")]], "时间\t三月\n地点\t会议室\n"),
        ([[cell("时间", ""), cell("", "三月", "")]], "时间\t三月\n"),
        ([[cell("内容"), cell("问：……", "", "答：……")]], "内容\t问：……\n答：……\n"),
        ([[cell("谈", "话", "内", "容"), cell("说到家里。")]], "谈话内容\t说到家里。\n"),
        ([[cell("谈话", "内容"), cell("张三", "李四")]], "谈话内容\t张三\n李四\n"),
        ([[cell("张三", "李四")]], "张三\n李四\n"),
        ([[cell(""), cell("")]], "\t\n"),
        ([[cell("签名", properties='<w:vMerge w:val="restart"/>'), cell("甲")], [cell("签名", properties="<w:vMerge/>"), cell("乙")]], "签名\t甲\n乙\n"),
        ([[cell("通栏", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"), cell("甲")]], "通栏\t甲\n"),
        ([[cell("外"), cell(paragraph("前"), table([cell("子"), cell("丑")], [cell("寅"), cell("卯")]), paragraph())]], "外\t前\n子\t丑\n寅\t卯\n"),
        ([[cell("甲"), f"<w:sdt><w:sdtContent>{cell('控件格')}</w:sdtContent></w:sdt>"]], "甲\t控件格\n"),
    ],
)  # fmt: skip
def test_a_row_is_a_line_of_label_and_value(rows: list[list[str]], text: str) -> None:
    """Cells are joined by tabs, merged cells stand once, labels from top to bottom are one word, long cells keep their lines."""
    assert walked(table(*rows)).text == text


def test_rows_and_paragraph_marks_that_a_revision_takes_out_are_gone() -> None:
    """The accepted view has no empty row and no line break where one was deleted."""
    body = paragraph("前半", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半")
    found = walked(
        body + table([cell("留")], [f"<w:trPr><w:del/></w:trPr>{cell('去')}"], [cell("格", properties="<w:cellDel/>"), cell("存")])
    )
    assert found.text == "前半后半\n留\n存\n"
    assert found.tracked


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"/><w:style w:type="character" w:styleId="white"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="heir"><w:basedOn w:val="white"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="dark"><w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="9E1B1B"/></w:tcPr></w:tblStylePr></w:style>'
)
WHITE = '<w:color w:val="FFFFFF"/>'
RED = '<w:shd w:val="clear" w:fill="9E1B1B"/>'


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("思想", "<w:vanish/>")),
        paragraph(run("思想", WHITE)),
        paragraph(run("思想", '<w:color w:val="FEFEFE"/>')),
        paragraph(run("思想", '<w:sz w:val="2"/>')),
        paragraph(run("思想", '<w:rStyle w:val="heir"/>')),
        paragraph(run("思想"), properties='<w:pStyle w:val="gone"/>'),
        paragraph(run("思想", WHITE + '<w:highlight w:val="none"/><w:shd w:val="clear" w:fill="auto"/>')),
        paragraph(run("思想", WHITE + '<w:shd w:val="clear" w:fill="FFFFFF"/>')),
    ],
)
def test_what_cannot_be_seen_does_not_count_and_is_noted(body: str) -> None:
    """Vanished, white on white and tiny text, said of the run or by its styles."""
    found = walked(body, styles=STYLES)
    assert found.text == "\n"
    assert found.hidden


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("标题", WHITE + RED)),
        paragraph(run("标题", WHITE + '<w:highlight w:val="red"/>')),
        paragraph(run("标题", WHITE), properties=RED),
        table([cell(paragraph(run("标题", WHITE)), properties=RED)]),
        table([cell(paragraph(run("标题", WHITE)))], properties='<w:tblStyle w:val="dark"/>'),
        paragraph(CHOICE.replace("<wps:txbx>", '<wps:spPr><a:prstGeom/><a:solidFill><a:srgbClr val="9E1B1B"/></a:solidFill></wps:spPr><wps:txbx>').format(paragraph(run("标题", WHITE)), "")),
        paragraph(OLD_BOX.replace("<v:shape>", '<v:shape fillcolor="#9e1b1b">').format(paragraph(run("标题", WHITE)))),
        paragraph(run("标题", '<w:vanish w:val="0"/><w:sz w:val="32"/><w:color w:val="auto"/>'), properties='<w:pStyle w:val="gone"/>'),
    ],
)  # fmt: skip
def test_white_words_on_colour_are_seen(body: str) -> None:
    """A white heading on a red band is no hidden text."""
    found = walked(body, styles=STYLES)
    assert found.text == "标题\n"
    assert not found.hidden


def test_white_words_in_an_empty_shape_are_hidden() -> None:
    """A text box without colour is paper."""
    assert walked(
        paragraph(CHOICE.replace("<wps:txbx>", "<wps:spPr><a:noFill/></wps:spPr><wps:txbx>").format(paragraph(run("标题", WHITE)), ""))
    ).hidden


def test_notes_stand_behind_the_text() -> None:
    """Footnotes count, their separators do not."""
    notes = f'<w:footnote w:type="separator" w:id="-1">{paragraph("线")}</w:footnote><w:footnote w:id="1">{paragraph("注文")}</w:footnote>'
    assert walked(paragraph("正文"), footnotes=notes).text == "正文\n注文\n"


@pytest.mark.parametrize("before", ["", "<!--" + "x" * 3000 + "-->"])
def test_a_document_type_is_refused(before: str) -> None:
    """No DOCTYPE, so no entities, wherever it hides."""
    with pytest.raises(UnreadableFile):
        parse_part(f"{before}<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode())
