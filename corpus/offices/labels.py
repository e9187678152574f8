"""Marks of a body as a labelled record."""

from __future__ import annotations

from typing import Any

from analyzer.types.labels import MeetingDimension, RecordType, TalkDimension
from corpus.offices.marks import Marks, Unit
from corpus.records import LabelledRecord, load_record

__all__ = ["labelled"]

_SPECIFIC, _GOES_ON = "*", "+"
_WHY = "短记录，写的人没有见过程序和语料"


def labelled(name: str, kind: RecordType, marks: Marks) -> LabelledRecord:
    """The record with its labels; raises ValueError where a mark is no label, KeyError where the whole is not judged."""
    gold, (begin, end) = marks.gold, marks.body
    dimensions: type[TalkDimension | MeetingDimension] = TalkDimension if kind is RecordType.TALK else MeetingDimension
    whole: dict[str, Any] = {
        "dims": dict(zip(dimensions, map(int, gold["dims"].split(",")), strict=True)),
        "band": int(gold["band"]),
        "findings": _listed(gold["findings"]),
    }
    record: dict[str, Any] = {"id": name, "style": name.partition("-")[0], "record_type": kind, "why": _WHY, "gold": whole}
    record |= {"header": marks.text[:begin], "footer": marks.text[end:].lstrip("\n")}
    if kind is RecordType.TALK:
        depth = int(gold["depth"])
        whole |= {"depth": depth, "generic": depth <= 1, "talk_kind": gold["kind"]}
        record["sentences"] = [{"text": unit.words, "aspect": unit.key, "specific": _is_specific(unit)} for unit in marks.units]
    else:
        whole |= {"one_pot": int(gold["one_pot"]), "claimed": _listed(gold["claimed"])}
        record |= {"meeting_type": gold["type"], "segments": _segments(marks)}
    return load_record(record)


def _is_specific(unit: Unit) -> bool:
    if unit.value not in ("", _SPECIFIC):
        raise ValueError(f"{unit.key}:{unit.value} is no mark of a sentence")
    return unit.value == _SPECIFIC


def _segments(marks: Marks) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for unit in marks.units:
        if unit.key != _GOES_ON:
            substance, *lecturer = unit.value.split()
            found.append({"activity": unit.key, "substance": int(substance), "sentences": []})
            found[-1] |= {"lecturer": lecturer[0]} if lecturer else {}
        if not found:
            raise ValueError(f"no mark opens a segment before {unit.words[:20]!r}")
        found[-1]["sentences"].append(unit.words)
    return found


def _listed(words: str) -> list[str]:
    return [word for word in words.split(",") if word]
