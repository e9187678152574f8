"""A few broken bytes spoil neither a file nor its other rows: they are named by line and byte."""

from __future__ import annotations

import pytest

from analyzer import Analyzer
from analyzer.errors import UnsupportedFormat
from analyzer.readers import Limits
from analyzer.readers.dispatch import read_here

LEDGER = """党支部,谈话时间,谈话对象,谈话内容
甲支部,2024-03-05,逄某,问：孩子上学怎么样？答：孩子刚转学，跟不上，我晚上辅导到十一点。问：车间给你调成白班。
甲支部,2024-04-02,单某,问：家里老人身体如何？答：父亲住院两周了，医药费压力大。问：支部帮你申请互助金。
"""


def broken(text: str, *words: str) -> tuple[bytes, list[int]]:
    """The text in GB18030 with the first byte of each of the words broken, and how many bytes into its line each is."""
    data = bytearray(text.encode("gb18030"))
    places = [data.index(word.encode("gb18030")) for word in words]
    for place in places:
        data[place] = 0xFF
    return bytes(data), [place - data.rfind(b"\n", 0, place) for place in places]


def test_two_broken_bytes_of_a_ledger_are_named(analyzer: Analyzer) -> None:
    """All rows are judged; the one with the bytes says so and asks for a person, the other does not; the words behind stay words."""
    data, (first, second) = broken(LEDGER, "孩子上", "跟不上")
    document = read_here(data, "台账.csv", Limits())
    (notice,) = document.notices
    assert notice.code == "replaced_characters"
    assert f"第2行第{first}字节（FF）、第2行第{second}字节（FF）" in notice.message
    hurt, whole = analyzer.analyze(document)
    assert hurt.text is not None
    assert "\ufffd子上学怎么样？答：孩子刚转学，\ufffd不上，我晚上辅导" in hurt.text
    assert [[one.code for one in report.notices] for report in (hurt, whole)] == [["replaced_characters"], []]
    assert [any("无法解码" in reason for reason in report.review) for report in (hurt, whole)] == [True, False]
    assert hurt.score is not None


def test_a_short_text_with_a_broken_byte_is_read() -> None:
    """However short the text is; a text that had the replacement character before has no bytes to name."""
    data, (place,) = broken("谈话时间：三月五日\n谈话人：瞿某", "瞿某")
    (notice,) = read_here(data, "a.txt", Limits()).notices
    assert f"第2行第{place}字节" in notice.message
    (notice,) = read_here("谈话人：瞿\ufffd".encode(), "a.txt", Limits()).notices
    assert "字节" not in notice.message


def test_many_broken_bytes_are_no_text() -> None:
    """What is no text in any encoding is refused with its first place."""
    with pytest.raises(UnsupportedFormat, match="第2行第1字节（FF）起有很多字节不成字"):
        read_here(b"abc\n" + b"\xff\xffab" * 3000, "a.txt", Limits())


GARBLED = {
    "UTF-8 opened as GBK": LEDGER.encode().decode("gbk", "replace"),
    "UTF-8 opened as Latin-1": LEDGER.encode().decode("latin-1"),
    "GBK opened as UTF-8": LEDGER.encode("gbk").decode("utf-8", "replace"),
    "GBK opened as Latin-1": LEDGER.encode("gbk").decode("latin-1"),
}


@pytest.mark.parametrize("name", ["台账.csv", "记录.txt"])
@pytest.mark.parametrize("text", GARBLED.values(), ids=GARBLED)
def test_what_a_wrong_encoding_made_of_a_text_is_refused_and_says_so(text: str, name: str) -> None:
    """The remedy is the file as it was before; the error quotes nothing of the text."""
    with pytest.raises(UnsupportedFormat, match="乱码") as refused:
        read_here(text.encode(), name, Limits())
    assert "原来的文件" in refused.value.remedy
    assert text.strip()[:3] not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "黨支部會議記錄，時間三月二日，主持人甘紅，會議學習準則第八條，嶽平說自己去年有兩次公車私用，當場把錢退還財務",
        "亓旃鄢郗郄笪厍訾隗缑" * 2 + "参加会议的同志都讲了话，最后书记作了总结发言，散会",
        "Café à São",
    ],
    ids=["traditional characters", "rare names", "a few accents"],
)
def test_other_writing_is_not_garbled(text: str) -> None:
    """It is read as it stands."""
    assert read_here(text.encode(), "a.txt", Limits()).text == text
