"""Headers as ordinary offices write them: in sentences, in stacked cells, with attendance and clocks in words."""

from __future__ import annotations

import pytest

from analyzer.classifying.frame import read_frame
from analyzer.classifying.models import load_models
from analyzer.classifying.opening import read_opening
from analyzer.parsing import parse_record
from analyzer.text.alignment import clean
from tests.conftest import document
from tests.parsing.test_records import fields, parsed

BODY = "兰婧报告党费收缴情况，还差两人，月底前由组织委员催收。\n大家讨论了下月的安排，定在十二号。\n"
TOLD = "他说这两个月夜里睡不好，家里老人住院，我答应给他调班。\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("应到17人，实到15人，符合规定人数。", {"due": "17", "present": "15"}),
        ("本次会议应到正式党员17名，实到15名，可以开会。", {"due": "17", "present": "15"}),
        ("应到有表决权的党员17人，实到15人。", {"due": "17", "present": "15"}),
        ("应到/实到：14/12", {"due": "14", "present": "12"}),
        ("应到人数/实到人数：14人/12人", {"due": "14", "present": "12"}),
        ("实到7/应到8（缺兰婧，倒休）", {"due": "8", "present": "7"}),
        ("参加人员：兰婧、邬一苇、漆小山等11名党员", {"present": "11"}),
        ("出席：应到13人，实到11人", {"due": "13", "present": "11", "attendees": None}),
        ("会议由令狐朗同志主持\n应到46人，实到39人", {"host": "令狐朗", "due": "46", "present": "39"}),
        ("本次会议由令狐朗主持，办公室兰婧负责记录。", {"host": "令狐朗", "recorder": "兰婧"}),
        ("事假3人，病假1人。", {"absent": "事假3人,病假1人"}),
        ("漆小山因值班请假。", {"absent": "漆小山因值班请假"}),
        ("应到21人，实到19人，漆小山、邬一苇请假", {"due": "21", "present": "19", "absent": "漆小山、邬一苇请假"}),
        ("参会人员：令狐朗、邬一苇、\n漆小山、兰婧\n主持：令狐朗", {"attendees": "令狐朗、邬一苇、\n漆小山、兰婧", "host": "令狐朗"}),
        ("参会人员：令狐朗、邬一苇\n令狐朗说防洪值守的安排。", {"attendees": "令狐朗、邬一苇"}),
        ("缺席委员：漆小山（探亲）\n记录人姓名：兰婧", {"absent": "漆小山(探亲)", "recorder": "兰婧"}),
        ("全体起立，奏唱国歌。", {"attendees": None}),
        ("1.主持人：令狐朗\n2.记录人：兰婧\n①参会人员：兰婧、令狐朗", {"host": "令狐朗", "recorder": "兰婧", "attendees": "兰婧、令狐朗"}),
        ("**主持人**：令狐朗\n**记录人：** 兰婧", {"host": "令狐朗", "recorder": "兰婧"}),
        ("出席：\n　组织委员 邬一苇\n　宣传委员 兰婧\n主持：令狐朗", {"attendees": "组织委员 邬一苇\n 宣传委员 兰婧", "host": "令狐朗"}),
        ("出席会议的有：令狐朗、兰婧；列席的有：漆小山。", {"attendees": "令狐朗、兰婧", "observers": "漆小山"}),
    ],
)
def test_who_came_and_who_presided(line: str, expected: dict[str, str | None]) -> None:
    """Whether the line is the last one of the header or the first one of the body."""
    found = fields(f"支部党员大会\n时间：2024年6月3日\n地点：厂部\n{line}\n{BODY}")
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("下午三点二十", "15:20", None),
        ("下午三点零五分到四点一刻", "15:05", "16:15"),
        ("上午九点十分到十点四十", "09:10", "10:40"),
        ("中午12:30-1:30", "12:30", "13:30"),
        ("PM 3:00-4:10", "15:00", "16:10"),
        ("3:00PM-4:30PM", "15:00", "16:30"),
        ("夜里8点—10点", "20:00", "22:00"),
        ("夜10:30—0:10", "22:30", "00:10"),
        ("午后两点一刻", "14:15", None),
    ],
)
def test_clocks_in_words(written: str, start: str, end: str | None) -> None:
    """Minutes in characters, quarters, noon, and both halves of the day."""
    found = fields(f"支部党员大会\n时间：2024年6月3日{written}\n地点：厂部\n{BODY}")
    assert (found["start"].partition("T")[2], found["end"].partition("T")[2] if "end" in found else None) == (start, end)


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("谈心谈话记录\n谈话日期：20240305", "2024-03-05"),
        ("谈心谈话记录\n时间：2024年正月十二（2月21日）", "2024-02-21"),
        ("2024年谈心谈话记录\n时间：3月11日", "2024-03-11"),
        ("谈心谈话记录表（2024年度）\n时间：7月2日", "2024-07-02"),
        ("2024年度民主评议谈话记录\n时间：1月15日", "--01-15"),
    ],
)
def test_the_year_stands_elsewhere(header: str, date: str) -> None:
    """In figures without marks, beside a lunar date, in the title; what is for a whole year may be early in the next."""
    assert fields(f"{header}\n谈话人：逄如海\n谈话对象：鲜于斐\n谈话内容：\n{TOLD}")["date"] == date


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2024年3月5日，逄如海在办公室与鲜于斐谈话。", ("逄如海", "鲜于斐", "办公室")),
        ("2024年3月5日，逄如海与鲜于斐在办公室谈话。", ("逄如海", "鲜于斐", "办公室")),
        ("2024年3月5日下午，党支部书记逄如海同志在会议室对鲜于斐同志进行了谈心谈话。", ("党支部书记逄如海", "鲜于斐", "会议室")),
        ("2024年3月5日，支部书记逄如海到班组找鲜于斐谈话。", ("支部书记逄如海", "鲜于斐", "班组")),
        ("2024年3月5日，组织委员逄如海来到接待室，与值班的党员鲜于斐同志促膝交谈。", ("组织委员逄如海", "党员鲜于斐", "接待室")),
        ("2024年3月5日，逄如海与鲜于斐谈话：", ("逄如海", "鲜于斐", None)),
        ("逄如海和鲜于斐的谈心谈话记录\n时间：2024年3月5日\n地点：办公室", ("逄如海", "鲜于斐", "办公室")),
        ("与鲜于斐同志谈心谈话记录\n谈话人：逄如海\n时间：2024年3月5日\n地点：办公室", ("逄如海", "鲜于斐", "办公室")),
        ("谈话记录\n（2024年3月5日，会议室）\n谈话人：逄如海\n谈话对象：鲜于斐", ("逄如海", "鲜于斐", "会议室")),
        ("谈话记录\n时间：2024年3月5日\n谈话人：副书记、副主任 逄如海\n谈话对象：鲜于斐", ("副书记、副主任 逄如海", "鲜于斐", None)),
        ("谈话记录\n时间：2024年3月5日\n谈话人：（支部书记）逄如海\n谈话对象：鲜于斐", ("(支部书记)逄如海", "鲜于斐", None)),
    ],
)
def test_who_talked_with_whom_and_where(sentence: str, expected: tuple[str, str, str | None]) -> None:
    """The place is no part of a name, 同志 is not cut apart, an office is nobody."""
    found = fields(f"{sentence}\n{TOLD}")
    assert (found.get("talker"), found.get("talkee"), found.get("place")) == expected


