"""The files that a command is given: names, folders, `-` for standard input, the folders of reference texts and of models."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict, TypeVar

import click

from analyzer import clock
from analyzer.readers.suffixes import OFFERED

__all__ = [
    "STDIN",
    "LedgerChoice",
    "chosen_model",
    "epochs_option",
    "expand",
    "folds_option",
    "ledger_options",
    "model_option",
    "models_option",
    "references_option",
    "stdin_bytes",
    "workers_option",
]

Command = TypeVar("Command", bound=Callable[..., object])

STDIN = "-"

references_option = click.option(
    "--references",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="MQA_REFERENCES",
    default=lambda: Path(click.get_app_dir("mqa")) / "references",
    help="参考文件目录；不给则用环境变量 MQA_REFERENCES，再不然用本人的设置目录。",
)
"""Where `mqa reference` keeps what `mqa ledger` reads."""


class LedgerChoice(TypedDict):
    """What decides a ledger beside batch and policy, as `ledger_options` gives it and `finished_ledger` takes it."""

    year: int | None
    today: date
    paper: Path | None
    roster: Path | None
    references: Path


def _day(_ctx: click.Context, _option: click.Parameter, given: datetime | None) -> date:
    return given.date() if given else clock.today()


_OF_LEDGER = (
    click.option("--year", type=click.IntRange(1921, 2200), help="考核年度；不给则取记录最多的一年，一样多的要写明。"),
    click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, callback=_day, help="按哪一天看进度；不给则为今天。"),
    click.option("--paper", type=click.Path(path_type=Path, exists=True), help="纸质台账清单（.xlsx、.csv、.jsonl），与电子台账比对。"),
    click.option("--roster", type=click.Path(path_type=Path, exists=True), help="党员名册（党支部、姓名、党小组、状态、成立日期）。"),
    references_option,
)

models_option = click.option(
    "--models-dir",
    "models",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="MQA_MODELS_DIR",
    default=lambda: Path(click.get_app_dir("mqa")) / "models",
    help="登记模型的目录；不给则用环境变量 MQA_MODELS_DIR，再不然用本人的设置目录。",
)
"""Where `mqa model add` keeps models by version."""

model_option = click.option("--model", help="模型目录，或登记过的版本（mqa model list）；不给则用自带模型。")
"""Which model judges."""

workers_option = click.option(
    "--workers", type=click.IntRange(1, 256), default=min(os.cpu_count() or 1, 8), show_default=True, help="进程数。"
)
"""How many processes share the work."""

folds_option = click.option(
    "--folds", type=click.IntRange(min=2), default=4, show_default=True, help="与 --encoder 合用：微调的组数，每组样式轮流留出。"
)
"""Into how many groups the styles are cut for fine-tuning."""

epochs_option = click.option(
    "--epochs", type=click.IntRange(min=1), default=8, show_default=True, help="与 --encoder 合用：每次微调最多的轮数。"
)
"""How many epochs a fine-tuning takes at most."""


def ledger_options(command: Command) -> Command:
    """Gives a command the options of a `LedgerChoice`."""
    for option in reversed(_OF_LEDGER):
        command = option(command)
    return command


def chosen_model(name: str | None, models: Path) -> Path | None:
    """The folder of the model that `--model` names, None for the shipped one; raises UnknownModel."""
    if name is None:
        return None
    from analyzer.classifying.registry import find_model

    return find_model(name, models)


def expand(names: Iterable[str], *, apart: Path | None = None) -> Iterator[str]:
    """Each name; a folder stands for the files in it that may hold records, in order, at any depth, those of the folder `apart` left out.

    At the end it says on stderr what was skipped.
    """
    skipped: Counter[str] = Counter()
    results = apart.resolve() if apart is not None else None
    for name in names:
        path = Path(name)
        if name != STDIN and path.is_dir():
            for file in sorted(path.rglob("*")):
                if not file.is_file() or file.name.startswith((".", "~$")) or (results and file.resolve().is_relative_to(results)):
                    continue
                if file.suffix.lower() in OFFERED:
                    yield str(file)
                else:
                    skipped[file.suffix.lower() or "没有后缀的"] += 1
        else:
            yield name
    if skipped:
        kinds = "、".join(f"{kind} {count}个" for kind, count in skipped.most_common())
        click.echo(f"目录里跳过{skipped.total()}个不是文档的文件：{kinds}；要读其中某个，请直接写它的文件名。", err=True)


def stdin_bytes(limit: int) -> bytes:
    """What stands on standard input, one byte more than the limit at most."""
    return sys.stdin.buffer.read(limit + 1)
