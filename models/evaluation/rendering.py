"""An evaluation for people: tables on the terminal, and one HTML page that needs no script and nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rich.console import Console
from rich.table import Table

from analyzer.rendering.html import environment
from analyzer.rendering.wording import zh
from analyzer.types.labels import Activity, Aspect, TalkKind
from corpus.datasheet import TRICKS
from models.evaluation.evaluate import Evaluation
from models.evaluation.intervals import Figure
from models.evaluation.measures import MEASURES, Measure
from models.evaluation.metrics import class_scores
from models.evaluation.plots import coverage_plot, reliability_plot
from models.evaluation.robustness import CHANGES

__all__ = ["ClassRow", "class_rows", "gain", "headline", "print_evaluation", "render_evaluation"]

FLIPS = {"generic": "泛泛 ↔ 具体", "one_pot": "聚焦 ↔ 一锅炖", "claim": "空报 ↔ 落实", "specific": "一句套话 ↔ 一句事实", "all": "合计"}
_COVERAGE = {"coverage_95": ("95% 判对时可放行的比例", 0.60), "coverage_90": ("90% 判对时可放行的比例", None)}
_LABELS = (Aspect, Activity, TalkKind)


class Row(msgspec.Struct, frozen=True):
    """One line of the main table: the measure, its aim as words, a cell for each system."""

    key: str
    zh: str
    aim: str
    cells: tuple[str, ...]
    reached: bool | None


class ClassRow(msgspec.Struct, frozen=True):
    """One class of a measure: precision, recall, F1, how many there are, what it was found as (one cell a class, last none)."""

    name: str
    precision: float
    recall: float
    f1: float
    count: int
    found: tuple[int, ...]


def headline(evaluation: Evaluation) -> list[Row]:
    """The main table: every measure that the first system has, in order, with intervals and the other systems beside it."""
    aims = {measure.key: (measure.zh, measure.aim, measure.lower) for measure in MEASURES}
    aims |= {key: (name, aim, False) for key, (name, aim) in _COVERAGE.items()}
    rows = []
    for key, (name, aim, lower) in aims.items():
        first = evaluation.systems[0].figures.get(key)
        if first is None:
            continue
        reached = None if aim is None else (first.value <= aim if lower else first.value >= aim)
        words = "" if aim is None else f"{'≤' if lower else '≥'} {aim:.2f}"
        rows.append(Row(key, name, words, tuple(_cell(system.figures.get(key)) for system in evaluation.systems), reached))
    return rows


def _cell(figure: Figure | None) -> str:
    return "–" if figure is None else f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]"


def gain(figure: Figure) -> str:
    """A difference between two systems with its interval."""
    return f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}]"


def class_rows(measure: Measure, counts: Sequence[Sequence[float]]) -> list[ClassRow]:
    """The classes of a confusion matrix."""
    table = np.array(counts)
    return [
        ClassRow(_name(key), float(scores[0]), float(scores[1]), float(scores[2]), int(row.sum()), tuple(map(int, row)))
        for key, scores, row in zip(measure.classes, class_scores(table), table, strict=True)
    ]


def _name(key: str) -> str:
    return next((zh(kind, key) for kind in _LABELS if key in set(kind)), key)


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Prints the main table, hard cases, robustness."""
    table = Table(title=f"{evaluation.split} · {evaluation.records}条记录 · 95% 置信区间", title_justify="left")
    for column in ("指标", "目标", *(system.name for system in evaluation.systems)):
        table.add_column(column, overflow="fold")
    for row in headline(evaluation):
        style = "" if row.reached is None else "green" if row.reached else "yellow"
        table.add_row(row.zh, row.aim, *row.cells, style=style)
    console.print(table)
    for words in _lines(evaluation):
        console.print(words)


def _lines(evaluation: Evaluation) -> Iterator[str]:
    first = evaluation.systems[0]
    if evaluation.encoder:
        second = evaluation.systems[1]
        gains = "，".join(f"{row.zh} {gain(second.above_first[row.key])}" for row in headline(evaluation) if row.aim)
        yield f"{second.name}（{evaluation.encoder}）比{first.name}：{gains}"
    if first.flips["all"].count:
        yield "对照组（两边都对）：" + "，".join(f"{FLIPS[key]} {share.hits}/{share.count}" for key, share in first.flips.items())
    caught, alarms = evaluation.tricks["all"], evaluation.false_alarms
    if caught.count:
        yield f"作假记录被指出或送人看：{caught.hits}/{caught.count}；朴素真实的记录被误指：{alarms.hits}/{alarms.count}"
    for change, lost in evaluation.losses.items():
        yield f"{CHANGES[change][0]}：宏F1 减少 谈话方面 {lost['aspect_macro_f1']:.3f}，环节类别 {lost['activity_macro_f1']:.3f}"


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("models.evaluation"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.globals.update(
        style=environment().globals["style"],
        headline=headline,
        gain=gain,
        class_rows=class_rows,
        measures={measure.key: measure for measure in MEASURES},
        changes={key: name for key, (name, _) in CHANGES.items()},
        tricks={**{str(trick): name for trick, name in TRICKS.items()}, "all": "合计"},
        flips=FLIPS,
        name=_name,
        reliability=lambda *given: Markup(reliability_plot(*given)),  # noqa: S704 our own drawing
        coverage=lambda *given: Markup(coverage_plot(*given)),  # noqa: S704 our own drawing
    )
    return found


def render_evaluation(evaluation: Evaluation) -> str:
    """The page."""
    return _templates().get_template("evaluation.html").render(run=evaluation)
