"""Headers, bodies and records, as people write them."""

from __future__ import annotations

import pytest

from analyzer.classifying.frame import read_frame
from analyzer.classifying.models import load_models
from analyzer.classifying.opening import read_opening
from analyzer.parsing import parse_record, split_document
from analyzer.text.alignment import clean
from analyzer.types.labels import MeetingType, RecordType
from analyzer.types.record import Record
from corpus.records import labelled_text, load_records
from tests.conftest import GENERIC_TALK, ONE_POT, document


def parsed(text: str) -> Record:
    return parse_record(document(text), clean(text), 0)


def fields(text: str) -> dict[str, str]:
    return {field.key: field.value for field in parsed(text).fields}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "时间：2025年3月6日14:30-16:00 地点：二楼会议室",
            {"date": "2025-03-06", "start": "2025-03-06T14:30", "end": "2025-03-06T16:00", "place": "二楼会议室"},
        ),
        ("主 持 人：张建国    记录人：李梅", {"host": "张建国", "recorder": "李梅"}),
        ("应到：15人  实到：13人  缺席：王强（出差）、赵敏（病假）", {"due": "15", "present": "13", "absent": "王强(出差)、赵敏(病假)"}),
        (
            "【召开时间】2022-03-18 14:30–16:10【应到】11【实到】10",
            {"start": "2022-03-18T14:30", "end": "2022-03-18T16:10", "due": "11", "present": "10"},
        ),
        (
            "| 谈话时间 | 2023.8.15 |\n| 谈 话 人 | 霍春梅 |\n| 谈话对象 | 狄师傅 |",
            {"date": "2023-08-15", "talker": "霍春梅", "talkee": "狄师傅"},
        ),
        ("会议时间\t2025年6月27日15:00\t会议地点\t三楼会议室", {"start": "2025-06-27T15:00", "place": "三楼会议室"}),
        ("时间：二〇二一年四月十六日下午三点", {"date": "2021-04-16", "start": "2021-04-16T15:00"}),
        ("3月16日下午在休息室，老赵主持，到会14，请假2(病、倒班)", {"date": "--03-16", "host": "老赵", "present": "14"}),
        (
            "2023年5月9日，支部书记梁某与青年党员小顾进行谈心谈话。",
            {"date": "2023-05-09", "talker": "支部书记梁某", "talkee": "青年党员小顾"},
        ),
    ],
)
def test_fields_are_read_from_forms_tables_and_sentences(header: str, expected: dict[str, str]) -> None:
    """Every expected field has its normalised value."""
    found = fields(header + "\n会议内容：\n研究党费使用，下周由组织委员落实。\n")
    assert {key: found.get(key) for key in expected} == expected


def test_a_date_that_opens_the_body_is_the_date() -> None:
    """A record without a header may say its day in its first words; a day further on is no date of the record."""
    assert fields("支部党员大会\n3月28日召开党员大会,大家学习了上级文件,要认真贯彻落实。\n党费已全部交清。\n")["date"] == "--03-28"
    assert "date" not in fields("支部党员大会\n大家学习了文件,并商定3月28日交清党费,要认真贯彻落实。\n党费已全部交清。\n")


def test_each_field_keeps_its_place() -> None:
    """The words at a field's place are those that it was read from."""
    record = parsed(ONE_POT)
    host, place = record.field("host"), record.field("place")
    assert host is not None
    assert place is not None
    assert host.span is not None
    assert place.span is not None
    assert (host.span.of(ONE_POT), place.span.of(ONE_POT)) == ("莫家驹", "三楼会议室")


def test_dialogue_partners_named_like_labels_are_not_signatures() -> None:
    """«谈话人：今天……» is speech; «谈话人签字：» is not."""
    text = "谈话时间：2024年4月19日\n谈话人：贺志远\n谈话对象：白树林\n谈话内容：\n谈话人：你有两次坐了企业的车。\n谈话对象：明白，保证不再犯。\n谈话人签字：贺志远\n"
    assert parsed(text).body.of(text).strip() == "谈话人：你有两次坐了企业的车。\n谈话对象：明白，保证不再犯。"


