"""Where units begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.text.sentences import split_sentences


def units(text: str, *, dialogue: bool = False) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), dialogue=dialogue)]


def test_a_turn_is_one_unit() -> None:
    """In a dialogue a turn is one unit, however many sentences it has."""
    assert units("问:最近怎么样?家里好吗?\n答:不好。孩子病了。\n", dialogue=True) == ["问:最近怎么样?家里好吗?", "答:不好。孩子病了。"]
    assert units("问:近来怎么样?答:还行。忙。问:我来办。", dialogue=True) == ["问:近来怎么样?", "答:还行。忙。", "问:我来办。"]
    assert len(units("问:最近怎么样?家里好吗?\n")) == 2
    assert units("[10:32] 老桑:睡得不好。孩子闹。\n10:33:07 发言人2:几点睡?\n", dialogue=True) == [
        "[10:32] 老桑:睡得不好。孩子闹。",
        "10:33:07 发言人2:几点睡?",
    ]


def test_who_speaks_belongs_to_what_is_said() -> None:
    """A line of a transcript that names the speaker and the time opens the next unit."""
    assert units("发言人1 00:00:03\n门带一下。人齐了。\n[10:32] 老桑\n好") == [
        "发言人1 00:00:03\n门带一下。",
        "人齐了。",
        "[10:32] 老桑\n好",
    ]
    assert units("15:30散会\n地点三楼\n") == ["15:30散会", "地点三楼"]


@pytest.mark.parametrize("number", ["一、", "(二)", "3.", "四."])
def test_a_title_belongs_to_what_it_is_the_title_of(number: str) -> None:
    """In a talk, also where it ends as a sentence does."""
    assert units(f"{number}思想方面。他说心里没底。怕出错。", dialogue=True) == [f"{number}思想方面。他说心里没底。", "怕出错。"]


@pytest.mark.parametrize("text", ["一、思想方面。|二、工作方面。", "二、民主评议。|会议逐人评议。", "一、思想方面。\n|他说心里没底。"])
def test_an_item_is_no_title(text: str) -> None:
    """Nor is what stands before another title, or on a line of its own; and in a meeting each item counts."""
    assert units(text.replace("|", ""), dialogue=True) == [part.strip() for part in text.split("|")]
    assert units("一、思想情况。会议作了分析。") == ["一、思想情况。", "会议作了分析。"]


def test_closing_quotes_belong_to_their_sentence() -> None:
    """A quotation mark behind a full stop does not open the next unit."""
    assert units("他说:“我认。”大家没有作声。") == ["他说:“我认。”", "大家没有作声。"]


def test_a_wrapped_line_goes_on() -> None:
    """Lines that end because they are full are joined with the next, up to a full stop; a numbered one is not."""
    lines = [
        "会议讨论了今年的防汛物资储备情况以及各",
        "站点的值守安排,要求落实到人。会上老孟提",
        "出东库的水泵去年就坏了至今没有人去修过",
        "大家都说要先修它。",
        "1、下一项工作。",
    ]
    assert units("\n".join(lines)) == [
        "会议讨论了今年的防汛物资储备情况以及各\n站点的值守安排,要求落实到人。",
        "会上老孟提\n出东库的水泵去年就坏了至今没有人去修过\n大家都说要先修它。",
        "1、下一项工作。",
    ]


def test_jotted_lines_of_like_length_are_units() -> None:
    """Where lines end without a stop at any length, a long one does not go on in the next."""
    lines = [
        "先去老厂宿舍看退休挡车工岑巧娥八十三了",
        "带去薄被",
        "老人摸着被角说我那时候没有吸尘一下班头发白",
        "灯绳够不着",
        "屋里的灯泡坏了兰芳爬凳子换了新的一个",
        "再去七号楼",
        "人在医院",
    ]
    assert units("\n".join(lines)) == lines


def test_what_a_wrap_leaves_over_goes_with_its_line() -> None:
    """One character and its full stop behind a line as wide as the text."""
    assert units("一、通报去年整改情况,活动室的借阅登记一直没人\n管。\n二、开展批评。") == [
        "一、通报去年整改情况,活动室的借阅登记一直没人\n管。",
        "二、开展批评。",
    ]
    assert units("二、讨论了。\n散。") == ["二、讨论了。", "散。"]


def test_jottings_are_cut_at_their_semicolons() -> None:
    """Notes that part their items with semicolons have one unit an item; a semicolon inside prose or in a list of lines parts nothing."""
    assert units("先念通报;冼国梁自己认;议定六月五日起共用一台") == ["先念通报;", "冼国梁自己认;", "议定六月五日起共用一台"]
    assert units("先学文件;再讨论。散会。") == ["先学文件;再讨论。", "散会。"]
    assert units("一、学习;讨论\n二、表决;公示\n") == ["一、学习;讨论", "二、表决;公示"]


@pytest.mark.parametrize("when", ["20:14", "2025-10-14 20:14", "2025/10/14 20:14:33", "10月14日 晚上8:14", "昨天 20:14"])
def test_who_wrote_and_when_is_no_unit_of_a_chat(when: str) -> None:
    """The line of the sender goes with his words; a message without words is left out, unless all are."""
    chat = f"康丽 {when}\n婆婆骨折了\n杜小满 {when}\n[图片]\n康丽 {when}\n[语音]\n杜小满 {when}\n18号的班我替你上。\n[图片]\n康丽 {when}\n"
    assert units(chat, dialogue=True) == [f"康丽 {when}\n婆婆骨折了", f"杜小满 {when}\n18号的班我替你上。"]
    assert units("[图片]", dialogue=True) == ["[图片]"]


def test_words_in_brackets_are_words() -> None:
    """Only what a chat program writes instead of a message is left out."""
    assert units("[图片拍的是水泵]\n婆婆骨折了", dialogue=True) == ["[图片拍的是水泵]", "婆婆骨折了"]
    assert units("[图片]", dialogue=False) == ["[图片]"]


@given(st.text(alphabet=st.sampled_from("会议。?\n 问:答,、1一"), max_size=80), st.booleans())
def test_units_cover_all_words_once(text: str, dialogue: bool) -> None:
    """Units are in order, do not overlap, and leave out nothing but white space."""
    found = split_sentences(text, 0, len(text), dialogue=dialogue)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:], strict=False))
    covered = {place for start, end in found for place in range(start, end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)
