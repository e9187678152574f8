"""The user's Word file back, with comments at the words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import msgspec
import pytest
from docx.comments import Comment
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from analyzer import Analyzer
from analyzer.ooxml import open_package, walk
from analyzer.ooxml.names import W
from analyzer.readers import Limits
from analyzer.readers.dispatch import read_here
from analyzer.rendering.docx import AUTHOR, annotated_docx
from analyzer.samples import sample, samples
from analyzer.types.report import Report
from tests.ooxml.documents import cell, paragraph, run, table
from tests.ooxml.test_numbering import NUMBERING, item
from tests.ooxml.test_walk import CHOICE
from tests.rendering.records import GOOD, NOT_JUDGED, ONE_POT, SOLICITING, finding, talk


def word(body: str, **beside: str) -> bytes:
    """A Word file that python-docx made, with another body and other parts in it."""
    made = docx.Document()
    inner = f'<w:body xmlns:w="{W[1:-1]}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{body}</w:body>'
    made.element.replace(made.element.body, etree.fromstring(inner))
    for name, part in beside.items():
        element = getattr(made.part, f"{name}_part").element
        element[:] = list(etree.fromstring(f'<w:{name} xmlns:w="{W[1:-1]}">{part}</w:{name}>'))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def text_of(data: bytes) -> str:
    return walk(*open_package(data)).text


def comments_of(data: bytes) -> list[Comment]:
    return list(docx.Document(io.BytesIO(data)).comments)


def covered(data: bytes, number: int) -> str:
    """The written words between the ends of a comment."""
    root, _ = open_package(data)
    inside, words = False, ""
    for node in root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "t"):
        if node.get(W + "id") == str(number):
            inside = node.tag == W + "commentRangeStart"
        elif inside and node.tag == W + "t":
            words += node.text or ""
    return words


def annotated(body: str, quotes: list[str], **beside: str) -> tuple[bytes, bytes]:
    """A Word file and the same with comments at quotes of its text."""
    original = word(body, **beside)
    text = text_of(original)
    report = talk(text, [finding(text, "boilerplate", "minor", 1, [quote]) for quote in quotes])
    return original, annotated_docx([report], original)


@pytest.mark.parametrize("name", [name for name in samples() if name.endswith(".docx")])
def test_the_samples_come_back_with_every_quote_commented(analyzer: Analyzer, name: str) -> None:
    """The whole way from file to comments: same text, and each comment covers its quote."""
    original = sample(name)
    reports = analyzer.analyze(read_here(original, name, Limits()))
    made = annotated_docx(reports, original)
    assert text_of(made) == text_of(original)
    quotes = [place.quote for report in reports for found in report.findings for place in found.evidence]
    assert [re.sub(r"\s", "", covered(made, number + 1)) for number in range(len(quotes))] == [re.sub(r"\s", "", quote) for quote in quotes]


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.text(alphabet="会议记录abc", min_size=1, max_size=5), min_size=1, max_size=4), min_size=1, max_size=4), st.data()
)
def test_the_text_is_unchanged_and_each_comment_covers_its_words(lines: list[list[str]], data: st.DataObject) -> None:
    """Wherever evidence begins and ends, and however it overlaps."""
    body = "".join(paragraph(*line) for line in lines) + table([cell(paragraph(*line)) for line in lines])
    original = word(body)
    text = text_of(original)
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12))
    places = [(start, min(start + length, len(text))) for start, length in data.draw(st.lists(edges, max_size=4))]
    findings = [finding(text, "boilerplate", "minor", 1) for _ in places]
    findings = [
        msgspec.structs.replace(one, evidence=(_evidence(text, *place),), message=f"第{number}条")
        for number, (one, place) in enumerate(zip(findings, places, strict=True))
    ]
    made = annotated_docx([talk(text, findings)], original)
    assert text_of(made) == text
    said = {comment.text.partition("：")[2].partition("\n")[0]: comment.comment_id for comment in comments_of(made)[1:]}
    for number, (start, end) in enumerate(places):
        if text[start:end].strip():
            assert covered(made, said[f"第{number}条"]) == re.sub(r"[\t\n]", "", text[start:end])


def _evidence(text: str, start: int, end: int):  # type: ignore[no-untyped-def]
    return msgspec.convert(
        {"start": start, "end": end, "start_utf16": start, "end_utf16": end, "quote": text[start:end]},
        type=type(SOLICITING.findings[0].evidence[0]),
    )


def test_a_comment_says_what_is_wrong_how_to_mend_it_and_by_which_rule() -> None:
    """And the first one speaks of the whole."""
    _, made = annotated(paragraph("大家一致认为很重要。"), ["一致认为"])
    whole, one = comments_of(made)
    assert (
        one.text
        == "1. 套话（一般，扣1分）：boilerplate的说明。\n怎么改：请改正boilerplate。\n依据：《中国共产党支部工作条例（试行）》第十九条；标注规范第4节"
    )
    assert (one.author, one.initials) == (AUTHOR, AUTHOR)
    assert whole.text.startswith("【质量分析】较差（2档） · 99分 · 征求意见类谈话，只有套话；套话。\n先改这些：\n1. 请改正boilerplate。")
    assert "结论由人作出" in whole.text


@pytest.mark.parametrize(
    ("body", "quote", "words"),
    [
        (table([cell("内容"), cell("甲乙丙", "丁戊")]), "乙丙\n丁", "乙丙丁"),
        (paragraph("甲", f"<w:ins w:id='1' w:author='某'>{run('插入的话')}</w:ins>"), "入的", "入的"),
        (paragraph("甲", f"<w:hyperlink>{run('链接的话')}</w:hyperlink>", "乙"), "话乙", "话乙"),
        (paragraph("甲", f"<w:sdt><w:sdtContent>{run('控件的话')}</w:sdtContent></w:sdt>"), "控件", "控件"),
        (paragraph("甲", "<w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"), "乙\t丙", "乙丙"),
        (paragraph("前", CHOICE.format(paragraph("框里的话"), ""), "后"), "框里", "框里的话"),
    ],
)  # fmt: skip
def test_evidence_of_every_kind_is_commented(body: str, quote: str, words: str) -> None:
    """Cells, insertions, links, controls, tabs; for a text box the run that holds it."""
    original, made = annotated(body, [quote])
    assert text_of(made) == text_of(original)
    assert covered(made, 1) == words
    root, _ = open_package(made)
    assert not root.xpath("//w:txbxContent//w:commentRangeStart", namespaces={"w": W[1:-1]})


def test_numbers_that_word_sets_do_not_shift_the_comments() -> None:
    """The text has «一、» that stands nowhere in the file; evidence that is only a number goes into the summary."""
    original, made = annotated(item("学习讲话", 1) + item("讲党课", 1), ["党课", "二、"], numbering=NUMBERING)
    assert text_of(original) == "一、学习讲话\n二、讲党课\n"
    whole, one = comments_of(made)
    assert covered(made, one.comment_id) == "党课"
    assert "2. 套话" in whole.text


def test_every_record_of_a_document_has_its_comments() -> None:
    """Reports of one file lie behind one another in it."""
    first, second = "谈话内容：都好。\n", "会议内容：一致认为。\n"
    original = word(paragraph(first.strip()) + paragraph(second.strip()))
    reports = [
        talk(first, [finding(first, "boilerplate", "minor", 1, ["都好"])]),
        talk(second, [finding(second, "no_discussion", "minor", 1, ["一致认为"]), finding(second, "no_outcome", "minor", 1)]),
    ]
    reports[1] = msgspec.structs.replace(reports[1], source=msgspec.structs.replace(reports[1].source, index=1, offset=len(first)))
    made = annotated_docx(reports, original)
    assert [covered(made, comment.comment_id) for comment in comments_of(made)] == ["谈话内容：", "都好", "会议内容：", "一致认为"]
    assert "2. 没有落实" in comments_of(made)[2].text


@pytest.mark.parametrize("reports", [[SOLICITING], [GOOD, ONE_POT, NOT_JUDGED]])
def test_other_sources_become_a_new_word_file_of_their_texts(reports: list[Report]) -> None:
    """All words, all comments, wherever the texts lay in their file; what XML cannot hold becomes a space."""
    reports = [
        msgspec.structs.replace(one, source=msgspec.structs.replace(one.source, reader="text", offset=7 * number))
        for number, one in enumerate(reports)
    ]
    made = annotated_docx(reports, b"never looked at")
    assert text_of(made) == "".join(f"{(report.text or '').removesuffix(chr(10))}\n" for report in reports)
    quotes = [place.quote for report in reports for found in report.findings for place in found.evidence]
    shown = [covered(made, comment.comment_id) for comment in comments_of(made) if not comment.text.startswith("【")]
    assert [re.sub(r"\s", "", words) for words in shown] == [re.sub(r"\s", "", quote) for quote in quotes]
    control = talk(
        "会\x07议\r\n记\ufffe录", [finding("会\x07议\r\n记\ufffe录", "boilerplate", "minor", 1, ["记\ufffe录"], "会\x07议")], name="甲.txt"
    )
    assert text_of(annotated_docx([control], None)) == "会 议 \n记 录\n"


def macros(data: bytes) -> bytes:
    """The same file as a document with macros, which python-docx does not open."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(buffer, "w") as made:
        for name in given.namelist():
            plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            made.writestr(name, given.read(name).replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml"))
    return buffer.getvalue()


@pytest.mark.parametrize("spoil", [macros, lambda data: data[:200]], ids=["macros", "cut short"])
def test_a_file_that_cannot_be_written_back_gives_a_new_one_that_says_so(spoil: Callable[[bytes], bytes]) -> None:
    """The words and comments are given all the same."""
    report = talk("大家一致认为。\n", [finding("大家一致认为。\n", "boilerplate", "minor", 1, ["一致认为"])])
    made = annotated_docx([report], spoil(word(paragraph("大家一致认为。"))))
    assert text_of(made) == "大家一致认为。\n"
    whole, one = comments_of(made)
    assert "新建的文件" in whole.text
    assert covered(made, one.comment_id) == "一致认为"


def test_a_report_without_its_text_is_commented_all_the_same() -> None:
    """The original holds the words."""
    original = word(paragraph("大家一致认为。"))
    report = talk("大家一致认为。\n", [finding("大家一致认为。\n", "boilerplate", "minor", 1, ["一致认为"])])
    made = annotated_docx([report.without_text()], original)
    assert [covered(made, comment.comment_id) for comment in comments_of(made)][1] == "一致认为"