def test_claims_are_beyond_the_own_type() -> None:
    """An explicit statement claims; an agenda line and the own type do not."""
    assert {claim.duty for claim in parsed(ONE_POT).claims} == {"lecture", "discipline_education", "thought_analysis"}
    assert parsed(GENERIC_TALK).claims == ()
    assert parsed("支部党员大会会议记录\n时间：2023年1月5日\n会议内容：\n一、理论学习。二、党课。\n").claims == ()
    title = "组织生活会暨民主评议党员会议记录"
    assert [claim.duty for claim in parsed(f"{title}\n时间：2023年1月5日\n会议内容：\n批评。\n").claims] == ["appraisal"]


def test_a_file_with_two_records_is_cut_where_the_second_form_begins() -> None:
    """Headings and all fields of the second form go with it; together the parts are the file."""
    text = GENERIC_TALK + "\n" + ONE_POT
    parts = [part for part, _ in split_document(document(text))]
    assert "".join(part.text for part in parts) == text
    assert [parse_record(part, clean(part.text), 0).type for part in parts] == [RecordType.TALK, RecordType.MEETING]
    assert [part.offset for part in parts] == [0, len(parts[0].text)]


def test_names_that_sign_under_their_labels_are_no_second_record() -> None:
    """A form that ends with the labels of its header, and nothing behind them, was signed; it did not start over."""
    text = "时间：2024年6月3日\n谈话人：贺志远\n谈话对象：白树林\n内容：\n孩子落地以后他动过调走的念头，没有同别人讲过。\n谈话人：贺志远\n谈话对象：白树林"
    assert [part.text for part, _ in split_document(document(text))] == [text]


def test_a_label_of_its_own_above_the_fields_belongs_to_the_form() -> None:
    """«密级:» and «样号:» are no labels that the table knows; the fields on the next lines tell that the form has begun."""
    text = "谈话记录\n密级：内部\n样号：七\n时间：2024年6月3日\n谈话人：贺志远\n谈话对象：白树林\n他家的房子漏了，上个月刚补过一回。\n"
    assert parsed(text).body.of(text).strip() == "他家的房子漏了，上个月刚补过一回。"


def test_body_and_type_of_the_corpus() -> None:
    """As the shipped model reads them, the type is right in 99 of 100 records of all styles, first and last sentence in 98, by rules alone in 90; the
    declared meeting in 90. On styles that no model has seen it is less: docs/evaluation.md.
    """
    records, models = list(load_records()), load_models()
    kinds = meetings = 0
    starts, ends = [0, 0], [0, 0]
    for record in records:
        text, units = labelled_text(record)
        aligned = clean(text)
        for number, looks in enumerate(((), (read_opening(aligned, models), read_frame(aligned, models)))):
            found = parse_record(document(text), aligned, 0, *looks)
            body = found.body.of(text)
            starts[number] += found.body.start + len(body) - len(body.lstrip()) == units[0].span.start
            ends[number] += found.body.start + len(body.rstrip()) == units[-1].span.end
        kinds += found.type == record.record_type
        meetings += record.record_type is RecordType.TALK or found.meeting_type == record.meeting_type
    assert kinds >= 0.99 * len(records)
    assert meetings >= 0.90 * len(records)
    assert min(starts[0], ends[0]) >= 0.90 * len(records)
    assert min(starts[1], ends[1]) >= 0.98 * len(records)


def test_types_are_read_from_title_before_anything_else() -> None:
    """A party day that studies is a party day."""
    text = "“学习贯彻上级精神”主题党日\n时间：2025年4月11日\n会议内容：\n会议学习了文件。\n"
    assert parsed(text).meeting_type is MeetingType.PARTY_DAY
