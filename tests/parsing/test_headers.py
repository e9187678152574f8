"""Header fields in the spellings of many hands, and what is no header."""

from __future__ import annotations

import pytest

from analyzer.classifying.frame import UNFRAMED, read_frame
from analyzer.classifying.models import load_models
from analyzer.detectors import missing_element
from analyzer.detectors.case import Case
from analyzer.parsing import parse_record
from analyzer.parsing.fields.times import find_times
from analyzer.policies import load_policy
from analyzer.text.alignment import clean
from analyzer.types.labels import FindingKind, MeetingType
from analyzer.types.reading import Reading
from tests.conftest import document
from tests.parsing.test_records import fields, parsed

BODY = "兰婧报告党费收缴情况，还差两人，月底前由组织委员催收。\n大家讨论了下月的安排，定在十二号。\n"


@pytest.mark.parametrize(
    ("header", "due", "present"),
    [
        ("应到17人，实到16人（缺：小方值班）", "17", "16"),
        ("到会 9/11（缺：小方值班，小邱出差）", "11", "9"),
        ("应到十七人，实到十六人", "17", "16"),
        ("该来19，来16，没来3个", "19", "16"),
        ("党员 19 人，实到 14（请假 3 人：甲某、乙某、丙某）", "19", "14"),
        ("来了27个人，差3个", None, "27"),
        ("主题党日 校史馆 到 12 人，缺 1", None, "12"),
        ("人数：应到22，实到20，缺席2（公差）", "22", "20"),
        ("应参加16人，实际参加14人", "16", "14"),
        ("会前到两点一刻还差人，应到会三十八人，实到三十一人", "38", "31"),
        ("从下午三点开到五点二十，党员17名，到16名", "17", "16"),
        ("签到（人）：17", None, "17"),
        ("支委五个全到（含列席一人）", None, "5"),
        ("应到十一人，邬一苇、漆小山两人请假", "11", None),
    ],
)
def test_attendance_in_its_spellings(header: str, due: str | None, present: str | None) -> None:
    """Due and present are numbers, however they are spelt; a clock, a place or those excused are not."""
    found = fields(f"支部党员大会\n时间：2024年3月6日\n{header}\n{BODY}")
    assert (found.get("due"), found.get("present")) == (due, present)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "#时间 2024/06/12 (周三) 20:00–21:50 / #地点 信息楼 508 / #主持 邓子夜 / #记录 从容",
            {"start": "2024-06-12T20:00", "place": "信息楼 508", "host": "邓子夜", "recorder": "从容"},
        ),
        (
            "「会议纪要｜时间 2024-03-05 17:30｜支委会｜地点 A3｜参会 3/3｜主持 裘振邦｜记录 兰婧」",
            {"place": "A3", "present": "3", "due": "3", "host": "裘振邦", "recorder": "兰婧"},
        ),
        (
            "2023.5.19 党员大会 食堂二楼 到16 缺0 主持苗立国 记录栾红梅",
            {"place": "食堂二楼", "present": "16", "host": "苗立国", "recorder": "栾红梅"},
        ),
        (
            "二〇二四年三月五日上午，老礼堂，主持人：佘桂芬，记录：匡玉麟，到二十五人",
            {"date": "2024-03-05", "host": "佘桂芬", "recorder": "匡玉麟", "present": "25"},
        ),
        (
            "一、时间：2024年11月21日上午九时 二、地点：活动室 三、人数：十九人 四、主持：郗凤英",
            {"place": "活动室", "present": "19", "host": "郗凤英"},
        ),
        ("时间：2023年5月24日 地点：会议室 主持、记录：令狐朗", {"host": "令狐朗", "recorder": "令狐朗"}),
        (
            "2023年5月24日主题党日；地点：老站房；主持：令狐朗；记录：兰婧；应到12人实到12人。",
            {"place": "老站房", "host": "令狐朗", "present": "12"},
        ),
        ("时间：2023年5月24日\n参会：令狐朗、兰婧、干志鹏\n缺席：无", {"attendees": "令狐朗、兰婧、干志鹏", "absent": "无"}),
        (
            "时间：2023年5月24日\n参会: 令狐朗;兰婧;干志鹏\n缺席: 缪海涛(住院);佘立冬(出差)",
            {"attendees": "令狐朗;兰婧;干志鹏", "absent": "缪海涛(住院);佘立冬(出差)"},
        ),
        ("2023年5月24日 党员活动室 令狐朗主持", {"place": "党员活动室"}),
        ("时间：2023年5月24日\n会议室：9F-03\n主持：令狐朗", {"place": "9F-03"}),
        ("时间：2023年5月24日　兰婧记 5-25", {"place": None, "recorder": "兰婧"}),
    ],
)
def test_fields_stand_under_labels_or_show_by_themselves(header: str, expected: dict[str, str]) -> None:
    """Labels with and without colons, separators of all kinds, and words that need no label."""
    found = fields(f"{header}\n{BODY}")
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("header", "talker", "talkee"),
    [
        ("2024-02-20 18:10 小黑屋1 谈心 兰婧 × 阚子昂（预备党员）", "兰婧", "阚子昂(预备党员)"),
        ("谈心谈话 2025.2.26 线上 蒙恬熙 → 宿昔", "蒙恬熙", "宿昔"),
        ("2021年5月13日 缪海涛找束小军谈", "缪海涛", "束小军"),
        ("谈话双方：逄如海、鲜于斐　2024年11月28日下午四点　小会议室", "逄如海", "鲜于斐"),
        ("谈话人及职务：逄如海（副书记）\n被谈话人及职务：鲜于斐（科员）", "逄如海(副书记)", "鲜于斐(科员)"),
        ("谈心谈话表（时间：2024年11月28日；地点：小会议室；谈话人：逄如海；谈话对象：鲜于斐）", "逄如海", "鲜于斐"),
        ("2024年11月28日上午，三号仓值班室。谈话人逄如海（支部书记），谈话对象鲜于斐（保管员）。", "逄如海(支部书记)", "鲜于斐(保管员)"),
        ("2024年11月28日，电话，逄如海与驻村民警鲜于斐。", "逄如海", "驻村民警鲜于斐"),
        ("逄如海 谈 鲜于斐　2024年11月28日　值班室　记录：逄如海", "逄如海", "鲜于斐"),
        ("2024年11月28日　谈话人逄如海　谈话对象鲜于斐　骨科病房", "逄如海", "鲜于斐"),
        ("半年一次的谈心谈话\n时间：2024年11月28日\n谈话人：逄如海（书记、党员）", "逄如海(书记、党员)", None),
        ("01岗→27岗　2024年11月28日　发控大厅", "01岗", "27岗"),
    ],
)
def test_partners_of_a_talk_without_labels(header: str, talker: str, talkee: str | None) -> None:
    """Arrows, «找», «谈» between two, labels with more in them, and one label for both; «谈心» and offices in brackets are nobody."""
    found = fields(f"{header}\n他说这两个月夜里睡不好，家里老人住院，我答应给他调班。\n")
    assert (found.get("talker"), found.get("talkee")) == (talker, talkee)


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("二〇一九 十二 廿六", "2019-12-26"),
        ("2024 3 21 中午", "2024-03-21"),
        ("24.12.4 锅炉房", "2024-12-04"),
        ("2024年正月十八", "2024"),
        ("25年元月", "2025-01"),
        ("时间：农历八月十六（公历2021年9月22日）9:00—12:00", "2021-09-22"),
    ],
)
def test_dates_as_they_are_written(header: str, date: str) -> None:
    """A lunar date gives its year alone."""
    assert fields(f"支部党员大会 {header}\n{BODY}")["date"] == date


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2024年5月21日 23:40至次日00:30", "2024-05-21T23:40", "2024-05-22T00:30"),
        ("2024年5月31日 22:10—00:05", "2024-05-31T22:10", "2024-06-01T00:05"),
        ("2024年5月21日 19:00—18:40", "2024-05-21T19:00", "2024-05-21T18:40"),
        ("2024年5月21日 1410时至1450时", "2024-05-21T14:10", "2024-05-21T14:50"),
        ("2024-05-21 1930-2100", "2024-05-21T19:30", "2024-05-21T21:00"),
        ("2024年5月21日 20:30（国内次日3:30）", "2024-05-21T20:30", None),
        ("2024年5月21日（14:30-16:00）", "2024-05-21T14:30", "2024-05-21T16:00"),
    ],
)
def test_a_span_of_time_as_it_is_written(written: str, start: str | None, end: str | None) -> None:
    """Past midnight, by four figures, and beside the time of another place."""
    found = fields(f"支部党员大会\n时间：{written}\n会议时长：01:22:47\n地点：活动室\n{BODY}")
    assert (found.get("start"), found.get("end")) == (start, end)