def test_names_that_stand_in_the_signatures_alone() -> None:
    """«谈话人签字» names him as «谈话人» would."""
    found = fields(f"谈话记录\n2024年3月5日 会议室\n{TOLD}谈话人签字：逄如海\n谈话对象签字：鲜于斐\n")
    assert (found.get("talker"), found.get("talkee")) == ("逄如海", "鲜于斐")


def test_labels_with_their_values_on_the_lines_below() -> None:
    """A table that was pasted as text."""
    text = f"会议主题\n学习处分条例\n会议时间\n2024-04-22 15:00\n会议地点\n党员活动室\n主持人\n令狐朗\n记录人\n兰婧\n实到人数\n20\n会议内容\n{BODY}"
    found = fields(text)
    expected = {"title": "学习处分条例", "date": "2024-04-22", "place": "党员活动室", "host": "令狐朗", "recorder": "兰婧", "present": "20"}
    assert {key: found.get(key) for key in expected} == expected
    assert parsed(text).body.of(text).strip() == BODY.strip()


def test_numbered_labels_with_their_values_below() -> None:
    """«一、会议时间», the time on the next line."""
    text = f"党员大会会议记录\n一、会议时间\n2024年8月9日\n二、会议地点\n二楼会议室\n三、主持人\n令狐朗\n四、会议内容\n{BODY}"
    found = fields(text)
    assert {key: found.get(key) for key in ("date", "place", "host")} == {"date": "2024-08-09", "place": "二楼会议室", "host": "令狐朗"}
    assert parsed(text).body.of(text).strip() == BODY.strip()


