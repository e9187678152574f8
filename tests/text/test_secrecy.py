"""Marks of secrecy, and words that merely talk of secrets."""

from __future__ import annotations

import pytest

from analyzer.errors import ClassifiedMaterial
from analyzer.text.secrecy import bears_mark, refuse_classified_cells
from corpus.records import labelled_text, load_records


@pytest.mark.parametrize(
    "text",
    [
        "机密★1年\n会议记录", "机密\n会议记录", "绝密\n会议记录", "【秘密】\n会议记录", "【秘密】会议记录", "密级：秘密\n会议记录", "机 密★1年\n会议记录",
        "秘密*1年\n会议记录", "支部会议记录\n密级：机密\n时间：2024年3月6日", "密级\t机密\n会议记录", "会议记录（机密★1年）\n时间：2024年3月6日",
        "機密☆\n会议记录", "机\u200b密＊十年\n会议记录", "机密 特急\n会议记录", "会议记录\n" + "学习了文件。\n" * 30 + "机密★1年\n第二份",
    ],
)  # fmt: skip
def test_a_mark_is_seen_however_it_is_written(text: str) -> None:
    """Spread, in brackets, with a star or its stand-in, under the title, or on a line of its own further on."""
    assert bears_mark(text)


@pytest.mark.parametrize(
    "text",
    [
        "议题：保守党的秘密\n大家谈了体会。", "机密文件管理学习会\n时间：2024年3月6日", "密级：内部\n会议记录", "密级：绝密□ 机密□ 秘密□", "秘密就在坚持。\n她说。",
        "会上讲了密级：秘密、机密、绝密三级。", "学习内容：标有“机密★1年”的文件怎么保管。", "会议记录\n议题：学文件\n文件密级：机密的不带回家。",
    ],
)  # fmt: skip
def test_words_about_secrets_are_no_mark(text: str) -> None:
    """A talk or lesson about keeping secrets is judged as any other."""
    assert not bears_mark(text)


def test_no_record_of_the_corpus_is_refused_but_those_that_state_their_level() -> None:
    """Of all written records only headers that say «密级：秘密» themselves are taken for marked."""
    texts = [labelled_text(record)[0] for record in load_records()]
    marked = [text for text in texts if bears_mark(text)]
    assert marked == [text for text in texts if "密级：秘密" in text]


@pytest.mark.parametrize("cell", [("内容", "机密★1年\n学习。"), ("主题", "秘密*1年"), ("密级", "机密")])
def test_a_marked_cell_of_a_row_is_refused_with_its_place(cell: tuple[str, str]) -> None:
    """Whichever column it stands in."""
    with pytest.raises(ClassifiedMaterial, match="第3行"):
        refuse_classified_cells([("党支部", "甲支部"), cell], "第3行")
