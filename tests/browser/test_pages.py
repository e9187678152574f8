"""The pages as a clerk uses them, with and without script."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from analyzer.samples import sample, samples

REVIEWED = """谈话时间：2024年3月4日
谈话人：卓然
谈话对象：佟伟
佟伟表示思想上坚定信念，工作上尽职尽责。佟伟表示今后继续努力。卓然同志给予充分肯定，希望再接再厉。"""


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts."""
    return bool(request.param)


@pytest.fixture
def page(browser: Browser, address: str, script: bool) -> Iterator[Page]:
    """A page that notes every error and every request that leaves the service."""
    context = browser.new_context(java_script_enabled=script, accept_downloads=True, locale="zh-CN")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("request", lambda sent: None if sent.url.startswith((address, "data:")) else problems.append(sent.url))
    opened.goto(address)
    yield opened
    context.close()
    assert not problems


def send(page: Page, path: Path, *, script: bool) -> None:
    """Chooses a file; with script that sends it, without it the button does."""
    with page.expect_navigation():
        page.set_input_files("#file", path)
        if not script:
            page.get_by_role("button", name="开始分析").click()


def test_a_file_becomes_a_report_with_marks_and_a_word_file(page: Page, script: bool, tmp_path: Path) -> None:
    """Upload, see what is wrong at the words, download the same file with comments."""
    name = "06-党员大会-一锅炖.docx"
    path = tmp_path / name
    path.write_bytes(sample(name))
    send(page, path, script=script)
    expect(page.locator(".sentence")).to_contain_text("一锅炖")
    expect(page.locator("mark").first).to_be_visible()
    without_points = page.locator("ol.findings > li.major").filter(has_text="不扣分")
    assert without_points.count() == without_points.filter(has_text="封顶：同类问题合计至多扣20分。").count() == 1
    expect(page.locator("table.sum")).to_contain_text("一会多用：整份记录至多2档、59分")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载带批注的 Word").click()
    assert download.value.suggested_filename.endswith("-批注.docx")
    assert len(list(docx.Document(io.BytesIO(Path(download.value.path()).read_bytes())).comments)) > 3


def test_a_mark_leads_to_its_finding_and_back(page: Page) -> None:
    """Clicking the number at the words shows the finding; clicking «看原文» shows the words."""
    page.get_by_role("button", name="01-谈话-只征求意见").click()
    page.locator("sup a").first.click()
    assert "#r1-f" in page.url
    page.get_by_role("link", name="看原文").first.click()
    assert "#r1-w" in page.url


def test_pasted_text_works_and_nothing_is_said_kindly(page: Page) -> None:
    """A text can be pasted; an empty form explains itself."""
    page.get_by_role("button", name="开始分析").click()
    expect(page.get_by_role("alert")).to_contain_text("没有选择文件")
    page.fill("#text", "谈话时间：2024年5月6日\n谈话人：卓然\n谈话对象：佟伟\n佟伟说父亲住院，卓然替他值了两个夜班。")
    page.get_by_role("button", name="开始分析").click()
    expect(page.locator(".grade")).to_be_visible()


def test_rubbish_is_explained_on_the_page(page: Page, script: bool, tmp_path: Path) -> None:
    """A file beside a text asks which is meant, and nothing that was typed is lost; an image says what to do, with its code."""
    path = tmp_path / "图片.docx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.fill("#text", "先写在这里")
    send(page, path, script=script)
    expect(page.get_by_role("alert")).to_contain_text("既选了文件，又粘贴了文字")
    expect(page.locator("#text")).to_have_value("先写在这里")
    page.fill("#text", "")
    send(page, path, script=script)
    expect(page.get_by_role("alert")).to_contain_text("no_text_layer")


def test_an_old_address_leads_back(page: Page, address: str) -> None:
    """An address that leads nowhere is a page of ours, with a way on."""
    page.goto(f"{address}/analyses/0")
    expect(page.get_by_role("alert")).to_contain_text("链接已经失效")
    page.get_by_role("link", name="回到上传页").click()
    expect(page.get_by_role("button", name="开始分析")).to_be_visible()


def test_two_files_at_once_are_told_apart_from_one(page: Page, script: bool, tmp_path: Path) -> None:
    """What dropping two files sends is answered with what to do."""
    paths = [tmp_path / "一.txt", tmp_path / "二.txt"]
    for path in paths:
        path.write_text("会议记录", encoding="utf-8")
    page.locator("#file").evaluate("field => field.multiple = true")
    with page.expect_navigation():
        page.set_input_files("#file", paths)
        if not script:
            page.get_by_role("button", name="开始分析").click()
    expect(page.get_by_role("alert")).to_contain_text("一次只能传一个文件")


