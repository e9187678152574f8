"""Corpus files read line by line, so that a broken line is a problem and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from corpus.fragments import Fragment
from corpus.guideline.problem import Place, Problem
from corpus.pairs import PAIRS, ContrastPair, WrittenPair, apply_edit
from corpus.records import LabelledRecord, record_files
from corpus.splits import sealed_styles

__all__ = ["Corpus", "WrittenRecord", "read_corpus"]

_T = TypeVar("_T")


class WrittenRecord(msgspec.Struct, frozen=True):
    """A record and where it is written."""

    place: Place
    record: LabelledRecord


class Corpus(msgspec.Struct, frozen=True):
    """All that a corpus folder holds of some styles, with the problems of its lines."""

    records: tuple[WrittenRecord, ...]
    pairs: tuple[tuple[Place, ContrastPair], ...]
    fragments: tuple[tuple[Place, Fragment], ...]
    problems: tuple[Problem, ...]


def read_corpus(styles: tuple[str, ...], records: Path, fragments: Path, *, release: bool = False) -> Corpus:
    """The records, pairs and fragments of some styles."""
    problems: list[Problem] = []
    found = [
        WrittenRecord(msgspec.structs.replace(place, record=record.id), record)
        for style in styles
        for path in record_files(style, records)
        for place, record in _lines(path, records.parent, LabelledRecord, problems)
    ]
    by_id = {written.record.id: written.record for written in found}
    pairs = []
    for style in styles:
        for place, pair in _lines(records / style / PAIRS, records.parent, WrittenPair, problems):
            at = msgspec.structs.replace(place, record=pair.id)
            base = by_id.get(pair.base)
            if base is None:
                problems.append(Problem(at, "pair_base", f"对照组的原记录 {pair.base} 不存在。", "请改正 base。"))
                continue
            try:
                pairs.append((at, ContrastPair(pair, base, apply_edit(base, pair))))
            except (ValueError, KeyError) as error:
                problems.append(Problem(at, "pair_edit", f"改动用不上（{error}）。", "请核对 op、at、count 与 with。"))
    closed = frozenset() if release else sealed_styles()
    bank = [
        found
        for path in sorted(fragments.glob("*.jsonl"))
        for found in _lines(path, records.parent, Fragment, problems)
        if found[1].style not in closed
    ]
    return Corpus(tuple(found), tuple(pairs), tuple(bank), tuple(problems))


def _lines(path: Path, root: Path, kind: type[_T], problems: list[Problem]) -> Iterator[tuple[Place, _T]]:
    if not path.exists():
        return
    name = str(path.relative_to(root.parent)) if path.is_relative_to(root.parent) else str(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = Place(name, number, "")
        try:
            yield place, msgspec.json.decode(line, type=kind)
        except msgspec.MsgspecError as error:
            problems.append(Problem(place, "format", f"这一行不合格式（{error}）。", "请按 corpus/records.py 的格式改正。"))