def test_two_lines_that_look_like_labels_are_no_table() -> None:
    """Three fields at least."""
    text = f"主持人\n令狐朗\n{BODY}"
    assert "host" not in fields(text)


@pytest.mark.parametrize(
    ("top", "branch", "title"),
    [
        ("中共桐湾卫生院支部委员会\n谈心谈话记录", "中共桐湾卫生院支部委员会", "谈心谈话记录"),
        ("附件2\n谈心谈话记录表", None, "谈心谈话记录表"),
        ("机关第二党支部委员会", None, "机关第二党支部委员会"),
        ("谈心谈话记录\n粮库仓储党支部", "粮库仓储党支部", "谈心谈话记录"),
        ("粮库党支部谈心谈话记录\n\n粮库党支部", "粮库党支部", "粮库党支部谈心谈话记录"),
        ("谈心谈话记录\n走访结对的柳湾村党支部", None, "谈心谈话记录"),
    ],
)
def test_whose_paper_it_is(top: str, branch: str | None, title: str) -> None:
    """A branch above the heading or below it is the branch; alone it is the heading."""
    found = fields(f"{top}\n时间：2024年3月5日\n谈话人：逄如海\n谈话对象：鲜于斐\n谈话内容：\n{TOLD}")
    assert (found.get("branch"), found.get("title")) == (branch, title)


@pytest.mark.parametrize(
    ("words", "duties"),
    [
        ("该次会议不计入党课。", []),
        ("本次会议与主题党日合并开展。", ["party_day"]),
        ("这一场顺便登个民主评议。", ["appraisal"]),
        ("回程交代，今天这一趟把微党课也一并填上。", ["lecture"]),
    ],
)
def test_claims_in_passing(words: str, duties: list[str]) -> None:
    """What is denied is not claimed; what is held together, or registered by the way, is."""
    record = parsed(f"支部党员大会\n时间：2024年3月6日\n{BODY}{words}\n")
    assert [claim.duty for claim in record.claims] == duties


@pytest.mark.parametrize("last", ["12月10日起印章外带由兰婧登记。", "9月20日前由漆小山搬过去。", "月底前由邬一苇补齐两份档案。"])
def test_what_is_decided_last_stays_in_the_body(last: str) -> None:
    """However much a dated line at the end looks like a remark below the signatures."""
    text = f"支委会记录\n时间：2024年12月5日\n地点：会议室\n主持：令狐朗　记录：兰婧\n参会：令狐朗、兰婧、漆小山\n令狐朗说印章外带两次没有登记。\n漆小山提出以后两人签字。\n{last}\n"
    aligned, models = clean(text), load_models()
    record = parse_record(document(text), aligned, 0, read_opening(aligned, models), read_frame(aligned, models))
    assert record.body.of(text).strip().endswith(last)


def test_a_sentence_with_a_date_in_it_says_something() -> None:
    """A form that one sentence fills is not empty because the sentence names a day."""
    text = "支部党员大会\n时间：2024年6月20日\n地点：会议室\n主持人：令狐朗\n令狐朗传达了局党组6月10日会议精神。\n"
    assert not parsed(text).blank
    assert parsed(text.replace("令狐朗传达了局党组6月10日会议精神。", "2024年6月20日下午。")).blank


def test_an_activity_writes_no_minutes() -> None:
    """A heading that ends in 记录 names nobody who wrote it."""
    found = fields(f"党员活动记录\n时间：2024年3月5日\n地点：三楼\n主持：逄如海\n记录：鲜于斐\n{BODY}")
    assert found["recorder"] == "鲜于斐"


@pytest.mark.parametrize("who", ["活动中心主任令狐朗", "活动室主任令狐朗", "活动专干令狐朗"])
def test_a_post_may_begin_as_an_activity_does(who: str) -> None:
    assert fields(f"支委会会议记录\n时间：2024年3月5日\n地点：三楼\n主持人：{who}\n记录：鲜于斐\n{BODY}")["host"] == who