def test_a_reviewer_corrects_a_report_and_exports_it(page: Page, script: bool) -> None:
    """From the queue to the record, correct what counts by label alone, save, next; contradictions are told in the words of the page and nothing
    typed is lost; the decision stays in view."""
    page.fill("#text", REVIEWED.replace("佟伟", "佟伟" if script else "敖桂芬"))
    page.get_by_role("button", name="开始分析").click()
    report = page.url
    page.get_by_role("link", name="判得不对？逐项改正").click()
    expect(page.get_by_role("group", name="谈到多深")).to_contain_text("程序的判断")
    page.get_by_role("button", name="保存，看下一条").click()
    expect(page.get_by_role("alert")).to_contain_text("请至少判断一项")
    page.get_by_role("group", name="谈到多深").get_by_label("0 没有谈到本人（泛泛）").check()
    page.get_by_role("group", name="档次").get_by_label("5 很好").check()
    page.get_by_label("第1句谈到什么").select_option("work")
    page.get_by_label("复核人").fill("卓然")
    page.get_by_role("button", name="保存，看下一条").click()
    expect(page.get_by_role("alert")).to_contain_text("判为泛泛谈话（深度0、1），档次却是5。这样的记录不能高于2档")
    expect(page.get_by_label("第1句谈到什么")).to_have_value("work")
    expect(page.get_by_label("复核人")).to_have_value("卓然")
    page.get_by_role("group", name="档次").get_by_label("1 很差").check()
    page.get_by_role("button", name="保存，看下一条").click()
    expect(page.get_by_role("status")).to_contain_text("已保存，这是下一条")
    expect(page.get_by_role("button", name="保存，看下一条")).to_be_visible()
    assert report.rpartition("/")[2] not in page.url
    page.get_by_role("link", name="看已复核的").click()
    row = page.locator("#done + table tr").nth(1)
    expect(row).to_contain_text("档次：1 很差")
    expect(row).to_contain_text("改了1句：第1句")
    expect(row).to_contain_text("卓然")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出复核结果").click()
    record = json.loads(Path(download.value.path()).read_text(encoding="utf-8").splitlines()[-1])
    assert (record["depth"], record["band"], record["sentences"][0]["aspect"], record["sentences"][0]["checked"]) == (0, 1, "work", True)
    assert not any(sentence.get("checked") for sentence in record["sentences"][1:])
    page.goto(report)
    expect(page.get_by_role("note")).to_contain_text("已由人复核")
    expect(page.get_by_role("note")).to_contain_text("卓然")
    page.get_by_role("link", name="改复核").click()
    expect(page.get_by_label("第1句谈到什么")).to_have_value("work")
    expect(page.get_by_role("group", name="档次").get_by_label("1 很差")).to_be_checked()


def test_the_queue_leads_to_records_with_reasons(page: Page) -> None:
    """Each row says why; a meeting is asked about its segments, and every field has a name."""
    page.get_by_role("button", name="06-党员大会-一锅炖").click()
    page.get_by_role("link", name="复核", exact=True).click()
    expect(page.locator("table.plain").first.locator("td").last).to_contain_text("把握")
    page.goto(page.url)
    page.get_by_role("link", name="党员大会").first.click()
    expect(page.get_by_label("第1个环节的实质")).to_be_visible()
    unnamed = page.locator("input:not([type=hidden]), select").evaluate_all(
        "fields => fields.filter(field => !field.getAttribute('aria-label') && !(field.labels && field.labels.length)).map(field => field.name)"
    )
    assert unnamed == []


def test_every_page_and_sample_can_be_seen(page: Page) -> None:
    """Each sample with one click, the help, the list of the latest."""
    page.get_by_role("link", name="怎么看报告").click()
    expect(page.locator("h1")).to_contain_text("怎么看报告")
    for name in list(samples())[:3]:
        page.get_by_role("link", name="上传", exact=True).click()
        page.get_by_role("button", name=name).click()
        expect(page.locator(".report").first).to_be_visible()
    page.get_by_role("link", name="上传", exact=True).click()
    expect(page.locator("table.plain a").first).to_be_visible()


def test_a_telephone_shows_lines_of_words_and_whole_names(page: Page) -> None:
    """At 390 px the words of a part have the width of the screen, nothing must be scrolled sideways, and no name in the header breaks."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="06-党员大会-一锅炖").click()
    for number in range(2):
        if number:
            page.get_by_role("link", name="逐项改正").click()
        widths = page.locator("td.long:not(:empty)").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().width)")
        assert len(widths) > 5
        assert min(widths) > 240
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        names = page.locator(".brand, nav a").evaluate_all("names => names.map(name => name.getClientRects().length)")
        assert names == [1, 1, 1, 1]
