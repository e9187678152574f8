"""The report on a screen."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from analyzer.rendering.terminal import print_reports
from tests.rendering.records import GOOD, NOT_JUDGED, ONE_POT, REPORTS, SOLICITING, finding, talk


def shown(*reports: object, width: int = 80, **more: object) -> str:
    out = io.StringIO()
    print_reports(reports, Console(file=out, width=width, **more))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (SOLICITING, ("较差（2档） 54.5分", "费小琴", "泛泛谈话〔严重〕扣41分", "「先说说对支部工作有什么意见建议？」", "另有1处", "→ ", "依据：", "征求意见○", "意见建议●", "覆盖 ■□□□")),
        (ONE_POT, ("很差（1档）", "支部党员大会 · 北塘运维支部", "党课（书记党课）", "有名无实", "%", "请人工查看", "未接受的修订", "大会.txt")),
        (GOOD, ("很好（5档） 100分", "没有发现问题", "回应帮助●")),
        (NOT_JUDGED, ("未评价：看不出", "请补上时间")),
    ],
)  # fmt: skip
def test_each_layer_is_printed(report: object, words: tuple[str, ...]) -> None:
    """Verdict, dimensions, findings with quotes, parts, what a person should look at."""
    made = shown(report, width=160)
    for said in words:
        assert said in made


def test_lines_keep_to_the_width() -> None:
    """80 columns, a Han character taking two."""
    for line in shown(*REPORTS).splitlines():
        assert sum(2 if ord(character) > 0x2E7F else 1 for character in line) <= 80


def test_square_brackets_of_a_record_are_no_markup() -> None:
    """Text is data."""
    text = "[bold red]会议[/bold red] [link=file:///etc]内容[/link]"
    assert text in shown(talk(text, [finding(text, "boilerplate", "minor", 1, [text], text, text)], name="[red].txt"), width=200)


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets plain words, and so does who sets NO_COLOR."""
    assert "\x1b[" not in shown(SOLICITING)
    assert "\x1b[1;31m" in shown(SOLICITING, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in shown(SOLICITING, force_terminal=True, color_system="standard")