def test_a_date_in_figures_is_no_span_of_time() -> None:
    """«2022-0317» is the 17th of March."""
    assert list(find_times("2022-0317", 0, 9)) == []


@pytest.mark.parametrize(
    ("header", "footer", "end"),
    [
        ("时间：2024年7月10日 15:30开始，14:50结束", "", "2024-07-10T14:50"),
        ("时间：2024年7月10日 15:30", "记录人：漆小山　散会时间：16:35", "2024-07-10T16:35"),
        ("时间：2024年7月10日 15:30", "当晚22:10补记", None),
    ],
)
def test_when_it_was_over(header: str, footer: str, end: str | None) -> None:
    """In the header or under the body; when the record was written is no end."""
    assert fields(f"支部党员大会\n{header}\n地点：活动室\n会议内容：\n{BODY}{footer}\n").get("end") == end


@pytest.mark.parametrize(
    "header",
    [
        "2023.2.14 三组党小组会 清理班休息室 8个党员都到了 苗立国主持 柴记",
        "2024/10/23 (周三) 下午 · 校史馆二楼 · 主题党日「他们也延期过」· 到 17 缺 1 · 主持 邱小暑 · 记 暨白",
        "2019.9.17晚　集中学习　服务区旁小饭馆包间　缪海涛主持，兰婧记，到6人",
    ],
)
def test_terse_headers_lack_nothing(header: str) -> None:
    """Time, place, host, attendance and recorder are there, however short."""
    text = f"{header}\n{BODY}"
    aligned = clean(text)
    case = Case(aligned, parse_record(document(text), aligned, 0), Reading(3, 0.9, (), 0.0), load_policy("default"))
    assert [finding.kind for finding in missing_element.detect(case)] == []


