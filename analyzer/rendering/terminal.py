"""Reports for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from analyzer.rendering.wording import SUBSTANCE, band_words, heading, points_words, verdict, zh
from analyzer.types.labels import Activity, Aspect, FindingKind, Lecturer, MeetingDimension, Severity, TalkDimension
from analyzer.types.report import Report, ReportFinding

__all__ = ["print_reports"]

_BAND_STYLES = ("", "bold red", "red", "yellow", "green", "bold green")
_SEVERITY_STYLES = {Severity.MAJOR: "bold red", Severity.MINOR: "yellow", Severity.INFO: "cyan"}
_QUOTE_LENGTH = 60
_QUOTES = 3
_OPENING = 22


def print_reports(reports: Iterable[Report], console: Console) -> None:
    """Prints a panel for each report."""
    for report in reports:
        console.print(_panel(report))


def _panel(report: Report) -> Panel:
    parts: list[RenderableType] = [_verdict(report)]
    if report.not_judged is None:
        parts += [_dimensions(report), Text()]
        parts += [part for number, found in enumerate(report.findings, 1) for part in _finding(number, found)]
        if not report.findings:
            parts.append(Text("没有发现问题。", "green"))
        parts += [Text(), _parts(report)]
    for reason in report.review if report.not_judged is None else ():
        parts.append(Text(f"⚑ 请人工查看：{reason}", "magenta"))
    parts += [Text(f"· {notice.message}", "dim") for notice in report.notices]
    place = report.source.name if not report.source.index else f"{report.source.name}（第{report.source.index + 1}条）"
    return Panel(
        Group(*parts),
        title=Text(heading(report), "bold"),
        subtitle=Text(place, "dim"),
        title_align="left",
        subtitle_align="right",
        padding=(0, 1),
    )


def _verdict(report: Report) -> Text:
    text = Text()
    if report.band is not None:
        text.append(f"{band_words(report)} {report.score:g}分  ", _BAND_STYLES[report.band])
    return text.append(verdict(report))


def _dimensions(report: Report) -> Text:
    kind = TalkDimension if report.talk is not None else MeetingDimension
    text = Text()
    for key, value in report.dimensions.items():
        text.append(f"{zh(kind, key)} ").append("■" * value, "green" if value > 2 else "yellow" if value == 2 else "red").append(
            "□" * (4 - value) + "  ", "dim"
        )
    return text


def _finding(number: int, found: ReportFinding) -> Iterable[RenderableType]:
    head = Text(f"[{zh(Severity, found.severity)}] {zh(FindingKind, found.kind)}", _SEVERITY_STYLES[Severity(found.severity)])
    yield _indented(f"{number}.", head.append(f" {points_words(found.points)} ", "dim").append(found.message, "default"))
    for place in found.evidence[:_QUOTES]:
        words = " ".join(place.quote.split())
        yield _indented("", Text(f"「{words[:_QUOTE_LENGTH]}{'…' if len(words) > _QUOTE_LENGTH else ''}」", "italic"))
    if len(found.evidence) > _QUOTES:
        yield _indented("", Text(f"另有{len(found.evidence) - _QUOTES}处", "dim"))
    yield _indented("→", Text(found.advice))
    yield _indented("", Text(f"依据：{found.rule.source}", "dim"))


def _indented(mark: str, text: Text) -> Table:
    """A paragraph that hangs behind its mark."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2, justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid


def _parts(report: Report) -> RenderableType:
    """The segments of a meeting or the sentences of a talk, one a row."""
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    text = report.text or ""
    if report.segments:
        for column in ("环节", "实质", "开头"):
            table.add_column(column, no_wrap=True)
        for segment in report.segments:
            name = zh(Activity, segment.activity) + (f"·{zh(Lecturer, segment.lecturer)}" if segment.lecturer else "")
            style = ("red", "yellow", "green")[segment.substance]
            table.add_row(name, Text(SUBSTANCE[segment.substance], style), _opening(text, segment.start, segment.end))
        return table
    for column in ("谈到", "具体", "原话"):
        table.add_column(column, no_wrap=True)
    for sentence in report.sentences:
        mark = Text("●", "green") if sentence.specific else Text("○", "dim")
        table.add_row(zh(Aspect, sentence.aspect), mark, _opening(text, sentence.start, sentence.end))
    return table


def _opening(text: str, start: int, end: int) -> Text:
    words = " ".join(text[start:end].split())
    return Text(words[:_OPENING] + ("…" if len(words) > _OPENING else ""))
