"""Which styles may be looked at, which are sealed, and which guard the present model."""

from __future__ import annotations

from pathlib import Path

import yaml

from analyzer.errors import MissingExtra, SettingsError

__all__ = ["RECORDS", "guard_styles", "sealed_styles", "styles", "training_styles"]

RECORDS = Path(__file__).parent / "records"
"""The folder of styles."""
_CLONE = (
    "请克隆程序的仓库，在仓库目录里运行 pip install -e '.[train]' 后再用；"
    "mqa train 也可用 --corpus 目录 指明语料（仓库里的 corpus/records）。"
)
_SPLITS = Path(__file__).parent / "splits.yaml"


def styles(folder: Path = RECORDS) -> tuple[str, ...]:
    """The styles that a corpus folder holds, sealed ones too, in order.

    Raises MissingExtra where the program's own holds none, SettingsError where another does.
    """
    found = tuple(sorted({path.parent.name for path in folder.glob("*/*.jsonl")}))
    if found:
        return found
    if folder == RECORDS:
        raise MissingExtra("这里没有标注语料：安装包不带它。", where=str(folder), remedy=_CLONE)
    raise SettingsError(
        "这个目录里没有语料（每种样式一个子目录，里面是 .jsonl）。", where=str(folder), remedy="请核对 --corpus 所给的目录。"
    )


def sealed_styles() -> frozenset[str]:
    """Styles that are neither trained on nor tuned on; they are scored for a release alone."""
    return frozenset(yaml.safe_load(_SPLITS.read_text(encoding="utf-8"))["sealed"])


def guard_styles() -> tuple[str, ...]:
    """Styles that a candidate and the present model are both trained without when they are compared."""
    return tuple(yaml.safe_load(_SPLITS.read_text(encoding="utf-8"))["guard"])


def training_styles(folder: Path = RECORDS) -> tuple[str, ...]:
    """The styles of a corpus folder that may be looked at; each is left out once in evaluation."""
    sealed = sealed_styles()
    return tuple(style for style in styles(folder) if style not in sealed)