@pytest.mark.parametrize(("gone", "name"), [("老苗主持 ", "主持人"), ("休息室 ", "地点"), (" 柴记", "记录人")])
def test_what_is_not_there_is_missing(gone: str, name: str) -> None:
    """The near misses of a terse header: take one word away and its element is named."""
    text = f"2023.3.16下午 党员大会 休息室 老苗主持 到会14 柴记\n{BODY}".replace(gone, "", 1)
    aligned = clean(text)
    case = Case(aligned, parse_record(document(text), aligned, 0), Reading(3, 0.9, (), 0.0), load_policy("default"))
    (finding,) = missing_element.detect(case)
    assert finding.kind is FindingKind.MISSING_ELEMENT
    assert finding.message == f"没有写明{name}。"


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("记一次讲课\n时间：2024年9月12日 地点：总馆 讲的人：邬一苇", "她只带来一只铁皮卡片盒，里面是六百多张卡片。"),
        ("支部党员大会\n时间：2024年9月12日\n应到11人 实到10人", "会议由邬一苇同志主持，缪海涛等同志参加。"),
        ("支部党员大会\n时间：2024年9月12日\n本次会议同时计入理想信念教育一次", "上午六点四十，十个人带着四十二箱书出了城。"),
        ("时间：2024年9月12日\n（缘起：组织生活会前征求意见）", "邬一苇请各人只说一件事。"),
        ("2024年9月12日，总馆四层，邬一苇同漆小山谈，匡玉麟记。", "漆小山起先不响，后来说家里老人住院。"),
        ("支部党员大会\n时间：2024年9月12日\n监督员：鄢立秋（机关党委派出）", "会议通过选举办法，推选监票人。"),
        ("会议类型：党员大会　时间：2024年9月12日", "【议题】讨论确定接收预备党员。"),
        ("支部党员大会\n时间：2024年9月12日\n应到14人，实到13人。訾长庚因脚伤请假。", "雨歇了，大家二时到齐。"),
        (
            "谈心谈话记录\n一、基本情况\n时间：2024年9月12日\n谈话人：邬一苇　谈话对象：漆小山\n二、谈话内容",
            "漆小山起先不响，后来说家里老人住院。",
        ),
        ("2024年9月12日20时，电话谈话；谈话人：支部书记邬一苇；被谈话人：漆小山（在卡点）；记录人：邬一苇。", "问：昨夜值守时晕倒过？"),
    ],
)
def test_the_body_begins_behind_the_header(header: str, first: str) -> None:
    """Titles, unknown labels, remarks and claims are header; sentences are not, even if they name the host."""
    text = f"{header}\n{first}\n会上大家讨论了两条意见，当场定了办法和时间。\n另有一条下月再议。\n"
    assert parsed(text).body.of(text).lstrip().startswith(first)


@pytest.mark.parametrize(
    "footer",
    [
        "江若蘅",
        "江若蘅　十一月十七日整理",
        "（附照片十二张、签到表一份）",
        "选票封存于支部档案盒",
        "11月16日补记：钱已补发",
        "监票：耿兆明　计票：米显贵",
        "被谈话人意见：完全同意。甄素琴",
    ],
)
def test_the_body_ends_before_the_footer(footer: str) -> None:
    """Names, attachments and follow-ups are no part of what was said."""
    last = "另有一条下月再议，由组织委员负责。"
    text = f"支部党员大会\n时间：2024年9月12日\n会上大家讨论了两条意见，当场定了办法和时间。\n{last}\n{footer}\n"
    assert parsed(text).body.of(text).rstrip().endswith(last)


