"""The generated parts of docs/evaluation.md and its pictures, or of docs/encoder.md, from a run.

mqa evaluate --baselines --out 评测
python -m models.evaluation.page 评测/evaluation.json

A run on the short records of offices (`--split offices`) gives the table of these alone. A run with an encoder tests groups of styles and not each style, so its figures go into the page on encoders alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from analyzer.rendering.blocks import with_blocks
from corpus.datasheet import TRICKS
from corpus.offices import OFFICES
from models.evaluation.evaluate import Evaluation
from models.evaluation.measures import MEASURES
from models.evaluation.plots import coverage_plot, reliability_plot
from models.evaluation.rendering import FLIPS, class_rows, gain, headline
from models.evaluation.robustness import CHANGES

__all__ = ["ENCODER_PAGE", "IMAGES", "PAGE", "pictures", "renewed", "renewed_encoder", "renewed_offices"]

PAGE = Path(__file__).parents[2] / "docs" / "evaluation.md"
ENCODER_PAGE = PAGE.with_name("encoder.md")
IMAGES = PAGE.parent / "images"
_DETAILED = ("aspect_macro_f1", "activity_macro_f1")


def renewed(text: str, evaluation: Evaluation) -> str:
    """The page with its generated parts from a run; raises LookupError where it lacks one of them."""
    return with_blocks(
        text,
        {
            "run": _run(evaluation),
            "all": _all(evaluation),
            "lengths": _grouped("句数", evaluation, evaluation.by_length),
            "styles": _grouped("样式", evaluation, evaluation.by_style),
            "hard": _hard(evaluation),
            "classes": _classes(evaluation),
        },
    )


def renewed_offices(text: str, evaluation: Evaluation) -> str:
    """The page with what a run reached on the short records of offices."""
    return with_blocks(text, {"offices": _run(evaluation) + "\n" + _all(evaluation)})


def renewed_encoder(text: str, evaluation: Evaluation) -> str:
    """The page on encoders with its comparison from a run with one."""
    return with_blocks(text, {"comparison": _run(evaluation) + "\n" + _comparison(evaluation)})


def pictures(evaluation: Evaluation) -> dict[str, str]:
    """The pictures of the page (SVG) by file name: coverage against risk, and how far confidences can be relied on."""
    return {
        "coverage-risk.svg": coverage_plot(evaluation.coverage_risk, "放行的比例与其中判错的比例"),
        "reliability.svg": reliability_plot(evaluation.reliability["report"], "报告的把握与判对的比例"),
    }


def _run(evaluation: Evaluation) -> str:
    return f"{evaluation.split}，{len(evaluation.by_style)}种样式、{evaluation.records}条记录；语料与设置的摘要 `{evaluation.digest}`。\n"


def _all(evaluation: Evaluation) -> str:
    rows = [(row.zh, row.aim, {None: "", True: "是", False: "否"}[row.reached], *row.cells) for row in headline(evaluation)]
    return _table(("指标", "目标", "达到", *(system.name for system in evaluation.systems)), rows)


def _comparison(evaluation: Evaluation) -> str:
    first, second = evaluation.systems[:2]
    rows = [
        (row.zh, f"{first.figures[row.key].value:.3f}", f"{second.figures[row.key].value:.3f}", gain(second.above_first[row.key]))
        for row in headline(evaluation)
    ]
    return _table(("指标", first.name, second.name, f"{second.name} − {first.name}"), rows)


def _grouped(what: str, evaluation: Evaluation, groups: Mapping[str, Mapping[str, float]]) -> str:
    measures = list(headline(evaluation))
    rows = [
        (name, round(values["records"]), *(f"{values[row.key]:.2f}" if row.key in values else "–" for row in measures))
        for name, values in groups.items()
    ]
    return _table((what, "记录数", *(row.zh for row in measures)), rows)


def _hard(evaluation: Evaluation) -> str:
    flips = [
        (f"对照·{zh}", *(f"{system.flips[key].hits}/{system.flips[key].count}" for system in evaluation.systems))
        for key, zh in FLIPS.items()
    ]
    names = {**{str(trick): zh for trick, zh in TRICKS.items()}, "all": "合计"}
    tricks = [(f"作假·{names[key]}", f"{share.hits}/{share.count}") for key, share in evaluation.tricks.items()]
    alarms = evaluation.false_alarms
    losses = [
        (CHANGES[key][0], f"{lost['aspect_macro_f1']:+.3f}", f"{lost['activity_macro_f1']:+.3f}") for key, lost in evaluation.losses.items()
    ]
    return "\n".join(
        (
            _table(("一处改动，两边都判对", *(system.name for system in evaluation.systems)), flips),
            _table(("手法", "被指出或送人看"), [*tricks, ("朴素真实的记录被误指", f"{alarms.hits}/{alarms.count}")]),
            _table(("改动", "谈话方面 宏F1 减少", "环节类别 宏F1 减少"), losses),
        )
    )


def _classes(evaluation: Evaluation) -> str:
    parts = []
    for measure in MEASURES:
        if measure.key in _DETAILED:
            counts = evaluation.systems[0].confusions[measure.key]
            rows = [
                (row.name, row.count, f"{row.precision:.2f}", f"{row.recall:.2f}", f"{row.f1:.2f}") for row in class_rows(measure, counts)
            ]
            parts.append(_table((measure.zh, "句数", "精确率", "召回率", "F1"), rows))
    return "\n".join(parts)


def _table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(heading) + " |", "| --- |" + " ---: |" * (len(heading) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    run = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Evaluation)
    if run.split == OFFICES:
        PAGE.write_text(renewed_offices(PAGE.read_text(encoding="utf-8"), run), encoding="utf-8")
    elif run.encoder:
        ENCODER_PAGE.write_text(renewed_encoder(ENCODER_PAGE.read_text(encoding="utf-8"), run), encoding="utf-8")
    else:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), run), encoding="utf-8")
        for file, drawn in pictures(run).items():
            (IMAGES / file).write_text(drawn + "\n", encoding="utf-8")
