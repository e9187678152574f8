"""Where one record ends and the next begins in one text, and what must never be taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.parsing import parse_record, split_document
from analyzer.types.document import Document
from corpus.records import labelled_text, load_records
from tests.conftest import GENERIC_TALK, document

TOLD = (
    "井下皮带跑偏三回，他怕人说是他装反了托辊。\n班长答应周四停机时陪他重新对中。\n",
    "她说公公摔了腿，夜里没人翻身。\n支部同意她换到白班一个月。\n",
)
BODIES = st.sampled_from(TOLD)


def parts(text: str) -> list[str]:
    return [part.text for part, _ in split_document(document(text))]


def fields(text: str) -> list[dict[str, str]]:
    records = (parse_record(part, aligned, index) for index, (part, aligned) in enumerate(split_document(document(text))))
    return [{field.key: field.value for field in record.fields} for record in records]


@pytest.mark.parametrize(
    "numbers", [("", "", ""), ("一、", "二、", "三、"), ("1.", "2.", "3."), ("（1）", "（2）", "（3）"), ("①", "②", "③")]
)
@pytest.mark.parametrize("between", ["；", "　", "  ", "，", " | "])
def test_headers_of_one_line_begin_records(numbers: tuple[str, ...], between: str) -> None:
    """However the fields are joined and whatever number stands before them; what stands above the first goes with it."""
    people = ("车小燕", "靖国平", "逯文")
    talks = [
        f"{number}{between.join(('谈话人：明哲', f'谈话对象：{name}', f'时间：2024年4月1{day}日', '地点：库房'))}\n{TOLD[day % 2]}"
        for day, (number, name) in enumerate(zip(numbers, people, strict=True))
    ]
    found = parts("第二季度谈心谈话记录\n" + "".join(talks))
    assert found == ["第二季度谈心谈话记录\n" + talks[0], *talks[1:]]


def test_a_header_and_its_body_on_one_line_begin_a_record() -> None:
    """One line a talk: fields first, then what was said."""
    talks = [
        "谈话人：鲍振海；对象：芮小波；芮小波想转岗去调度，说膝盖积液。鲍振海答应报段里。\n",
        "谈话人：鲍振海；对象：习应龙；习应龙嫌夜班补贴少。鲍振海让他把班表拿来核。\n",
    ]
    assert parts("".join(talks)) == talks


def test_notes_that_open_with_a_date_and_a_partner_begin_records() -> None:
    """«10月14日 食堂 对象：…», repeated."""
    talks = ["10月9日 车间门口 对象：原守信\n" + TOLD[0], "10月14日 食堂 对象：阚红\n" + TOLD[1]]
    assert parts("谈心本\n\n" + "\n".join(talks)) == ["谈心本\n\n" + talks[0] + "\n", talks[1]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "1.2024年5月6日，与农技员别小玲谈话，地点试验田：出苗只有六成，她怕扣分。",
            "2.2024年5月8日，与驾驶员干志谈话，地点车棚：剐蹭两回，他认看了手机。",
        ),
        (
            "5月6日 书记覃大川找班秀英谈 在收发室 她说腰椎间盘突出不能再搬邮袋了",
            "5月8日 书记覃大川找席国栋谈 在门房 他说夜里睡不着想少排两个班",
        ),
        (
            "2024/5/6 | 季明远→强小军 | 炉台 | 徒弟手机不离手，两人闹别扭，说开了。",
            "2024/5/8 | 季明远→习应龙 | 泵房 | 家里老人摔伤，批了三天假，他放心了。",
        ),
    ],
)
def test_dated_notes_on_talks_begin_records(first: str, second: str) -> None:
    """A heading common to all stays with the first."""
    assert parts(f"谈话人：书记 励耕\n{first}\n{second}\n") == [f"谈话人：书记 励耕\n{first}\n", f"{second}\n"]


@pytest.mark.parametrize("rule", ["-----------------", "———————", "=====", "* * * *", "---"])
@pytest.mark.parametrize("title", ["谈话记录2", "谈话记录", "二、", "第二次谈话", "与班组长谈话"])
def test_rules_and_titles_above_a_form_go_with_it(rule: str, title: str) -> None:
    """Be its fields on one line or on several."""
    for joined in ("；", "\n"):
        first, second = (
            f"{joined.join(('时间：1月5日', '谈话人：祖建中', f'对象：{name}', '地点：药房'))}\n" for name in ("宫小雯", "鲜于洁")
        )
        assert parts(f"谈话记录1\n{first}{TOLD[0]}{rule}\n{title}\n{second}{TOLD[1]}") == [
            f"谈话记录1\n{first}{TOLD[0]}",
            f"{rule}\n{title}\n{second}{TOLD[1]}",
        ]


def test_fields_above_the_repeated_one_go_with_their_form() -> None:
    """A form may begin with a field that the one before did not have; its signatures stay."""
    first = f"会议记录\n时间：2024年3月5日\n主持：桑可\n地点：会议室\n{TOLD[0]}记录：郗若谦\n"
    second = f"谈话人：桑可\n谈话对象：蔺晓帆\n时间：2024年9月3日\n地点：天台\n{TOLD[1]}"
    assert parts(first + second) == [first, second]


@given(st.lists(BODIES, min_size=1, max_size=5), st.booleans(), st.sampled_from(["", "\n"]))
def test_as_many_records_as_headers(bodies: list[str], one_line: bool, gap: str) -> None:
    """Together the parts are the text, and each begins with its header."""
    joined = "  " if one_line else "\n"
    talks = [
        joined.join((f"时间：2024年5月{day}日", "谈话人：明哲", f"谈话对象：车小{day}")) + f"\n{body}{gap}"
        for day, body in enumerate(bodies, 1)
    ]
    assert parts("".join(talks)) == talks


ONE = {
    "agenda": f"支委会会议记录\n时间：2024年3月5日  主持人：明哲\n一、听取汇报。{TOLD[0]}二、研究补助。{TOLD[1]}三、3月8日前由车小燕落实。\n",
    "turns": f"时间：2024年3月5日  谈话人：明哲  谈话对象：车小燕\n谈话人：{TOLD[0]}谈话对象：{TOLD[1]}谈话人：行，那就这样定，周四见。\n",
    "signature": f"谈话人：明哲  谈话对象：车小燕  时间：2024年3月5日\n{TOLD[0]}谈话人（签名）：明哲    谈话对象（签名）：车小燕\n2024年3月5日\n",
    "signature with a remark": f"谈话人：党支部书记 明哲  谈话对象：车小燕（库管）\n{TOLD[0]}谈话人：明哲  谈话对象：车小燕\n备注：3月14日回访，材料已递交，回执在卷。\n",
    "unsigned": f"谈话人：明哲  谈话对象：车小燕  时间：2024年3月5日\n{TOLD[0]}谈话人：      谈话对象：      时间：  年  月  日\n支部意见：同意继续关注其家庭困难。\n",
    "head of the second page": f"时间：2024年3月5日  谈话人：明哲  谈话对象：车小燕\n{TOLD[0]}时间：2024年3月5日  谈话人：明哲  谈话对象：车小燕\n{TOLD[1]}",
    "chronicle of a talk": "谈话人：明哲\n谈话对象：车小燕\n3月5日，与车小燕谈话，她说夜里睡不着，想换班。\n3月12日，与她丈夫谈话，约好周末一起来。\n",
    "talks told to a meeting": "支委会会议记录\n1.3月5日，明哲与车小燕谈话，了解到她夜里睡不着。\n2.3月6日，明哲与逯文谈话，他说想换到白班。\n",
    "one person twice": "1.3月5日，与车小燕谈话，她说夜里睡不着，想换班。\n2.3月12日，与车小燕谈话，她说班换了，人精神多了。\n",
    "party days": "主题党日活动\n3月5日，参观旧址，大家听讲解员讲了老关的故事。\n3月6日，到敬老院打扫，给六位老人理了发。\n",
    "plan without told": "谈话计划\n10月9日 对象：原守信\n10月14日 对象：阚红\n10月21日 对象：洪大力\n",
    "form of a table": f"时间\t2024年3月5日\t地点\t库房\n谈话人\t明哲\t谈话对象\t车小燕\n谈话内容\t{TOLD[0]}",
    "programme of a day": "主题党日活动安排\n时间\t地点\t主持人\t内容\n9:00\t旧址\t明哲\t参观，听讲解员讲老关的故事。\n10:30\t敬老院\t逯文\t打扫院子，给老人理发。\n",
    "table of tasks": f"支委会会议记录\n时间：2024年3月5日  主持人：明哲\n{TOLD[0]}序号\t议题\t负责人\t完成时间\n1\t托辊\t逯文\t3月8日\n2\t补助\t明哲\t3月9日\n",
    "table below a body": f"谈话人：明哲\n{TOLD[0]}时间\t地点\t谈话对象\t内容\n2024年3月5日\t库房\t逯文\t想换班。\n2024年3月6日\t库房\t桑可\t想请假。\n",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE.keys())
def test_one_record_stays_whole(text: str) -> None:
    assert parts(text) == [text]


def test_no_record_of_the_corpus_is_split() -> None:
    """7,183 records of all hands."""
    texts = [labelled_text(record)[0] for record in load_records()]
    assert [text for text in texts if parts(text) != [text]] == []


HEADINGS = ("序号", "谈话时间", "谈话地点", "谈话人", "谈话对象", "谈话内容")
ROWS = (
    ("1", "2024-03-04", "党员之家", "单于红", "弥勇", "补贴两个月没发，房贷要断。"),
    ("2", "2024-03-11", "库房", "单于红", "水清", "怀孕三个月，想换岗。"),
)


@pytest.mark.parametrize("above", ["", "2024年谈心谈话台账\n\n"])
@pytest.mark.parametrize(
    ("mark", "edge", "drawn"), [("\t", "", ""), (" | ", "", ""), ("|", "|", "|---|:--:|---|---|---|---|\n"), ("｜", "", "")]
)
def test_the_rows_of_a_pasted_table_are_records(above: str, mark: str, edge: str, drawn: str) -> None:
    """Each under its headings, its content at its place in the text, as the rows of a spreadsheet."""
    head, *rows = (f"{edge}{mark.join(row)}{edge}\n" for row in (HEADINGS, *ROWS))
    text = above + head + drawn + "".join(rows)
    found = [part for part, _ in split_document(document(text))]
    assert [(part.text, text[part.offset :][: len(part.text)]) for part in found] == [(row[-1], row[-1]) for row in ROWS]
    assert [(one["date"], one["place"], one["talker"], one["talkee"]) for one in fields(text)] == [row[1:5] for row in ROWS]


@given(st.integers(1, 5), st.lists(st.integers(1, 3), min_size=1, max_size=4))
def test_a_cell_may_go_on_over_lines_and_columns_may_follow(column: int, heights: list[int]) -> None:
    """The content may have any column but the first, and lines of its own."""
    headings = [*HEADINGS[1:column], HEADINGS[5], *HEADINGS[column:5]]
    contents = [
        "\n".join(f"第{number}回他说皮带跑偏，第{line}天修好了。" for line in range(height)) for number, height in enumerate(heights)
    ]
    rows = ["\t".join([str(number), *ROWS[0][1:column], content, *ROWS[0][column:5]]) for number, content in enumerate(contents, 1)]
    assert parts("\n".join(["\t".join(["序号", *headings]), *rows])) == contents


def test_headings_that_come_again_are_no_row() -> None:
    text = "\n".join("\t".join(row) for row in (HEADINGS, ROWS[0], HEADINGS, ROWS[1]))
    assert parts(text) == [row[-1] for row in ROWS]


def test_trailing_cells_may_be_missing() -> None:
    """Rows without number that end early are told apart by their dates."""
    text = "谈话时间\t谈话人\t谈话对象\t谈话内容\t备注\t附件\n2024-03-04\t单于红\t弥勇\n2024-03-11\t单于红\t水清\n"
    assert [(one["date"], one["talkee"]) for one in fields(text)] == [("2024-03-04", "弥勇"), ("2024-03-11", "水清")]


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_the_text_below_a_header_in_a_table_is_its_content(mark: str) -> None:
    """One row, no column for the content: one record, its title that above the table."""
    rows = (("会议时间", "会议地点", "主持人", "记录人", "应到", "实到"), ("2024-02-20 17:30", "护士站", "兰芷", "杜若", "10", "9"))
    text = "支委会会议记录\n" + "".join(mark.join(row) + "\n" for row in rows) + f"会议内容：{TOLD[0]}"
    assert parts(text) == [f"会议内容：{TOLD[0]}".strip()]
    assert fields(text) == [
        {
            "title": "支委会会议记录",
            "date": "2024-02-20",
            "start": "2024-02-20T17:30",
            "place": "护士站",
            "host": "兰芷",
            "recorder": "杜若",
            "due": "10",
            "present": "9",
        }
    ]


def test_what_a_caller_gave_fields_for_is_one_record() -> None:
    """Given values are those of one record, whatever its text looks like."""
    text = "\n".join("\t".join(row) for row in (HEADINGS, *ROWS))
    one = Document(text, document(text).source, given=(("talker", "单于红"),))
    assert [part.text for part, _ in split_document(one)] == [text]


def test_a_talk_and_its_copy_are_two() -> None:
    """The heading of a form tells a copy from the head of a page."""
    assert parts(GENERIC_TALK + GENERIC_TALK) == [GENERIC_TALK, GENERIC_TALK]
