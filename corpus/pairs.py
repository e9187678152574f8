"""Contrast pairs: two records that differ by one edit which flips a label."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from analyzer.types.labels import RecordType
from corpus.records import Gold, LabelledRecord, LabelledSegment, LabelledSentence, load_records, opened_styles
from corpus.splits import RECORDS

__all__ = ["ContrastPair", "Edit", "Flip", "WrittenPair", "apply_edit", "load_pairs"]

PAIRS = "pairs.jsonl"


class Flip(StrEnum):
    """The label that the edit turns: generic talk, one-pot meeting, empty claim, specific sentence."""

    GENERIC = "generic"
    ONE_POT = "one_pot"
    CLAIM = "claim"
    SPECIFIC = "specific"


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"new": "with"}):
    """What is done to the base, counted from 0 in sentences of a talk or segments of a meeting; `count` items go, `new` ones come."""

    op: str
    at: int
    count: int
    new: tuple[msgspec.Raw, ...] = ()


class WrittenPair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of `pairs.jsonl`; `gold` is that of the edited record, `what` names the edit."""

    id: str
    style: str
    flip: Flip
    base: str
    edit: Edit
    gold: Gold
    what: str


class ContrastPair(msgspec.Struct, frozen=True):
    """A pair with both records whole."""

    written: WrittenPair
    base: LabelledRecord
    edited: LabelledRecord


def apply_edit(base: LabelledRecord, pair: WrittenPair) -> LabelledRecord:
    """The edited record of a pair; raises ValueError where the edit lies outside the base or its operation and count disagree."""
    edit = pair.edit
    items = base.sentences if base.record_type is RecordType.TALK else base.segments
    takes, gives = {"replace": (True, True), "insert": (False, True), "delete": (True, False)}[edit.op]
    if (edit.count > 0, bool(edit.new)) != (takes, gives) or not 0 <= edit.at <= edit.at + edit.count <= len(items):
        raise ValueError(f"{pair.id}: edit {edit.op} at {edit.at}, count {edit.count} does not fit {base.id} of {len(items)} items")
    changed = {"id": pair.id, "gold": pair.gold, "why": pair.what, "trick": None}
    if base.record_type is RecordType.TALK:
        sentences = tuple(msgspec.json.decode(raw, type=LabelledSentence) for raw in edit.new)
        whole = base.sentences[: edit.at] + sentences + base.sentences[edit.at + edit.count :]
        return msgspec.structs.replace(base, sentences=whole, **changed)
    segments = tuple(msgspec.json.decode(raw, type=LabelledSegment) for raw in edit.new)
    return msgspec.structs.replace(base, segments=base.segments[: edit.at] + segments + base.segments[edit.at + edit.count :], **changed)


def load_pairs(*names: str, folder: Path = RECORDS, release: bool = False) -> Iterator[ContrastPair]:
    """The pairs of the named styles (all that are not sealed, if none is named), in the order of style and line.

    Raises KeyError where a base is missing, ValueError where an edit does not fit it.
    """
    for style in opened_styles(names, folder, release=release):
        path = folder / style / PAIRS
        if not path.exists():
            continue
        records = {record.id: record for record in load_records(style, folder=folder, release=release)}
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = msgspec.json.decode(line, type=WrittenPair)
            yield ContrastPair(pair, records[pair.base], apply_edit(records[pair.base], pair))
