"""The default model from the corpus: linear parts on everything, ordinal judgements on out-of-fold evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.artefact import Artefact, save_artefact
from analyzer.classifying.features import BUCKET_BITS, dense_names
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.models import LINEAR_PARTS, Models, pack_linear
from analyzer.classifying.ordinal import OrdinalModel
from analyzer.interpreting.meeting import MEETING_EVIDENCE, meeting_numbers
from analyzer.interpreting.talk import TALK_EVIDENCE, talk_evidence, talk_probabilities
from analyzer.types.labels import MeetingDimension, RecordType, TalkDimension
from corpus.records import LabelledRecord
from models.training.examples import Example, examples
from models.training.ordinal import fit_ordinal
from models.training.parts import Settings, fit_parts

__all__ = ["MODEL_VERSION", "fit", "save"]

MODEL_VERSION = "1"


def fit(records: Sequence[LabelledRecord], settings: Settings, *, tell: Callable[[str], None] = lambda _: None) -> Models:
    """The models for a set of records of at least two styles; the same records and settings give the same numbers."""
    known = examples(records)
    styles = sorted({example.record.style for example in known})
    evidence: dict[str, dict[str, float]] = {}
    for style in styles:
        tell(f"读取样式 {style}（用其余样式训练）")
        fold = fit_parts([example for example in known if example.record.style != style], settings, {}, "fold", inner=False)
        evidence.update({example.record.id: numbers_of(example, fold) for example in known if example.record.style == style})
    tell("训练全部样式")
    ordinal = _fit_ordinals(known, evidence)
    return fit_parts(known, settings, ordinal, "")


def numbers_of(example: Example, models: Models) -> dict[str, float]:
    """The evidence that models find in an example."""
    if example.record.record_type is RecordType.TALK:
        aspects, specific = talk_probabilities(example.features, models)
        return talk_evidence(aspects, specific, example.features, len(example.parsed.fields))
    return meeting_numbers(example.aligned, example.units, example.features, example.parsed, models)


def _fit_ordinals(known: Sequence[Example], evidence: dict[str, dict[str, float]]) -> dict[str, OrdinalModel]:
    talks = [example for example in known if example.record.record_type is RecordType.TALK]
    meetings = [example for example in known if example.record.record_type is RecordType.MEETING]
    talk_rows = [evidence[example.record.id] for example in talks]
    meeting_rows = [evidence[example.record.id] for example in meetings]
    talk = {name: sign for name, sign in TALK_EVIDENCE.items() if name != "header"}
    meeting = {name: sign for name, sign in MEETING_EVIDENCE.items() if name != "header"}
    deep = {**talk, "criticism": 0, "reflection": 0}
    pot = {"purposes": 1, "crowded": 1, "hollow": 1, "hollow_share": 1, "best": -1, "mean": -1, "concrete_share": -1, "one_pot": 1}
    form = {"header": 1}
    found = {
        "depth": fit_ordinal(talk_rows, [_known(example.record.gold.depth) for example in talks], deep, lowest=0, highest=3),
        "talk.band": fit_ordinal(talk_rows, [example.record.gold.band for example in talks], talk, lowest=1, highest=5),
        "one_pot": fit_ordinal(meeting_rows, [_known(example.record.gold.one_pot) for example in meetings], pot, lowest=0, highest=2),
        "meeting.band": fit_ordinal(meeting_rows, [example.record.gold.band for example in meetings], meeting, lowest=1, highest=5),
    }
    for talk_key in TalkDimension:
        grades = [example.record.gold.dims[talk_key] for example in talks]
        signs = form if talk_key is TalkDimension.COMPLETENESS else talk
        found[f"talk.{talk_key}"] = fit_ordinal(talk_rows, grades, signs, lowest=0, highest=4)
    for key in MeetingDimension:
        grades = [example.record.gold.dims[key] for example in meetings]
        signs = form if key is MeetingDimension.COMPLETENESS else meeting
        found[f"meeting.{key}"] = fit_ordinal(meeting_rows, grades, signs, lowest=0, highest=4)
    return found


def _known(grade: int | None) -> int:
    if grade is None:
        raise ValueError("the record lacks its gold grade")
    return grade


def save(models: Models, records: Sequence[LabelledRecord], settings: Settings, folder: Path) -> Artefact:
    """Writes models as an artefact with its card."""
    arrays: dict[str, npt.NDArray[Any]] = {"transitions": models.transitions, "rarity": models.linear["aspect"].rarity.astype(np.float16)}
    for part in LINEAR_PARTS:
        arrays.update(pack_linear(part, models.linear[part]))
    digest = hashlib.sha256(b"".join(msgspec.json.encode(record) for record in records)).hexdigest()
    card = {
        "name": "linear",
        "version": MODEL_VERSION,
        "lexicon": lexicon().version,
        "bucket_bits": BUCKET_BITS,
        "dense": list(dense_names(lexicon())),
        "classes": {part: list(models.linear[part].classes) for part in LINEAR_PARTS},
        "ordinal": {name: msgspec.to_builtins(model) for name, model in sorted(models.ordinal.items())},
        "settings": models.settings,
        "training": msgspec.to_builtins(settings),
        "corpus": {"sha256": digest, "records": len(records), "styles": sorted({record.style for record in records})},
    }
    return save_artefact(folder, arrays, card)
