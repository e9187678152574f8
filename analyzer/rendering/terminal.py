"""Reports for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from analyzer.rendering.wording import (
    activity_words,
    band_words,
    caps_words,
    clipped,
    facts,
    heading,
    opening,
    origin,
    points_words,
    shares,
    substance_words,
    verdict,
    zh,
)
from analyzer.types.labels import Aspect, FindingKind, MeetingDimension, Severity, TalkDimension
from analyzer.types.report import Report, ReportFinding

__all__ = ["SEVERITY_STYLES", "print_reports"]

_BAND_STYLES = ("", "bold red", "red", "yellow", "green", "bold green")
SEVERITY_STYLES: dict[str, str] = {Severity.MAJOR: "bold red", Severity.MINOR: "yellow", Severity.INFO: "cyan"}
_SUBSTANCE_STYLES = ("red", "yellow", "green")
_QUOTE_WIDTH = 60
_QUOTES = 3
_OPENING_WIDTH = 15


def print_reports(reports: Iterable[Report], console: Console) -> None:
    """Prints a panel for each report; words of a record are never read as markup."""
    for report in reports:
        console.print(_panel(report))


def _panel(report: Report) -> Panel:
    title, known = heading(report), facts(report)
    parts: list[RenderableType] = [*([] if known in title else [Text(known, "dim")]), _verdict(report)]
    if report.not_judged is None:
        parts += [_dimensions(report), Text()]
        parts += [part for number, found in enumerate(report.findings, 1) for part in _finding(number, found)]
        if not report.findings:
            parts.append(Text("没有发现问题。", "green"))
        parts += [Text(), _segments(report) if report.segments else _sentences(report)]
        parts += [Text(f"⚑ 请人工查看：{reason}", "magenta") for reason in report.review]
    parts += [Text(f"· {notice.message}", "dim") for notice in report.notices]
    return Panel(
        Group(*parts),
        title=Text(title, "bold"),
        subtitle=Text(origin(report), "dim"),
        title_align="left",
        subtitle_align="right",
        padding=(0, 1),
    )


def _verdict(report: Report) -> Text:
    text = Text()
    if report.band is not None and report.score is not None:
        text.append(f"{band_words(report)} {report.score:g}分  ", _BAND_STYLES[report.band])
    return text.append(verdict(report))


def _dimensions(report: Report) -> Text:
    kind = TalkDimension if report.talk is not None else MeetingDimension
    text = Text()
    for key, value in report.dimensions.items():
        text.append(f"{zh(kind, key)} ").append("■" * value, "green" if value > 2 else "yellow" if value == 2 else "red")
        text.append("□" * (4 - value) + "  ", "dim")
    return text


def _finding(number: int, found: ReportFinding) -> Iterable[RenderableType]:
    style = SEVERITY_STYLES.get(found.severity, "")
    head = Text(f"{zh(FindingKind, found.kind)}〔{zh(Severity, found.severity)}〕", style).append(points_words(found.points), "dim")
    yield _indented(f"{number}.", head)
    yield _indented("", Text(found.message).append(caps_words(found.caps), "dim"))
    for place in found.evidence[:_QUOTES]:
        yield _indented("", Text(f"「{clipped(place.quote, _QUOTE_WIDTH)}」", "italic"))
    if len(found.evidence) > _QUOTES:
        yield _indented("", Text(f"另有{len(found.evidence) - _QUOTES}处", "dim"))
    yield _indented("→", Text(found.advice, "green"))
    yield _indented("", Text(f"依据：{found.rule.source}", "dim"))


def _indented(mark: str, text: Text) -> Table:
    """A paragraph that hangs behind its mark."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid


def _segments(report: Report) -> Table:
    """The segments of a meeting, one a row."""
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    for column in ("环节", "实质", "篇幅", "开头"):
        table.add_column(column, no_wrap=True, justify="right" if column == "篇幅" else "left")
    for segment, share in zip(report.segments, shares(report), strict=True):
        substance = Text(substance_words(segment), _SUBSTANCE_STYLES[segment.substance])
        table.add_row(activity_words(segment), substance, f"{share}%", Text(opening(report, segment, _OPENING_WIDTH)))
    return table


def _sentences(report: Report) -> Text:
    """What each sentence of a talk is about, in order: ● where it is a fact of this person, ○ where not."""
    text = Text("逐句（● 具体到本人  ○ 其他）：", "dim")
    for sentence in report.sentences:
        mark, style = ("●", "green") if sentence.specific else ("○", "dim")
        text.append(f"{zh(Aspect, sentence.aspect)}{mark} ", style)
    return text