@pytest.mark.parametrize(
    ("words", "duties"),
    [
        ("备注：☑书记党课　☑警示教育　□志愿服务", {"lecture", "discipline_education"}),
        ("计入：主题党日☑　书记党课☑　集中学习□", {"lecture", "party_day"}),
        ("备注：计微党课一次、廉政教育一次", {"lecture", "discipline_education"}),
        ("（报送：主题教育学习）", {"campaign"}),
        ("附：本次茶话会同时作为书记党课一次", {"lecture"}),
        ("支部书记为大家上了一堂党课，大家深受教育。", set()),
        ("议程：一、理论学习；二、党课。", set()),
    ],
)
def test_claims_in_their_spellings(words: str, duties: set[str]) -> None:
    """Ticked boxes and counts claim; an empty box, a sentence of the body and an agenda do not."""
    record = parsed(f"支部党员大会\n时间：2024年9月12日\n{words}\n会上讨论了两条意见，当场定了办法。\n")
    assert {claim.duty for claim in record.claims} == duties


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("支部委员会换届选举党员大会", MeetingType.MEMBER_ASSEMBLY),
        ("“初心”主题党日暨书记讲党课暨集中学习会议记录", MeetingType.PARTY_DAY),
        ("三季度经营分析会暨支部学习、廉政教育会", MeetingType.JOINT),
        ("组织生活会暨民主评议党员大会", MeetingType.ORG_LIFE),
        ("民主评议党员大会", MeetingType.APPRAISAL),
    ],
)
def test_the_last_word_of_the_first_half_names_the_meeting(title: str, expected: MeetingType) -> None:
    """What stands behind «暨» claims, it does not name."""
    assert parsed(f"{title}\n时间：2024年9月12日\n{BODY}").meeting_type is expected


def test_a_form_is_not_written_by_its_own_name() -> None:
    """«谈心谈话记录表» names no recorder."""
    assert "recorder" not in fields("谈心谈话记录表\n时间：2025年3月1日\n谈话人：张三\n谈话对象：李四\n内容：\n孩子病了。")


_FORM = "谈话时间：2025年9月3日15:00\n谈话地点：办公室\n谈话人：杜小满\n谈话对象：康丽\n谈话内容："
_TOLD = "她说婆婆骨折，打石膏六周，夜里睡不好。我说18号的班我替她上。"


@pytest.mark.parametrize("title", ["", "谈心谈话记录\n"])
@pytest.mark.parametrize("stray", ["城东水务所", "存档", "No.17", "内部资料 注意保存", "城东水务所\n第三党支部"])
def test_a_stray_line_above_the_fields_changes_nothing(title: str, stray: str) -> None:
    """Whose paper it is, or where it is filed, above or below the title: fields and body are those of the record without it."""
    models = load_models()
    for text in (f"{stray}\n{title}{_FORM}{_TOLD}", f"{title}{stray}\n{_FORM}{_TOLD}"):
        for frame in (UNFRAMED, read_frame(clean(text), models)):
            record = parse_record(document(text), clean(text), 0, frame=frame)
            assert record.body.of(text) == _TOLD
            assert {field.key: field.value for field in record.fields} == fields(f"{title}{_FORM}{_TOLD}")


def test_the_organisation_above_a_heading_is_not_the_heading() -> None:
    """The second line names the meeting; a heading of its own words is kept."""
    assert fields(f"中共连浦海关企管支部\n集体学习纪要\n时间：2024年9月12日\n{BODY}")["title"] == "集体学习纪要"
    assert fields(f"守灯人\n主题党日\n时间：2024年9月12日\n{BODY}")["title"] == "守灯人"


@pytest.mark.parametrize("header", ["", "支部党员大会\n时间：2024年9月12日\n地点：会议室\n"])
def test_a_headcount_on_the_line_of_the_body_is_read(header: str) -> None:
    """One line or two: the numbers are the same, and the body is what follows."""
    told = "议题：接收高远入党。会议由支部书记刘洋主持，介绍人汇报了高远的情况，表决21票同意。"
    for gap in ("", "\n"):
        text = f"{header}应到19人，实到21人，缺席2人。{gap}{told}"
        found = fields(text)
        assert (found["due"], found["present"], found["absent"]) == ("19", "21", "2人")
        assert parsed(text).body.of(text) == told


def test_a_sentence_that_tells_more_than_a_headcount_is_body() -> None:
    """The near miss: who counted, and what they did about it."""
    told = "应到19人，实到21人，多出的2人是来旁听的，书记请他们坐到后排。大家讨论了两条意见。"
    assert parsed(f"支部党员大会\n时间：2024年9月12日\n{told}").body.of(f"支部党员大会\n时间：2024年9月12日\n{told}") == told
