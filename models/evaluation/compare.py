"""Reports held against gold labels, sentence by sentence and record by record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from analyzer.types.labels import RecordType
from analyzer.types.report import MeetingPart, Report, TalkPart
from analyzer.types.span import Span
from corpus.agreement import boundary_f1, quadratic_kappa
from corpus.records import LabelledRecord, labelled_text
from models.evaluation.metrics import binary_f1, macro_f1, pk

__all__ = ["Pair", "measure"]


Part = TypeVar("Part", TalkPart, MeetingPart)


class Pair(msgspec.Struct, frozen=True):
    """A labelled record and the report made of its text."""

    record: LabelledRecord
    report: Report


def measure(pairs: Sequence[Pair]) -> dict[str, float]:
    """Every figure of the evaluation by name."""
    talks = [pair for pair in pairs if pair.record.record_type is RecordType.TALK]
    meetings = [pair for pair in pairs if pair.record.record_type is RecordType.MEETING]
    return {
        "records": float(len(pairs)),
        "judged": sum(pair.report.band is not None for pair in pairs) / max(len(pairs), 1),
        "type_right": sum(pair.report.record.type == pair.record.record_type for pair in pairs) / max(len(pairs), 1),
        "band_qwk": quadratic_kappa([pair.record.gold.band for pair in pairs], [pair.report.band or 3 for pair in pairs]),
        **_talks(talks),
        **_meetings(meetings),
        "findings_f1": _findings(pairs),
    }


def _talks(pairs: Sequence[Pair]) -> dict[str, float]:
    gold_aspect, aspect, gold_specific, specific = [], [], [], []
    for pair in pairs:
        for sentence, part in zip(pair.record.sentences, _aligned(pair, pair.report.sentences), strict=True):
            gold_aspect.append(str(sentence.aspect))
            aspect.append(part.aspect if part else "none")
            gold_specific.append(sentence.specific)
            specific.append(bool(part and part.specific))
    depth = [pair.report.talk.depth if pair.report.talk else 1 for pair in pairs]
    return {
        "aspect_macro_f1": macro_f1(gold_aspect, aspect),
        "specific_f1": binary_f1(gold_specific, specific),
        "depth_qwk": quadratic_kappa([pair.record.gold.depth or 0 for pair in pairs], depth),
        "generic_f1": binary_f1(
            [bool(pair.record.gold.generic) for pair in pairs], [bool(pair.report.talk and pair.report.talk.generic) for pair in pairs]
        ),
        "kind_macro_f1": macro_f1(
            [str(pair.record.gold.talk_kind) for pair in pairs], [pair.report.talk.kind if pair.report.talk else "none" for pair in pairs]
        ),
        "talk_band_qwk": quadratic_kappa([pair.record.gold.band for pair in pairs], [pair.report.band or 3 for pair in pairs]),
    }


def _meetings(pairs: Sequence[Pair]) -> dict[str, float]:
    gold_activity, activity, gold_substance, substance = [], [], [], []
    gold_edges, edges, errors = [], [], []
    for pair in pairs:
        _, units = labelled_text(pair.record)
        parts = _aligned(pair, pair.report.segments)
        labels = [pair.record.segments[unit.segment] for unit in units]
        gold_activity += [str(label.activity) for label in labels]
        activity += [part.activity if part else "none" for part in parts]
        gold_substance += [label.substance for label in labels]
        substance += [part.substance if part else 1 for part in parts]
        gold_edges.append({unit.span.start for before, unit in zip(units, units[1:], strict=False) if unit.segment != before.segment})
        edges.append({part.start for part in pair.report.segments[1:]})
        places = list(pair.report.segments)
        errors.append(pk([unit.segment for unit in units], [places.index(part) if part else -1 for part in parts]))
    one_pot = [pair.report.meeting.one_pot if pair.report.meeting else 0 for pair in pairs]
    return {
        "activity_macro_f1": macro_f1(gold_activity, activity),
        "boundary_f1": boundary_f1(gold_edges, edges),
        "pk": sum(errors) / max(len(errors), 1),
        "substance_qwk": quadratic_kappa(gold_substance, substance),
        "one_pot_2_f1": binary_f1([pair.record.gold.one_pot == 2 for pair in pairs], [grade == 2 for grade in one_pot]),
        "one_pot_qwk": quadratic_kappa([pair.record.gold.one_pot or 0 for pair in pairs], one_pot),
        "meeting_band_qwk": quadratic_kappa([pair.record.gold.band for pair in pairs], [pair.report.band or 3 for pair in pairs]),
    }


def _aligned(pair: Pair, parts: Sequence[Part]) -> list[Part | None]:
    """For each labelled sentence the part of the report that shares most characters with it."""
    _, units = labelled_text(pair.record)
    return [_most(unit.span, parts) for unit in units]


def _most(span: Span, parts: Sequence[Part]) -> Part | None:
    shared = [(min(part.end, span.end) - max(part.start, span.start), -part.start, part) for part in parts]
    best = max(shared, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None


def _findings(pairs: Sequence[Pair]) -> float:
    """F1 over (record, kind), hints (info) of one-pot counted as the guideline does, other hints left out."""
    hits = found_count = gold_count = 0
    for pair in pairs:
        gold = {str(kind) for kind in pair.record.gold.findings}
        found = {found.kind for found in pair.report.findings if found.severity != "info" or found.kind == "one_pot"}
        hits += len(gold & found)
        found_count += len(found)
        gold_count += len(gold)
    return 2 * hits / (found_count + gold_count) if found_count + gold_count else 1.0
