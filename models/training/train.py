"""The default model from the corpus: linear parts on everything, ordinal judgements on out-of-fold evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from analyzer.classifying.artefact import Artefact, save_artefact
from analyzer.classifying.features import BUCKET_BITS, Features, dense_names
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.meanings import load_meanings
from analyzer.classifying.models import Models, Reader, pack_reader
from analyzer.classifying.ordinal import OrdinalModel
from analyzer.classifying.padding import is_padding
from analyzer.interpreting.meeting import MEETING_EVIDENCE, meeting_numbers
from analyzer.interpreting.talk import TALK_EVIDENCE, last_look, talk_evidence
from analyzer.types.labels import MeetingDimension, RecordType, TalkDimension
from analyzer.workers import worker_pool
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from corpus.reviewed import ReviewedRecord
from corpus.strangers import load_strangers
from models.training.calibrations import HeldOut, fit_calibrations
from models.training.examples import Example, edited_examples, examples, picked, reviewed_examples
from models.training.folds import Fold, folds_over
from models.training.frame import learn_frame
from models.training.meetings import learn_meetings, transitions
from models.training.opening import learn_opening
from models.training.ordinal import fit_ordinal
from models.training.settings import Settings
from models.training.talks import learn_talks

__all__ = ["MODEL_VERSION", "fit", "fit_examples", "save"]

MODEL_VERSION = "6"


def fit(
    records: Sequence[LabelledRecord],
    pairs: Sequence[ContrastPair],
    settings: Settings,
    *,
    reviewed: Sequence[ReviewedRecord] = (),
    apart: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Models:
    """The models for a set of records of at least two styles; the same records, pairs and settings give the same numbers.

    Of the pairs the new sentences are learned; what a whole record is worth is learned from records, and from reviewed ones as far as people said.
    With `apart`, talks are learned in a process beside this one.
    """
    known = [*examples(records), *edited_examples(pairs), *reviewed_examples(reviewed)]
    return fit_examples(known, settings, apart=apart, tell=tell)


def fit_examples(
    both: Sequence[Example], settings: Settings, *, apart: bool = False, tell: Callable[[str], None] = lambda _: None
) -> Models:
    """The models for whole, edited and reviewed examples, whose features may be wider than the text alone makes them; `apart` as for `fit`."""
    known = [example for example in both if example.grades]
    learned = (_apart if apart else _in_turn)(both, settings, tell)
    pairs = [(talk, meeting, _models(talk, meeting, settings)) for talk, meeting in zip(learned.talks, learned.meetings, strict=True)]
    evidence = {
        example.record.id: _numbers(example, fold.features[example.record.id], models)
        for talk_fold, meeting_fold, models in pairs
        for fold in (talk_fold, meeting_fold)
        for example in fold.held
        if example.grades
    }
    tell("训练档次")
    *_, (_, _, models_of_all) = pairs
    final = msgspec.structs.replace(models_of_all, ordinal=_fit_ordinals(known, evidence))
    tell("校准把握")
    held = []
    for talk_fold, meeting_fold, unseeing in pairs[:-1]:
        examples_held = [(example, fold) for fold in (talk_fold, meeting_fold) for example in fold.held if example.whole]
        unseen = {example.record.style for example, _ in examples_held}
        ordinal = _fit_ordinals([example for example in known if example.record.style not in unseen], evidence)
        models = msgspec.structs.replace(unseeing, ordinal=ordinal)
        held += [HeldOut(one, fold.features[one.record.id], evidence[one.record.id], models) for one, fold in examples_held]
    return msgspec.structs.replace(final, calibrations=fit_calibrations(held), **learned.outside._asdict())


class _Outside(NamedTuple):
    """What is learned of whole texts: readers of their openings and of their outer lines, and how familiar a text must be to be judged."""

    opening: Reader
    familiar: float
    frame: Reader


class _Learned(NamedTuple):
    """The folds of talks and of meetings, in parallel, and what is learned beside them."""

    talks: list[Fold]
    meetings: list[Fold]
    outside: _Outside


def _in_turn(both: Sequence[Example], settings: Settings, tell: Callable[[str], None]) -> _Learned:
    """Everything, one after the other."""
    talks, meetings = _of(RecordType.TALK, both), _of(RecordType.MEETING, both)
    tell(f"训练谈话模型：{len(talks)}份")
    talk_folds = learn_talks(talks, settings)
    tell(f"训练会议模型：{len(meetings)}份")
    return _Learned(talk_folds, learn_meetings(meetings, settings), _outside(_labelled(both), settings))


def _apart(both: Sequence[Example], settings: Settings, tell: Callable[[str], None]) -> _Learned:
    """The same, meetings beside the rest, each by one thread; of the talks only what was learned comes back, as their features are large."""
    talks, meetings = _of(RecordType.TALK, both), _of(RecordType.MEETING, both)
    tell(f"训练谈话模型和会议模型：{len(talks)}份、{len(meetings)}份")
    with worker_pool(1) as pool, threadpool_limits(1):
        readers = pool.submit(_talk_readers, talks, settings)
        outside = pool.submit(_outside, _labelled(both), settings)
        meeting_folds = learn_meetings(meetings, settings)
        talk_folds = folds_over(talks, settings)
        for fold, reader in zip(talk_folds, readers.result(), strict=True):
            fold.reader = reader
        return _Learned(talk_folds, meeting_folds, outside.result())


def _of(kind: RecordType, examples: Sequence[Example]) -> list[Example]:
    return [example for example in examples if example.record.record_type is kind]


def _labelled(examples: Sequence[Example]) -> list[LabelledRecord]:
    """The records that were written and labelled whole, in order."""
    return [example.record for example in examples if example.grades and isinstance(example.record, LabelledRecord)]


def _talk_readers(talks: Sequence[Example], settings: Settings) -> list[Reader]:
    with threadpool_limits(1):
        return [fold.reader for fold in learn_talks(talks, settings)]


def _outside(labelled: Sequence[LabelledRecord], settings: Settings) -> _Outside:
    with threadpool_limits(1):
        return _Outside(*learn_opening(labelled, load_strangers(), settings), learn_frame(labelled, settings))


def _models(talk: Fold, meeting: Fold, settings: Settings) -> Models:
    return Models(talk.reader, meeting.reader, {}, transitions(meeting.records), settings.decoding, {}, "")


def _numbers(example: Example, features: Features, models: Models) -> dict[str, float]:
    """The evidence that models find in an example."""
    padding = is_padding(example.aligned.text, example.units)
    told = ~padding if not padding.all() else padding
    features, filled = picked(features, told), int((~told).sum())
    if example.record.record_type is RecordType.TALK:
        return talk_evidence(last_look(features, models.talk), features, len(example.parsed.fields), filled)
    units = [unit for unit, kept in zip(example.units, told, strict=True) if kept]
    return meeting_numbers(example.aligned, units, features, example.parsed, models, filled)


def _fit_ordinals(known: Sequence[Example], evidence: dict[str, dict[str, float]]) -> dict[str, OrdinalModel]:
    """Each judgement on the whole, from the records of which it is known."""
    talk = {name: sign for name, sign in TALK_EVIDENCE.items() if name != "header"}
    meeting = {name: sign for name, sign in MEETING_EVIDENCE.items() if name != "header"}
    pot = {"purposes": 1, "crowded": 1, "hollow": 1, "hollow_share": 1, "best": -1, "mean": -1, "concrete_share": -1, "one_pot": 1}

    def learned(
        kind: RecordType, grade: str, signs: Mapping[str, int], lowest: int, highest: int, *, as_often: bool = False
    ) -> OrdinalModel:
        graded = [example for example in known if example.record.record_type is kind and grade in example.grades]
        rows, grades = [evidence[example.record.id] for example in graded], [example.grades[grade] for example in graded]
        return fit_ordinal(rows, grades, signs, lowest=lowest, highest=highest, as_often=as_often)

    found = {"depth": learned(RecordType.TALK, "depth", talk, 0, 3), "one_pot": learned(RecordType.MEETING, "one_pot", pot, 0, 2)}
    dimensions: dict[RecordType, tuple[str, ...]] = {RecordType.TALK: tuple(TalkDimension), RecordType.MEETING: tuple(MeetingDimension)}
    for kind, signs in ((RecordType.TALK, talk), (RecordType.MEETING, meeting)):
        found[f"{kind}.band"] = learned(kind, "band", signs, 1, 5, as_often=True)
        found[f"{kind}.boilerplate"] = learned(kind, "boilerplate", {name: -sign for name, sign in signs.items()}, 0, 1)
        for dimension in dimensions[kind]:
            found[f"{kind}.{dimension}"] = learned(kind, dimension, {"header": 1} if dimension == "completeness" else signs, 0, 4)
    return found


def save(
    models: Models,
    records: Sequence[LabelledRecord],
    pairs: Sequence[ContrastPair],
    settings: Settings,
    folder: Path,
    encoder: Mapping[str, Any] | None = None,
    *,
    reviewed: Sequence[ReviewedRecord] = (),
) -> Artefact:
    """Writes models as an artefact with its card; `encoder` is what the card says of the encoder beside them."""
    arrays: dict[str, npt.NDArray[Any]] = {"transitions": models.transitions}
    readers = {"talk": models.talk, "meeting": models.meeting}
    readers |= {name: reader for name, reader in (("opening", models.opening), ("frame", models.frame)) if reader}
    for name, reader in readers.items():
        arrays |= pack_reader(name, reader)
    digest = hashlib.sha256(
        b"".join(msgspec.json.encode(row) for row in (*records, *(pair.written for pair in pairs), *reviewed))
    ).hexdigest()
    corpus = {"sha256": digest, "records": len(records), "pairs": len(pairs), "styles": sorted({record.style for record in records})}
    card = {
        "name": "stacked" if encoder else "linear",
        "version": MODEL_VERSION,
        "lexicon": lexicon().version,
        "meanings": load_meanings().version,
        "bucket_bits": BUCKET_BITS,
        "dense": list(dense_names(lexicon())),
        "classes": {part: list(model.classes) for reader in readers.values() for part, model in reader.linear.items()},
        "ordinal": {name: msgspec.to_builtins(model) for name, model in sorted(models.ordinal.items())},
        "calibrations": {name: msgspec.to_builtins(model) for name, model in sorted(models.calibrations.items())},
        "settings": models.settings,
        "familiar": models.familiar,
        "training": msgspec.to_builtins(settings),
        "corpus": corpus | ({"reviewed": len(reviewed)} if reviewed else {}),
    }
    return save_artefact(folder, arrays, card | ({"encoder": dict(encoder)} if encoder else {}))
